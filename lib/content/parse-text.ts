import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import { parsePreviewLink } from "../contract/preview-link.ts";
import type { LabProblem } from "./lab-problem.ts";
import { checkDirective, parseQuestion } from "./parse-directive.ts";
import { parseFence } from "./parse-fence.ts";

/** One interactive element of a text, in reading order: what a translation must have too. */
export type OutlineItem = {
  /** How the author wrote it, for messages: ```bash run, :::predict, ::diagram{kind=layers}. */
  name: string;
  line: number;
  /** What must be equal in every language. */
  same: string;
};

export type ParsedText = { outline: OutlineItem[]; problems: LabProblem[] };

/** Comments in a command may be translated; the command may not. */
const withoutComments = (code: string) =>
  code
    .split("\n")
    .map((line) => line.replace(/(^|\s+)#.*$/, "").trimEnd())
    .filter(Boolean)
    .join("\n");

/** Checks fences, directives and links of one text and lists what a translation must match. */
export function parseText(body: Root, file: string, terminals: string[]): ParsedText {
  const outline: OutlineItem[] = [];
  const problems: LabProblem[] = [];
  visit(body, (node) => {
    const line = node.position?.start.line ?? 1;
    const wrong = (message: string) => problems.push({ file, line, message });
    if (node.type === "code") {
      const fence = parseFence(node.lang, node.meta, terminals);
      if (typeof fence === "string") return void wrong(fence);
      const name = `\`\`\`${[node.lang, node.meta].filter(Boolean).join(" ")}`;
      const code = fence.block === "run" || fence.block === "copy" ? withoutComments(node.value) : "";
      outline.push({ name, line, same: `${name}\n${code}` });
      if (fence.block === "run" && node.value.trim() === "") wrong("this fence runs nothing: write the command into it.");
    } else if (node.type === "containerDirective" || node.type === "leafDirective") {
      for (const message of checkDirective(node)) wrong(message);
      const name = node.type === "containerDirective" ? `:::${node.name}` : `::${node.name}`;
      const attributes = Object.entries(node.attributes ?? {}).map(([key, value]) => `${key}=${value}`);
      const choices =
        node.type === "containerDirective" ? parseQuestion(node).choices.map((item) => (item.checked ? "x" : "_")) : [];
      outline.push({ name, line, same: `${name} ${attributes.sort().join(" ")} ${choices.join("")}` });
    } else if (node.type === "html" && !/^<!--[\s\S]*-->$/.test(node.value.trim())) {
      wrong(
        `raw HTML is not shown (${node.value.slice(0, 40)}): write it in markdown, or between backticks when it is meant as text.`,
      );
    } else if (node.type === "link" && parsePreviewLink(node.url) !== null) {
      const place = parsePreviewLink(node.url);
      if (typeof place === "string") wrong(`this link is no preview (${node.url.slice(0, 40)}): ${place}.`);
      outline.push({ name: `[...](${node.url})`, line, same: node.url });
    } else if ((node.type === "link" || node.type === "image" || node.type === "definition") && !isSafeUrl(node.url)) {
      wrong(`this link is not allowed (${node.url.slice(0, 40)}): use http, https, mailto or a #place in the page.`);
    } else if (node.type === "text" && /^:::/m.test(node.value)) {
      wrong(
        '":::" was read as text here: write the name directly behind it (:::hint) and close each block with ::: on a line of its own.',
      );
    }
  });
  return { outline, problems };
}

const isSafeUrl = (url: string) => /^(https?:|mailto:|[#/])/i.test(url) || !/^[a-z][a-z0-9+.-]*:/i.test(url);
