import { LOCALES, type Locale } from "./ids.ts";

/** The cookie that remembers the language a person chose. */
export const LOCALE_COOKIE = "gb_locale";

/**
 * The language a page and its socket speak: the person's choice, else the best of the browser's Accept-Language, else English.
 * Any Chinese reads better to its reader in zh-CN than in English.
 */
export function pickLocale(cookie: string | null | undefined, acceptLanguage: string | null | undefined): Locale {
  const chosen = LOCALES.find((locale) => locale === cookie);
  if (chosen) return chosen;
  for (const tag of preferredTags(acceptLanguage ?? "")) {
    const language = tag.split("-")[0]?.toLowerCase();
    const match = LOCALES.find((locale) => locale.split("-")[0] === language);
    if (match) return match;
  }
  return "en";
}

/** Language tags of an Accept-Language header, most wanted first; q=0 means "not this one". */
function preferredTags(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((text) => text.trim()).find((text) => text.startsWith("q="));
      return { tag: tag.trim(), quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
