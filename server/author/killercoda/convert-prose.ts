import { convertPlaces, convertPlacesInCode, type Tell } from "./convert-places.ts";
import { MARKER_BEHIND_CODE } from "./parse-marker.ts";
import { type OurBlock, toFence } from "./to-fence.ts";

export type Prose = { lines: string[]; blocks: OurBlock[] };

/** A list item, a heading or a quote begins a piece of its own: blocks made of its code follow it, not the whole paragraph. */
const BEGINS = /^\s*(?:[-*+]|\d{1,9}[.)])\s+|^\s*#{1,6}\s|^\s*>/;
const LIST_MARKER = /^(\s*)((?:[-*+]|\d{1,9}[.)])\s+)?/;

/** One paragraph, list or table. Code with a marker that stands alone becomes a block in its place; in a sentence it stays and the block follows. */
export function convertProse(lines: readonly string[], lost: (offset: number) => Tell): Prose {
  const result: Prose = { lines: [], blocks: [] };
  let start = 0;
  for (let end = 1; end <= lines.length; end++) {
    if (end < lines.length && !BEGINS.test(lines[end]!)) continue;
    const piece = convertPiece(lines.slice(start, end).join("\n"), (at) => lost(start + at));
    result.lines.push(...piece.lines);
    result.blocks.push(...piece.blocks);
    start = end;
  }
  return result;
}

function convertPiece(text: string, lost: (offset: number) => Tell): Prose {
  const blocks: OurBlock[] = [];
  const after: OurBlock[] = [];
  let done = "";
  let rest = text;
  const lineOf = () => text.slice(0, text.length - rest.length).split("\n").length - 1;
  for (let span = nextCode(rest); span !== null; span = nextCode(rest)) {
    done += convertWords(rest.slice(0, span.start), lost(lineOf()));
    rest = rest.slice(span.start);
    const at = lineOf();
    const code = convertPlacesInCode(span.code, lost(at));
    rest = rest.slice(span.length);
    const marker = MARKER_BEHIND_CODE.exec(rest) ?? /^\{\{\s*((?:exec|execute|copy)[^{}]*)\}\}/i.exec(rest);
    if (marker === null || marker[1] === "") {
      if (marker) rest = rest.slice(marker[0].length);
      done += `${span.ticks}${code}${span.ticks}`;
      continue;
    }
    rest = rest.slice(marker[0].length);
    const block = toFence(trimCode(code), "", marker[1]!);
    for (const { kind, what, cure } of block.lost) lost(at)(kind, what, cure);
    blocks.push(block);
    const before = done.slice(done.lastIndexOf("\n") + 1);
    const tail = /^[ \t]*[.:;,]?[ \t]*(?=\n|$)/.exec(rest);
    if (tail && /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?$/.test(before)) {
      const indent = " ".repeat(before.length);
      // A sentence before the command is a paragraph of its own.
      if (before === "" && done !== "" && !/^[`:]/.test(block.lines[0]!)) done += "\n";
      done += block.lines.map((line, index) => (index === 0 || line === "" ? line : indent + line)).join("\n");
      rest = rest.slice(tail[0].length);
    } else {
      done += `${span.ticks}${code}${span.ticks}`;
      after.push(block);
    }
  }
  warnOfStray(rest, lost(lineOf()));
  done += convertWords(rest, lost(lineOf()));
  return { lines: place(done, after), blocks };
}

/** The next code span as CommonMark finds it: a run of backticks up to the next run of the same length. */
function nextCode(text: string): { start: number; length: number; ticks: string; code: string } | null {
  for (const open of text.matchAll(/(?<!\\)`+/g)) {
    const from = open.index + open[0].length;
    for (const close of text.slice(from).matchAll(/`+/g)) {
      if (close[0] !== open[0]) continue;
      const code = text.slice(from, from + close.index);
      return { start: open.index, length: open[0].length * 2 + code.length, ticks: open[0], code };
    }
  }
  return null;
}

/** Addresses, and the HTML that has a counterpart in markdown: keys and line breaks. */
const convertWords = (text: string, lost: Tell) =>
  convertPlaces(text, lost)
    .replace(/<kbd>([^<`\n]+)<\/kbd>/gi, (_all, key: string) => `\`${key}\``)
    .replace(/(^|\n)[ \t]*(?:<br\s*\/?>[ \t]*)+(?=\n|$)/gi, "$1")
    .replace(/[ \t]*<br\s*\/?>[ \t]*(?=\n[ \t]*\S)/gi, "\\")
    .replace(/[ \t]*<br\s*\/?>[ \t]*(?=\n|$)/gi, "");

const trimCode = (code: string) => code.replace(/^\s+|\s+$/g, "");

/** Blocks behind a piece, indented as what they belong to. */
function place(text: string, blocks: OurBlock[]): string[] {
  const lines = text.split("\n");
  if (blocks.length === 0) return lines;
  const quote = /^\s*>/.test(lines[0]!);
  const [, space = "", marker = ""] = LIST_MARKER.exec(lines[0]!) ?? [];
  const indent = quote ? "> " : " ".repeat(space.length + marker.length);
  const trailing: string[] = [];
  while (lines.length > 1 && lines.at(-1)!.trim() === "") trailing.push(lines.pop()!);
  for (const block of blocks) {
    lines.push(quote ? ">" : "", ...block.lines.map((line) => (line === "" && !quote ? "" : `${indent}${line}`)));
  }
  return [...lines, ...trailing];
}

/** {{exec}} that stands behind no code does nothing there and would be text here. */
function warnOfStray(text: string, lost: Tell): void {
  for (const [all] of text.matchAll(/\{\{[ \t]*(?:exec|execute|copy)(?:[ \t]+[\w-]+)*[ \t]*\}\}/gi)) {
    lost("stray-marker", `${all} stands behind no code`, "it was left as text: remove it, or put the command before it");
  }
}
