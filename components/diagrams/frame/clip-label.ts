/** Characters that take two columns in a monospaced font: CJK, kana, hangul, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const segments = new Intl.Segmenter("en", { granularity: "grapheme" });

const columnsOf = (grapheme: string): number => (WIDE.test(grapheme) ? 2 : 1);

/** Width of a text in columns of a monospaced font. */
export function textColumns(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of segments.segment(text)) columns += columnsOf(segment);
  return columns;
}

/** Cuts a text to `most` columns, taking the middle out: the end of a name (its suffix) tells as much as its beginning. */
export function clipMiddle(text: string, most: number): string {
  if (textColumns(text) <= most) return text;
  if (most < 3) return "…".slice(0, Math.max(0, most));
  const graphemes = [...segments.segment(text)].map(({ segment }) => segment);
  const tailRoom = Math.floor((most - 1) / 2);
  const head = takeColumns(graphemes, most - 1 - tailRoom);
  const tail = takeColumns(graphemes.toReversed(), tailRoom).toReversed();
  return `${head.join("")}…${tail.join("")}`;
}

/** Cuts a text to `most` columns at its end: for contents, where the beginning matters. */
export function clipEnd(text: string, most: number): string {
  if (textColumns(text) <= most) return text;
  const graphemes = [...segments.segment(text)].map(({ segment }) => segment);
  return `${takeColumns(graphemes, Math.max(0, most - 1)).join("")}…`;
}

function takeColumns(graphemes: string[], room: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const grapheme of graphemes) {
    used += columnsOf(grapheme);
    if (used > room) break;
    taken.push(grapheme);
  }
  return taken;
}
