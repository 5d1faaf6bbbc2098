import type { SearchPiece } from "../../contract/search.ts";

/** About two lines beside an icon. */
const SNIPPET_LENGTH = 150;
/** So much before what was found, to read what it is about. */
const LEAD_LENGTH = 36;

const LETTER = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;
type Range = { from: number; to: number };

/** A text cut into what was found and what stands between. @param found tokens of the index that matched */
export const toPieces = (text: string, found: readonly string[]): SearchPiece[] =>
  cut(text, 0, text.length, rangesOf(text, found));

/** Where in a text most of what was found stands together; null where none of it does. */
export function toSnippet(text: string, found: readonly string[]): SearchPiece[] | null {
  const ranges = rangesOf(text, found);
  if (ranges.length === 0) return null;
  const lower = toComparable(text);
  const within = ({ from }: Range) =>
    ranges.filter((other) => other.from >= from && other.to <= from + SNIPPET_LENGTH - LEAD_LENGTH);
  const worth = (range: Range) => new Set(within(range).map(({ from, to }) => lower.slice(from, to))).size;
  const best = ranges.reduce((a, b) => (worth(b) > worth(a) ? b : a));
  return excerpt(text, best.from, ranges);
}

/** The beginning of a text, with nothing found in it. */
export const toBeginning = (text: string): SearchPiece[] => excerpt(text, 0, []);

function excerpt(text: string, at: number, ranges: Range[]): SearchPiece[] {
  let from = Math.max(0, Math.min(at - LEAD_LENGTH, text.length - SNIPPET_LENGTH));
  // Begin at a word where there is one near.
  if (from > 0) {
    const space = text.indexOf(" ", from);
    if (space >= 0 && space < Math.min(at, from + LEAD_LENGTH)) from = space + 1;
  }
  if (isTail(text, from)) from += 1;
  let to = Math.min(text.length, from + SNIPPET_LENGTH);
  if (isTail(text, to)) to -= 1;
  const pieces = cut(text, from, to, ranges);
  if (from > 0) pieces.unshift({ text: "…", hit: false });
  if (to < text.length) pieces.push({ text: "…", hit: false });
  return pieces;
}

/** The second half of a character that JavaScript counts as two. */
const isTail = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));

function cut(text: string, from: number, to: number, ranges: Range[]): SearchPiece[] {
  const pieces: SearchPiece[] = [];
  let at = from;
  const push = (end: number, hit: boolean) => {
    if (end > at) pieces.push({ text: text.slice(at, end), hit });
    at = Math.max(at, end);
  };
  for (const range of ranges) {
    if (range.to <= from || range.from >= to) continue;
    push(Math.min(range.from, to), false);
    push(Math.min(range.to, to), true);
  }
  push(to, false);
  return pieces;
}

/** Where the tokens stand, in order; those that touch are one. A word is marked as a whole word only. */
function rangesOf(text: string, found: readonly string[]): Range[] {
  const lower = toComparable(text);
  const ranges: Range[] = [];
  for (const token of new Set(found)) {
    const isWord = !HAN.test(token);
    for (let from = lower.indexOf(token); from >= 0; from = lower.indexOf(token, from + 1)) {
      const to = from + token.length;
      if (isWord && (continues(lower.charAt(from - 1)) || continues(lower.charAt(to)))) continue;
      ranges.push({ from, to });
    }
  }
  ranges.sort((a, b) => a.from - b.from || b.to - a.to);
  return ranges.reduce<Range[]>((joined, range) => {
    const last = joined.at(-1);
    if (last !== undefined && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
    return joined;
  }, []);
}

const continues = (character: string): boolean => LETTER.test(character) && !HAN.test(character);

/** As tokens are written, each character in its place: wide letters narrow, all of them small. */
function toComparable(text: string): string {
  const narrow = text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const lower = narrow.toLowerCase();
  // Some letters are longer in lower case; then only what is lower case already is found.
  return lower.length === text.length ? lower : narrow;
}
