import type { CodeColours, HueLetter } from "../../../lib/contract/code-colours.ts";

/** What the highlighter made of a line, left to right. */
export type Token = { content: string; letter: HueLetter | "" };

/** Lines of tokens to runs. "" where nothing has a colour, or where they are not the text: a colour may be missing, never a letter of the text. */
export function toColours(text: string, lines: readonly (readonly Token[])[]): CodeColours {
  const runs: { letter: HueLetter | ""; length: number }[] = [];
  const add = (letter: HueLetter | "", length: number) => {
    const last = runs.at(-1);
    if (last?.letter === letter) last.length += length;
    else if (length > 0) runs.push({ letter, length });
  };
  for (const [index, line] of lines.entries()) {
    if (index > 0) add("", 1);
    for (const { content, letter } of line) {
      // A grammar gives a word the blanks around it; they are nobody's.
      const blanks = content.length - content.trimEnd().length;
      add(letter, content.length - blanks);
      add("", blanks);
    }
  }
  if (runs.at(-1)?.letter === "") runs.pop();
  const same = lines.map((line) => line.map(({ content }) => content).join("")).join("\n") === text;
  return same ? runs.map(({ letter, length }) => `${letter}${length}`).join(" ") : "";
}
