import type { Nodes, Root, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import type { LabVars } from "../contract/lab-vars.ts";
import { parsePreviewLink } from "../contract/preview-link.ts";
import { checkImage, type Images } from "./check-image.ts";
import { isLabel } from "./directive-label.ts";
import { drawVars } from "./draw-vars.ts";
import { fillText, namesIn } from "./fill-text.ts";
import type { LabProblem } from "./lab-problem.ts";
import { checkDirective } from "./parse-directive.ts";
import { parseFence } from "./parse-fence.ts";
import { NO_GLOSSARY } from "./parse-glossary.ts";
import { parseQuestion, sameQuestion } from "./parse-question.ts";
import { checkTerm, holdsTerm, type Terms, termOf } from "./parse-term.ts";

/** One interactive element of a text, in reading order: what a translation must have too. */
export type OutlineItem = {
  /** How the author wrote it, for messages: ```bash run, :::predict, ::diagram{kind=layers}. */
  name: string;
  line: number;
  /** What must be equal in every language. */
  same: string;
};

/** What of the lab its texts depend on. */
export type TextFrame = {
  terminals: string[];
  /** null: lab.md could not be read. */
  vars: LabVars | null;
  /** Its pictures; absent: it has none. */
  images?: Images;
};

/** A use of the glossary; where in a sentence it stands is up to each language. */
export type TermUse = { id: string; line: number };

export type ParsedText = { outline: OutlineItem[]; terms: TermUse[]; problems: LabProblem[] };

/** Comments in a command may be translated; the command may not. */
const withoutComments = (code: string) =>
  code
    .split("\n")
    .map((line) => line.replace(/(^|\s+)#.*$/, "").trimEnd())
    .filter(Boolean)
    .join("\n");

/** Checks fences, directives and links of one text and lists what a translation must match. */
export function parseText(
  body: Root,
  file: string,
  { terminals, vars, images = new Map() }: TextFrame,
  { glossary, locale }: Pick<Terms, "glossary" | "locale"> = { glossary: NO_GLOSSARY, locale: "en" },
): ParsedText {
  // Whoever gets the largest of each, a port for one, must be able to follow the links.
  const example = drawVars(vars ?? {}, (_name, count) => count - 1);
  const terms: TermUse[] = [];
  const outline: OutlineItem[] = [];
  const problems: LabProblem[] = [];
  visit(body, (node, _index, parent) => {
    const line = node.position?.start.line ?? 1;
    const wrong = (message: string, cure: string) => problems.push({ file, line, message, cure });
    if (node.type === "link" && holdsTerm(node.children)) {
      wrong("this link has a :term in it", "explain the word beside the link");
    }
    if (node.type === "code") {
      const fence = parseFence(node.lang, node.meta, terminals);
      if ("cure" in fence) return void wrong(fence.message, fence.cure);
      const name = `\`\`\`${[node.lang, node.meta].filter(Boolean).join(" ")}`;
      const code = fence.block === "run" || fence.block === "copy" ? withoutComments(node.value) : "";
      outline.push({ name, line, same: `${name}\n${code}` });
      if (fence.block === "run" && node.value.trim() === "") wrong("this fence runs nothing", "write the command into it");
    } else if (node.type === "containerDirective" || node.type === "leafDirective") {
      for (const { message, cure } of checkDirective(node)) wrong(message, cure);
      if (node.type === "containerDirective" && node.name === "tab" && !isTabs(parent)) {
        wrong(":::tab stands in no tabs", "put ::::tabs before the first tab and :::: after the last");
      }
      const name = node.type === "containerDirective" ? `:::${node.name}` : `::${node.name}`;
      const attributes = Object.entries(node.attributes ?? {}).map(([key, value]) => `${key}=${value}`);
      const answers = node.type === "containerDirective" ? sameQuestion(parseQuestion(node)) : "";
      outline.push({ name, line, same: `${name} ${attributes.sort().join(" ")} ${answers}` });
      if (holdsTerm(pressable(node))) wrong(`${name} has a :term in its title or choices`, "explain the word in the text");
    } else if (node.type === "image") {
      for (const { message, cure } of checkImage(node, images)) wrong(message, cure);
      // Which one it is is up to each language: a picture may have words in it.
      outline.push({ name: "a picture", line, same: "picture" });
    } else if (node.type === "imageReference") {
      wrong("this picture has its path elsewhere", "write it here: ![what it shows](images/NAME.png)");
    } else if (node.type === "heading") {
      // One link to a heading holds in every language: so there are as many, and they stand for the same.
      const name = `a heading "${"#".repeat(node.depth)}"`;
      outline.push({ name, line, same: name });
      if (holdsTerm(node.children)) wrong("this heading has a :term in it", "explain the word in the text below it");
    } else if (node.type === "textDirective") {
      const complaint = checkTerm(node, glossary, locale);
      if (complaint !== null) return void wrong(complaint.message, complaint.cure);
      terms.push({ id: termOf(node, glossary, locale)!.id, line });
    } else if (node.type === "html" && !/^<!--[\s\S]*-->$/.test(node.value.trim())) {
      wrong(
        `raw HTML is not shown (${node.value.slice(0, 40)})`,
        "write it in markdown, or between backticks when it is meant as text",
      );
    } else if (node.type === "link" && parsePreviewLink(node.url) !== null) {
      const place = parsePreviewLink(fillText(node.url, example));
      if (typeof place === "string" && (vars !== null || namesIn(node.url).length === 0))
        wrong(`this link is no preview (${node.url.slice(0, 40)})`, place);
      outline.push({ name: `[...](${node.url})`, line, same: node.url });
    } else if ((node.type === "link" || node.type === "definition") && !isSafeUrl(node.url)) {
      wrong(`this link is not allowed (${node.url.slice(0, 40)})`, "use http, https, mailto or a #place in the page");
    } else if (node.type === "link" && fillText(node.url, example) !== node.url && !/^https?:\/\//i.test(node.url)) {
      wrong(`this link has a value in it (${node.url.slice(0, 40)})`, "begin it with http://, https:// or preview:");
    } else if (node.type === "text" && /^::[a-z]+\{/m.test(node.value)) {
      wrong('"::" was read as text here', 'put quotes around what has braces or spaces, such as ::file{path="/root/{{word}}"}');
    } else if (node.type === "text" && /^:::/m.test(node.value)) {
      wrong(
        '":::" was read as text here',
        "write the name directly behind it (:::hint) and close each block with ::: on a line of its own",
      );
    }
  });
  return { outline, terms, problems };
}

/** The parts of a directive that the page makes something to press of. */
const pressable = (node: ContainerDirective | LeafDirective): RootContent[] =>
  node.type === "leafDirective"
    ? node.children
    : [...node.children.filter(isLabel), ...parseQuestion(node).choices.flatMap(({ words }) => words)];

const isTabs = (parent: Nodes | undefined) => parent?.type === "containerDirective" && parent.name === "tabs";

const isSafeUrl = (url: string) => /^(https?:|mailto:|[#/])/i.test(url) || !/^[a-z][a-z0-9+.-]*:/i.test(url);
