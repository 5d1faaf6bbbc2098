import { z } from "zod";
import { Locale } from "./ids.ts";

/** Where the pages ask: GET with q (the words) and lang. */
export const SEARCH_ADDRESS = "/api/search";

/** Longer questions are cut. */
export const MAX_QUERY = 100;

/** A piece of a text; hit: it is what was looked for. Text, never markup. */
export const SearchPiece = z.object({ text: z.string(), hit: z.boolean() });
export type SearchPiece = z.infer<typeof SearchPiece>;

export const SearchResult = z.object({
  /** A place of ours: a lab, a step, a page, a heading, a word. */
  href: z.string().startsWith("/"),
  title: z.array(SearchPiece),
  /** The lab or the page that it stands in; null where it is one itself. */
  within: z.string().nullable(),
  /** Some of its text, in the language it was found in. */
  snippet: z.array(SearchPiece),
  snippetLocale: Locale,
});
export type SearchResult = z.infer<typeof SearchResult>;

export const SearchGroupKind = z.enum(["labs", "reference", "glossary"]);
export type SearchGroupKind = z.infer<typeof SearchGroupKind>;

/** The best first, groups too; a group without results is not there. */
export const SearchAnswer = z.object({
  groups: z.array(z.object({ kind: SearchGroupKind, results: z.array(SearchResult).min(1) })),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
