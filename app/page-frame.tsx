import type { ReactNode } from "react";
import { AppHeader } from "../components/shell/app-header.tsx";
import { LOCALE_COOKIE } from "../lib/contract/pick-locale.ts";
import { readTheme } from "./theme.ts";

/** A page to be read, below the bar on top. */
export async function PageFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <AppHeader theme={await readTheme()} localeCookie={LOCALE_COOKIE} />
      {children}
    </div>
  );
}
