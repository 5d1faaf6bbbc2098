/** What a piece of code is, for its colour: the letter that stands in data-colours, and the name that the stylesheet knows it by. */
export const CODE_HUES = {
  c: "comment",
  d: "deleted",
  e: "entered",
  f: "function",
  i: "inserted",
  k: "keyword",
  n: "number",
  o: "option",
  p: "prompt",
  s: "string",
  t: "tag",
  v: "variable",
} as const;
export type HueLetter = keyof typeof CODE_HUES;
export type Hue = (typeof CODE_HUES)[HueLetter];

/**
 * The colours of a text beside it, not in it: runs of UTF-16 units, each a letter of CODE_HUES (none: plain) and a length, such as
 * "f5 1 o2 14 c9". What follows the last run is plain; "" colours nothing. A lesson is a fraction of the size on the wire than with an
 * element for each word, and its text stays what is run and copied.
 */
export type CodeColours = string;

export type HueRun = { text: string; hue: Hue | null };

/** Cuts a text into its runs. Joined they are the text again, whatever the colours say. */
export function cutByHue(text: string, colours: CodeColours): HueRun[] {
  const runs: HueRun[] = [];
  let at = 0;
  for (const word of colours.split(" ")) {
    const [, letter, length] = /^([a-z]?)(\d{1,9})$/.exec(word) ?? [];
    if (length === undefined || at >= text.length) break;
    const piece = text.slice(at, at + Number(length));
    at += piece.length;
    if (piece !== "") runs.push({ text: piece, hue: isHue(letter!) ? CODE_HUES[letter] : null });
  }
  return at < text.length ? [...runs, { text: text.slice(at), hue: null }] : runs;
}

const isHue = (letter: string): letter is HueLetter => Object.hasOwn(CODE_HUES, letter);
