import { Locale } from "../../../lib/contract/ids.ts";
import { parseCookie } from "./person-cookie.ts";

/** The language of a handshake: the page's own choice (cookie gb_locale), else the browser's first that we have, else English. */
export function pickLocale(headers: { cookie?: string | undefined; "accept-language"?: string | undefined }): Locale {
  const chosen = Locale.safeParse(parseCookie(headers.cookie, "gb_locale"));
  if (chosen.success) return chosen.data;
  const wanted = (headers["accept-language"] ?? "").split(",").map((part) => part.split(";")[0]!.trim().toLowerCase());
  for (const language of wanted) {
    if (language.startsWith("zh")) return "zh-CN";
    if (language.startsWith("en")) return "en";
  }
  return "en";
}
