import { convertPlacesInCode, type Tell } from "./convert-places.ts";
import { convertProse } from "./convert-prose.ts";
import { convertQuiz } from "./convert-quiz.ts";
import { convertFolds, escapeHtml, type Line } from "./escape-markup.ts";
import type { Finding } from "./finding.ts";
import { type Block, splitBlocks } from "./split-blocks.ts";
import { type OurBlock, toFence } from "./to-fence.ts";

export type ConvertedText = {
  text: string;
  /** Places are in the source, except of HTML: its line is in the new text. */
  findings: Finding[];
  /** Commands that the learner runs, in reading order. */
  commands: string[];
  /** Names of the terminals that these commands are for, besides the first. */
  terminals: string[];
};

/**
 * A step's text, from Killercoda's markdown to a lab's.
 * @param file the source's path, for findings
 * @param target the new file's path, for findings about what stands in it
 */
export function convertText(source: string, file: string, target: string): ConvertedText {
  const findings: Finding[] = [];
  const at =
    (line: number): Tell =>
    (kind, what, cure) =>
      findings.push({ kind, file, line, what, cure });
  const blocks: OurBlock[] = [];
  const lines: Line[] = [];
  const add = (code: boolean, texts: string[]) =>
    lines.push(...texts.flatMap((each) => each.split("\n")).map((text) => ({ text, code })));
  for (const block of splitBlocks(
    source
      .replace(/^\uFEFF/, "")
      .replace(/\r\n?/g, "\n")
      .split("\n"),
  )) {
    if (block.kind === "fence") add(true, convertFence(block, at, blocks));
    else add(false, convertParagraph(block, at, blocks));
  }
  const html = escapeHtml(tidy(convertFolds(lines)));
  for (const { line, html: tag } of html.escaped) {
    const cure = "write it in markdown, or leave it if it is meant as text";
    findings.push({ kind: "raw-html", file: target, line, what: `raw HTML is shown as text (${tag})`, cure });
  }
  return {
    text: html.text,
    findings,
    commands: blocks.flatMap(({ command }) => command ?? []),
    terminals: [...new Set(blocks.flatMap(({ terminal }) => terminal ?? []))].filter((name) => name !== "main"),
  };
}

function convertFence(block: Block & { kind: "fence" }, at: (line: number) => Tell, blocks: OurBlock[]): string[] {
  const lost = at(block.line);
  if (!block.closed)
    lost("unclosed-block", "this block has no end", "it was closed at the end of the file: look where it should end");
  const code = block.code.map((line, index) => convertPlacesInCode(line, at(block.line + 1 + index))).join("\n");
  const ours = toFence(code, block.info, block.marker);
  for (const { kind, what, cure } of ours.lost) lost(kind, what, cure);
  blocks.push(ours);
  const indent = block.first.includes(">") ? block.first : " ".repeat(block.first.length);
  // A sentence before the command is a paragraph of its own.
  const apart = ours.lines[0]!.startsWith("Press") && block.first.trim() === "" ? [""] : [];
  const lines = ours.lines.map((line, index) => (index === 0 ? block.first + line : line === "" ? line : indent + line));
  return [...apart, ...lines];
}

function convertParagraph(block: Block & { kind: "prose" }, at: (line: number) => Tell, blocks: OurBlock[]): string[] {
  const result: string[] = [];
  let rest = block.lines.map((line, index) => {
    if (!/^\s*::/.test(line)) return convertImages(line, at(block.line + index));
    at(block.line + index)(
      "directive-line",
      'a line that begins with "::" would be a directive here',
      "its colons became code: write what is meant",
    );
    return line.replace(/^(\s*)(:{2,})/, "$1`$2`");
  });
  let line = block.line;
  const take = (count: number) => {
    const taken = rest.slice(0, count);
    rest = rest.slice(count);
    const start = line;
    line += count;
    return { taken, start };
  };
  while (rest.length > 0) {
    const question = rest.findIndex((each) => /^\s*>>.+<<\s*$/.test(each));
    const before = take(question === -1 ? rest.length : question);
    if (before.taken.length > 0) {
      const prose = convertProse(before.taken, (offset) => at(before.start + offset));
      blocks.push(...prose.blocks);
      result.push(...prose.lines);
    }
    const quiz = convertQuiz(rest, at(line));
    if (quiz === null) continue;
    take(quiz.used);
    result.push("", ...quiz.lines, "");
  }
  return result;
}

/** A lesson shows no pictures but its own diagrams: the sandboxes' network reaches no other host, and a lab is text. */
function convertImages(line: string, lost: Tell): string {
  return line.replace(/!\[([^\]\n]*)\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g, (_all, alt: string, url: string) => {
    const words = alt || "picture";
    lost(
      "picture",
      `the picture ${url} cannot be shown`,
      "its words stand there: draw it as text, or open a diagram with ::diagram{kind=...}",
    );
    return /^https?:/i.test(url) ? `[${words}](${url})` : `(${words})`;
  });
}

/** One blank line at most between two paragraphs, none inside code touched. */
function tidy(lines: readonly string[]): string {
  const result: string[] = [];
  let fence: string | null = null;
  for (const line of lines) {
    const ticks = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,})/.exec(line)?.[1];
    if (ticks && fence === null) fence = ticks;
    else if (ticks && fence !== null && ticks.length >= fence.length && line.trim().endsWith(ticks)) fence = null;
    if (fence === null && line.trim() === "" && (result.at(-1) ?? "").trim() === "") continue;
    result.push(line);
  }
  return `${result.join("\n").trim()}\n`;
}
