import type { Html } from "mdast";
import { visit } from "unist-util-visit";
import { parseMarkdown } from "../../../lib/content/parse-markdown.ts";

export type Escaped = { text: string; escaped: { line: number; html: string }[] };

const isComment = (node: Html) => /^<!--[\s\S]*-->$/.test(node.value.trim());

/**
 * Makes raw HTML text, since a lesson shows none. Comments stay, which nobody sees.
 * @param text a body without front matter
 * @returns escaped: each tag, with its line in the text
 */
export function escapeHtml(text: string): Escaped {
  const escaped: Escaped["escaped"] = [];
  let current = text;
  // What was one block of HTML is markdown once its first tag is text, and may hold further tags: each turn finds the next ones.
  for (;;) {
    const found: { at: number; line: number; html: string }[] = [];
    visit(parseMarkdown(`\n${current}`).body, "html", (node) => {
      if (isComment(node)) return;
      const from = node.position!.start.offset! - 1;
      found.push({
        at: current.indexOf("<", from),
        line: node.position!.start.line - 1,
        html: node.value.split("\n")[0]!.slice(0, 40),
      });
    });
    if (found.length === 0) return { text: current, escaped: escaped.sort((a, b) => a.line - b.line) };
    for (const { at } of found.toReversed()) current = `${current.slice(0, at)}\\${current.slice(at)}`;
    escaped.push(...found.map(({ line, html }) => ({ line, html })));
  }
}

const FOLD = /^\s*<details(?:\s+open)?>\s*(?:<summary>(.*?)<\/summary>)?\s*$/i;
const SUMMARY = /^\s*<summary>(.*?)<\/summary>\s*$/i;
const UNFOLD = /^\s*<\/details>\s*$/i;

/** A line of the new text; code is never read as markup. */
export type Line = { text: string; code: boolean };

/** <details> whose tags stand on lines of their own becomes :::hint, or :::solution where its summary says so. One inside another stays HTML. */
export function convertFolds(all: readonly Line[]): string[] {
  const lines = all.map(({ text }) => text);
  const prose = all.filter(({ code }) => !code).map(({ text }) => text);
  const opens = prose.filter((line) => /<details/i.test(line)).length;
  const states = prose.filter((line) => FOLD.test(line) || UNFOLD.test(line)).map((line) => FOLD.test(line));
  const plain = states.every((open, index) => open === (index % 2 === 0)) && states.length === opens * 2;
  if (!plain) return lines;
  const result: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const fold = all[index]!.code ? null : FOLD.exec(lines[index]!);
    if (!all[index]!.code && UNFOLD.test(lines[index]!)) result.push(":::");
    else if (fold === null) result.push(lines[index]!);
    else {
      const below = fold[1] === undefined ? SUMMARY.exec(lines[index + 1] ?? "") : null;
      if (below) index++;
      const title = (fold[1] ?? below?.[1] ?? "").replace(/<[^>]*>/g, "").trim();
      result.push("", /solution|answer/i.test(title) ? ":::solution" : ":::hint", ...(title ? [`**${title}**`, ""] : []));
    }
  }
  return result;
}
