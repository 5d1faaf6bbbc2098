import type { Locale } from "../../contract/ids.ts";
import type { SearchAnswer } from "../../contract/search.ts";
import type { LabLibrary } from "../lab-library.ts";
import type { LibraryContent } from "../merge-folders.ts";
import { buildSearchIndex, type SearchIndex } from "./search-index.ts";

export type Search = (words: string, locale: Locale) => Promise<SearchAnswer>;

/** Looks in a library as it is now. The index is made when it is first asked for, and anew after something changed. */
export function searchLibrary(library: Pick<LabLibrary, "content">): Search {
  let made: { of: LibraryContent; index: Promise<SearchIndex> } | null = null;
  return async (words, locale) => {
    const content = await library.content();
    if (made?.of !== content) made = { of: content, index: buildSearchIndex(content) };
    return (await made.index).find(words, locale);
  };
}
