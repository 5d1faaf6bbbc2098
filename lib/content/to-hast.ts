import type { Element, ElementContent, Root as HastRoot } from "hast";
import type { Code, Heading, Image, Link, Root, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective, TextDirective } from "mdast-util-directive";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkRehype, { defaultHandlers, type Options } from "remark-rehype";
import { unified } from "unified";
import { inLocale } from "../contract/ids.ts";
import { toImageAddress } from "../contract/lab-image.ts";
import { parsePreviewLink } from "../contract/preview-link.ts";
import type { Images } from "./check-image.ts";
import { tabsOf } from "./check-tabs.ts";
import { isLabel, labelText } from "./directive-label.ts";
import { namesIn } from "./fill-text.ts";
import { anchorsOf, headingsOf } from "./heading-anchors.ts";
import { parseFence } from "./parse-fence.ts";
import { NO_GLOSSARY } from "./parse-glossary.ts";
import { type Choice, parseAccepted, parseQuestion } from "./parse-question.ts";
import { type Terms, termOf } from "./parse-term.ts";

type State = Parameters<NonNullable<NonNullable<Options["handlers"]>["code"]>>[0];

/** GitHub's schema plus our own elements; the data attributes are the whole interface to the page (lesson-view.ts). */
const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), "aside", "figure"],
  attributes: {
    ...defaultSchema.attributes,
    a: [...(defaultSchema.attributes?.a ?? []), "dataBlock", "dataPlace"],
    pre: ["dataBlock", "dataLanguage", "dataTerminal"],
    img: [...(defaultSchema.attributes?.img ?? []), "loading", "decoding"],
    aside: ["dataBlock"],
    section: [...(defaultSchema.attributes?.section ?? []), "dataBlock", "dataId", "dataAnswer"],
    figure: ["dataBlock", "dataKind", "dataFocus", "dataPath"],
    p: ["dataPart"],
    span: ["dataTerm", "dataName", "dataMeans"],
    div: ["dataPart", "dataBlock", "dataName"],
    ul: [...(defaultSchema.attributes?.ul ?? []), "dataPart"],
    li: [...(defaultSchema.attributes?.li ?? []), "dataChoice", "dataCorrect", "dataWord", "dataPattern"],
  },
};

/** Whose pictures a text may show. */
export type Pictures = { lab: string; images: Images };

/**
 * Text to a sanitised tree in the shape lesson-view.ts documents. Raw HTML, scripts, event handlers and javascript: links do not survive,
 * whatever the checks of parseText said.
 */
export function toHast(
  body: Root,
  terminals: string[],
  terms: Terms = { glossary: NO_GLOSSARY, locale: "en", explained: new Set() },
  anchors: readonly string[] = anchorsOf(body),
  pictures: Pictures = { lab: "", images: new Map() },
): HastRoot {
  const counters = new Map<string, number>();
  const names = new Map(headingsOf(body).map((node, index) => [node, anchors[index]]));
  const handlers = {
    code: (_state: State, node: Code) => fence(node, terminals),
    image: (_state: State, node: Image) => picture(node, pictures),
    heading: (state: State, node: Heading) => heading(state, node, names.get(node)),
    link: (state: State, node: Link) => link(state, node),
    containerDirective: (state: State, node: ContainerDirective) => container(state, node, counters),
    textDirective: (state: State, node: TextDirective) => term(state, node, terms),
    leafDirective: (_state: State, node: LeafDirective) => leaf(node),
  };
  const processor = unified()
    .use(remarkRehype, { handlers } as Options)
    .use(rehypeSanitize, schema);
  return withoutPositions(processor.runSync(body) as HastRoot);
}

function fence(node: Code, terminals: string[]): Element {
  const parsed = parseFence(node.lang, node.meta, terminals);
  const { block, language, terminal } = "cure" in parsed ? { block: "code", language: "text", terminal: null } : parsed;
  const code = element("code", { className: [`language-${language}`] }, [{ type: "text", value: node.value }]);
  return element("pre", { dataBlock: block, dataLanguage: language, ...(terminal ? { dataTerminal: terminal } : {}) }, [code]);
}

/** With its size, so that no word moves when it comes. One that is not the lab's own is its words. */
function picture({ url, alt }: Image, { lab, images }: Pictures): ElementContent {
  const image = images.get(url);
  if (!image) return { type: "text", value: alt ?? "" };
  const src = toImageAddress(lab, url, image.version);
  return element(
    "img",
    { src, alt: alt ?? "", width: image.width, height: image.height, loading: "lazy", decoding: "async" },
    [],
  );
}

