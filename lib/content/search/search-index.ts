import MiniSearch, { type SearchResult as Found } from "minisearch";
import { LOCALES, type Locale } from "../../contract/ids.ts";
import { MAX_QUERY, type SearchAnswer, type SearchGroupKind, type SearchResult } from "../../contract/search.ts";
import type { LibraryContent } from "../merge-folders.ts";
import { type SearchEntry, toSearchEntries } from "./search-entries.ts";
import { toBeginning, toPieces, toSnippet } from "./to-pieces.ts";
import { type Asked, toIndexTokens, toQuery } from "./tokens.ts";

/** Enough to choose from; who wants more types more. */
const MOST_PER_GROUP = 8;
/** So many entries are indexed before others have their turn: terminals are relayed by the same thread. */
const CHUNK = 2;
/** How much more a word in a title says, and one in the language of the page. */
const BOOST = { title: 5, otherTitle: 4, text: 1.3, otherText: 1 };
const EXACT_TITLE = 3;
const AS_TYPED = 1.6;

/** Each when the one before finds nothing. */
const WAYS: Asked[] = [
  { combineWith: "AND", fuzzy: false },
  { combineWith: "AND", fuzzy: true },
  { combineWith: "OR", fuzzy: true },
];

export type SearchIndex = { find: (words: string, locale: Locale) => SearchAnswer };

const fieldOf = (part: "title" | "text", locale: Locale) => `${part}:${locale}`;
const FIELDS = LOCALES.flatMap((locale) => [fieldOf("title", locale), fieldOf("text", locale)]);

/** Makes the index of what there is, in small pieces of work. */
export async function buildSearchIndex(content: LibraryContent): Promise<SearchIndex> {
  const entries = toSearchEntries(content);
  const index = new MiniSearch<SearchEntry>({
    idField: "href",
    fields: FIELDS,
    extractField: (entry, name) => {
      if (name === "href") return entry.href;
      const [part, locale] = name.split(":") as ["title" | "text", Locale];
      return entry[part][locale];
    },
    tokenize: toIndexTokens,
    // Tokens are as they are compared already.
    processTerm: (term) => term,
    searchOptions: { tokenize: (token) => [token], maxFuzzy: 2 },
  });
  await index.addAllAsync(entries, { chunkSize: CHUNK });
  const byHref = new Map(entries.map((entry) => [entry.href, entry]));
  return { find: (words, locale) => find(index, byHref, words.slice(0, MAX_QUERY), locale) };
}

function find(
  index: MiniSearch<SearchEntry>,
  byHref: ReadonlyMap<string, SearchEntry>,
  words: string,
  locale: Locale,
): SearchAnswer {
  const typed = words.normalize("NFKC").trim().toLowerCase();
  const other = LOCALES.find((each) => each !== locale)!;
  const search = (asked: Asked): Found[] => {
    const query = toQuery(words, asked);
    if (query === null) return [];
    return index.search(query, {
      boost: {
        [fieldOf("title", locale)]: BOOST.title,
        [fieldOf("title", other)]: BOOST.otherTitle,
        [fieldOf("text", locale)]: BOOST.text,
        [fieldOf("text", other)]: BOOST.otherText,
      },
      boostDocument: (href) => weigh(byHref.get(href)!, typed),
    });
  };
  let found: Found[] = [];
  for (const asked of WAYS) {
    found = search(asked);
    if (found.length > 0) break;
  }
  const groups = new Map<SearchGroupKind, SearchResult[]>();
  for (const { id, terms } of found) {
    const entry = byHref.get(id)!;
    const results = groups.get(entry.group) ?? [];
    groups.set(entry.group, results);
    if (results.length < MOST_PER_GROUP) results.push(toResult(entry, terms, locale, other));
  }
  return { groups: [...groups].map(([kind, results]) => ({ kind, results })) };
}

/** What stands there letter for letter is meant sooner than what has the same words. */
function weigh({ title, text }: SearchEntry, typed: string): number {
  const has = (each: string) => each.toLowerCase().includes(typed);
  if (LOCALES.some((locale) => title[locale].toLowerCase() === typed)) return EXACT_TITLE;
  return LOCALES.some((locale) => has(title[locale]) || has(text[locale])) ? AS_TYPED : 1;
}

function toResult({ href, title, within, text }: SearchEntry, terms: string[], locale: Locale, other: Locale): SearchResult {
  const own = toSnippet(text[locale], terms);
  const pieces = toPieces(title[locale], terms);
  const elsewhere = own === null && !pieces.some(({ hit }) => hit) ? toSnippet(`${title[other]} · ${text[other]}`, terms) : null;
  return {
    href,
    title: pieces,
    within: within?.[locale] ?? null,
    snippet: own ?? elsewhere ?? toBeginning(text[locale]),
    snippetLocale: elsewhere === null ? locale : other,
  };
}
