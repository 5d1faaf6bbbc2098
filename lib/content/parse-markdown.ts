import type { Root, RootContent, Yaml } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import remarkDirective from "remark-directive";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { isTerm } from "./parse-term.ts";

const parser = unified().use(remarkParse).use(remarkFrontmatter, ["yaml"]).use(remarkGfm).use(remarkDirective).freeze();

export type MarkdownFile = {
  /** Front matter text and the line its first line has in the file; null when the file has none. */
  yaml: { text: string; firstLine: number } | null;
  /** The text without its front matter, as it was written. */
  bodyText: string;
  /** The text without its front matter. Inline directives but :term[...] are plain text again, so that 10:30 and 0:0 mean what they say. */
  body: Root;
};

declare module "mdast-util-directive" {
  interface ContainerDirectiveData {
    /** No line of colons ends it: it swallowed all that follows. */
    unclosed?: boolean;
  }
}

const isClosed = ({ position, children }: ContainerDirective, source: string): boolean =>
  position!.end.line > (children.at(-1)?.position?.end.line ?? position!.start.line) &&
  /(^|[\s>]):{3,}$/.test(source.slice(position!.start.offset, position!.end.offset));

/** Chinese has no spaces between words, so a line break in the source must not become one. */
const joinChineseLines = (text: string): string =>
  text.replace(/(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])\n(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu, "");

/** Markdown with front matter, tables, task lists and block directives. Never throws: markdown has no syntax errors. */
export function parseMarkdown(source: string): MarkdownFile {
  const root = parser.parse(source);
  const yaml = root.children.find((node): node is Yaml => node.type === "yaml");
  const body: Root = { ...root, children: root.children.filter((node) => node.type !== "yaml") };
  visit(body, "textDirective", (node, index, parent) => {
    if (isTerm(node)) return;
    const text = source.slice(node.position!.start.offset!, node.position!.end.offset!);
    parent!.children[index!] = { type: "text", value: text, position: node.position } as RootContent;
  });
  visit(body, "containerDirective", (node) => {
    if (!isClosed(node, source)) node.data = { ...node.data, unclosed: true };
  });
  visit(body, "text", (node) => {
    node.value = joinChineseLines(node.value);
  });
  return {
    yaml: yaml ? { text: yaml.value, firstLine: yaml.position!.start.line + 1 } : null,
    bodyText: yaml ? source.slice(yaml.position!.end.offset!) : source,
    body,
  };
}
