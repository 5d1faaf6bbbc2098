import { clipEnd, textColumns } from "../frame/clip-label.ts";

/** Where a line may end: after a blank, between CJK characters, after a slash or colon of an address. */
const PIECES = /[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|[\u2e80-\u9fff\uff00-\uffef]\s*/gu;

/** A text in at most `most` lines of so many columns (textColumns); what does not fit is cut off with "…". */
export function wrapText(text: string, columns: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(PIECES) ?? []) {
    if (line !== "" && textColumns(line + piece.trimEnd()) > columns) {
      if (lines.length === most - 1) {
        // clipEnd needs something to cut off.
        return [...lines, clipEnd(`${line.trimEnd()}…${piece}`, Math.min(columns, textColumns(line.trimEnd()) + 1))];
      }
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  if (line !== "") lines.push(line.trimEnd());
  return lines.map((one) => clipEnd(one, columns));
}
