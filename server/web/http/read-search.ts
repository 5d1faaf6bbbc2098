import type { Search } from "../../../lib/content/search/search-library.ts";
import { pickLocale } from "../../../lib/contract/pick-locale.ts";
import { MAX_QUERY, type SearchAnswer } from "../../../lib/contract/search.ts";

/** What a question's address asks: too long a question is cut, a strange language is English. */
export function readSearch(search: Search, url: string): Promise<SearchAnswer> {
  const asked = new URLSearchParams(url.split("?", 2)[1] ?? "");
  return search((asked.get("q") ?? "").slice(0, MAX_QUERY), pickLocale(asked.get("lang"), null));
}
