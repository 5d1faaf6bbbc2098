import type { Element, ElementContent, Root as HastRoot } from "hast";
import type { Code, Link, ListItem, Root, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkRehype, { defaultHandlers, type Options } from "remark-rehype";
import { unified } from "unified";
import { parsePreviewLink } from "../contract/preview-link.ts";
import { parseQuestion } from "./parse-directive.ts";
import { parseFence } from "./parse-fence.ts";

type State = Parameters<NonNullable<NonNullable<Options["handlers"]>["code"]>>[0];

/** GitHub's schema plus our own elements; the data attributes are the whole interface to the page (lesson-view.ts). */
const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), "aside", "figure"],
  attributes: {
    ...defaultSchema.attributes,
    a: [...(defaultSchema.attributes?.a ?? []), "dataBlock", "dataPlace"],
    pre: ["dataBlock", "dataLanguage", "dataTerminal"],
    aside: ["dataBlock"],
    section: [...(defaultSchema.attributes?.section ?? []), "dataBlock", "dataId"],
    figure: ["dataBlock", "dataKind", "dataFocus", "dataPath"],
    p: ["dataPart"],
    div: ["dataPart"],
    ul: [...(defaultSchema.attributes?.ul ?? []), "dataPart"],
    li: [...(defaultSchema.attributes?.li ?? []), "dataChoice", "dataCorrect"],
  },
};

/**
 * Text to a sanitised tree in the shape lesson-view.ts documents. Raw HTML, scripts, event handlers and javascript: links do not survive,
 * whatever the checks of parseText said.
 */
export function toHast(body: Root, terminals: string[]): HastRoot {
  const counters = new Map<string, number>();
  const handlers = {
    code: (_state: State, node: Code) => fence(node, terminals),
    link: (state: State, node: Link) => link(state, node),
    containerDirective: (state: State, node: ContainerDirective) => container(state, node, counters),
    leafDirective: (_state: State, node: LeafDirective) => leaf(node),
  };
  const processor = unified()
    .use(remarkRehype, { handlers } as Options)
    .use(rehypeSanitize, schema);
  return withoutPositions(processor.runSync(body) as HastRoot);
}

function fence(node: Code, terminals: string[]): Element {
  const parsed = parseFence(node.lang, node.meta, terminals);
  const { block, language, terminal } = typeof parsed === "string" ? { block: "code", language: "text", terminal: null } : parsed;
  const code = element("code", { className: [`language-${language}`] }, [{ type: "text", value: node.value }]);
  return element("pre", { dataBlock: block, dataLanguage: language, ...(terminal ? { dataTerminal: terminal } : {}) }, [code]);
}

/** A link to a port of the sandbox names its place in data, since no address leads there; any other link is an address. */
function link(state: State, node: Link): Element {
  const preview = parsePreviewLink(node.url);
  if (preview === null) return defaultHandlers.link(state, node);
  const place = typeof preview === "string" ? {} : { dataBlock: "preview", dataPlace: `preview:${preview.port}${preview.path}` };
  return element("a", place, blocks(state, node.children));
}

function leaf(node: LeafDirective): Element {
  const given = node.attributes ?? {};
  if (node.name === "file") {
    const code = element("code", {}, [{ type: "text", value: given.path ?? "" }]);
    return element("figure", { dataBlock: "file", dataPath: given.path ?? "" }, [code]);
  }
  return element(
    "figure",
    { dataBlock: "diagram", dataKind: given.kind, ...(given.focus ? { dataFocus: given.focus } : {}) },
    [],
  );
}

function container(state: State, node: ContainerDirective, counters: Map<string, number>): Element {
  if (node.name === "quiz" || node.name === "predict") {
    const count = (counters.get(node.name) ?? 0) + 1;
    counters.set(node.name, count);
    return question(state, node, `${node.name}-${count}`);
  }
  const children = node.children.map((child) =>
    child.type === "paragraph" && child.data?.directiveLabel
      ? element("p", { dataPart: "label" }, blocks(state, child.children as unknown as RootContent[]))
      : blocks(state, [child]),
  );
  return element("aside", { dataBlock: node.name }, children.flat());
}

function question(state: State, node: ContainerDirective, id: string): Element {
  const { label, before, choices, after } = parseQuestion(node);
  const asked = [...(label ? [{ ...label, data: {} } as RootContent] : []), ...before];
  const items = choices.map((item, index) =>
    element("li", { dataChoice: String(index + 1), ...(item.checked ? { dataCorrect: "true" } : {}) }, choice(state, item)),
  );
  return element("section", { dataBlock: node.name, dataId: id }, [
    element("div", { dataPart: "question" }, blocks(state, asked)),
    element("ul", { dataPart: "choices" }, items),
    element("div", { dataPart: "reveal" }, blocks(state, after)),
  ]);
}

/** A choice of one paragraph is its words alone, as in any tight list. */
const choice = (state: State, item: ListItem): ElementContent[] =>
  item.children.flatMap((child) => (child.type === "paragraph" ? blocks(state, child.children) : blocks(state, [child])));

const blocks = (state: State, nodes: RootContent[]): ElementContent[] =>
  state.all({ type: "root", children: nodes }) as ElementContent[];

function element(tagName: string, properties: Element["properties"], children: ElementContent[]): Element {
  return { type: "element", tagName, properties, children };
}

/** Positions are for error messages only; without them the tree is a third of the size on the wire. */
function withoutPositions<T>(tree: T): T {
  return JSON.parse(JSON.stringify(tree, (key, value) => (key === "position" ? undefined : value))) as T;
}
