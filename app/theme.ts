import { cookies } from "next/headers";
import { isTheme, THEME_COOKIE, type Theme } from "../components/shell/theme.ts";

/** The theme a person chose; system where they chose none. Read on the server, so that the first paint is right. */
export async function readTheme(): Promise<Theme> {
  const value = (await cookies()).get(THEME_COOKIE)?.value;
  return isTheme(value) ? value : "system";
}