/** The sanitiser puts "user-content-" before each id, so that no heading can pass for a part of the page. */
function heading(state: State, node: Heading, name: string | undefined): Element {
  return element(`h${node.depth}`, name === undefined ? {} : { id: name }, blocks(state, node.children));
}

/** A word of the glossary carries its explanation, the first time it is used on a page; after that it is a word. */
function term(state: State, node: TextDirective, { glossary, locale, explained }: Terms): ElementContent[] {
  const words = state.all(node) as ElementContent[];
  const found = termOf(node, glossary, locale);
  if (found === undefined || explained.has(found.id)) return words;
  explained.add(found.id);
  const data = { dataTerm: found.id, dataName: inLocale(found.term, locale), dataMeans: inLocale(found.means, locale) };
  return [element("span", data, words)];
}

/** A link to a port of the sandbox names its place in data, since no address leads there; any other link is an address. */
function link(state: State, node: Link): Element {
  const preview = parsePreviewLink(node.url);
  if (preview === null) return defaultHandlers.link(state, node);
  if (typeof preview !== "string") return previewLink(state, node, `preview:${preview.port}${preview.path}`);
  // A port or path that differs per person is filled in later; parseText has looked at an example.
  const later = namesIn(node.url).length > 0;
  return later
    ? previewLink(state, node, node.url.includes("/") ? node.url : `${node.url}/`)
    : element("a", {}, blocks(state, node.children));
}

const previewLink = (state: State, node: Link, place: string): Element =>
  element("a", { dataBlock: "preview", dataPlace: place }, blocks(state, node.children));

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
  if (node.name === "tabs") return element("div", { dataBlock: "tabs" }, blocks(state, tabsOf(node)));
  if (node.name === "tab") {
    const text = node.children.filter((child) => !isLabel(child));
    return element("div", { dataBlock: "tab", dataName: labelText(node) }, blocks(state, text));
  }
  const children = node.children.map((child) =>
    child.type === "paragraph" && child.data?.directiveLabel
      ? element("p", { dataPart: "label" }, blocks(state, child.children as unknown as RootContent[]))
      : blocks(state, [child]),
  );
  return element("aside", { dataBlock: node.name }, children.flat());
}

function question(state: State, node: ContainerDirective, id: string): Element {
  const { label, before, typed, choices, after } = parseQuestion(node);
  const asked = [...(label ? [{ ...label, data: {} } as RootContent] : []), ...before];
  const items = choices.map((item, index) =>
    element(
      "li",
      { dataChoice: String(index + 1), ...(item.right ? { dataCorrect: "true" } : {}), ...(typed ? heldAgainst(item) : {}) },
      choice(state, item),
    ),
  );
  return element("section", { dataBlock: node.name, dataId: id, ...(typed ? { dataAnswer: "text" } : {}) }, [
    element("div", { dataPart: "question" }, blocks(state, asked)),
    element("ul", { dataPart: "choices" }, items),
    element("div", { dataPart: "reveal" }, blocks(state, after)),
  ]);
}

function heldAgainst(item: Choice): Element["properties"] {
  const accepted = parseAccepted(item);
  if (accepted === null) return {};
  return accepted.kind === "word" ? { dataWord: accepted.word } : { dataPattern: accepted.pattern };
}

/** A choice of one paragraph is its words alone, as in any tight list. */
function choice(state: State, { words, feedback }: Choice): ElementContent[] {
  const said = words.flatMap((child) => (child.type === "paragraph" ? blocks(state, child.children) : blocks(state, [child])));
  return feedback.length === 0 ? said : [...said, element("div", { dataPart: "feedback" }, blocks(state, feedback))];
}

const blocks = (state: State, nodes: RootContent[]): ElementContent[] =>
  state.all({ type: "root", children: nodes }) as ElementContent[];

function element(tagName: string, properties: Element["properties"], children: ElementContent[]): Element {
  return { type: "element", tagName, properties, children };
}

/** Positions are for error messages only; without them the tree is a third of the size on the wire. */
function withoutPositions<T>(tree: T): T {
  return JSON.parse(JSON.stringify(tree, (key, value) => (key === "position" ? undefined : value))) as T;
}
