import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import { parsePreviewLink } from "../contract/preview-link.ts";
import { wordsOf } from "./directive-label.ts";
import type { LabProblem } from "./lab-problem.ts";
import { holdsTerm } from "./parse-term.ts";

/** Directives that need no sandbox, and no answer, beside them. */
const DIRECTIVES = ["note", "deep"];

/** A heading as it is written, and where. */
export type PageHeading = { depth: number; title: string; line: number };

/** What a reference page may not have although a lesson may, and its headings. What is wrong in either parseText tells. */
export function checkPageText(body: Root, file: string): { headings: PageHeading[]; problems: LabProblem[] } {
  const headings: PageHeading[] = [];
  const problems: LabProblem[] = [];
  visit(body, (node, _index, parent) => {
    const line = node.position?.start.line ?? 1;
    const wrong = (message: string, cure: string) => problems.push({ file, line, message, cure });
    if (node.type === "code" && /^run\b/.test(node.meta ?? "")) {
      wrong("a reference page has no terminal to run this in", "write ```bash copy, or ```bash to be read");
    } else if (node.type === "containerDirective" || node.type === "leafDirective") {
      if (DIRECTIVES.includes(node.name) && node.type === "containerDirective") return;
      const colons = node.type === "containerDirective" ? ":::" : "::";
      const cure = `write it as text, or use ${DIRECTIVES.map((name) => `:::${name}`).join(" or ")}`;
      wrong(`${colons}${node.name} belongs into a lab, not into a reference page`, cure);
    } else if (node.type === "link" && parsePreviewLink(node.url) !== null) {
      wrong("a reference page has no sandbox whose port could be shown", "link a lab: /lab/ID");
    } else if (node.type === "heading") {
      const title = wordsOf(node).trim();
      const before = headings.at(-1)?.depth ?? 1;
      if (parent?.type !== "root")
        wrong("this heading stands inside something else", "put it on a line of its own, without > or -");
      else if (node.depth === 1) wrong("the title of a page is in its front matter", "begin this heading with ##");
      else if (node.depth > before + 1) wrong("this heading skips a level", `begin it with ${"#".repeat(before + 1)}`);
      if (title === "") wrong("this heading has no words", "write some behind it, or remove it");
      if (holdsTerm(node.children)) wrong("this heading has a :term in it", "explain the word in the text below");
      headings.push({ depth: node.depth, title, line });
    }
  });
  return { headings, problems };
}

/** Every language has the same headings, so that an anchor leads to the same place in each. Reports the first difference only. */
export function compareHeadings(
  original: { file: string; headings: PageHeading[] },
  translation: { file: string; headings: PageHeading[] },
): LabProblem[] {
  const { file, headings } = translation;
  for (const [index, heading] of original.headings.entries()) {
    const twin = headings[index];
    const from = `"${heading.title}" (${original.file}:${heading.line})`;
    if (twin === undefined)
      return [{ file, line: headings.at(-1)?.line ?? 1, message: `the translation lacks the heading ${from}`, cure: "add it" }];
    if (twin.depth === heading.depth) continue;
    const message = `this heading has another level than ${from}`;
    return [
      { file, line: twin.line, message, cure: `begin it with ${"#".repeat(heading.depth)}, or put what is missing above it` },
    ];
  }
  const extra = headings[original.headings.length];
  if (extra === undefined) return [];
  return [
    { file, line: extra.line, message: `the original (${original.file}) has no such heading`, cure: "remove it or add it there" },
  ];
}
