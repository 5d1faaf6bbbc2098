import { join } from "node:path";
import type { Element, Root, RootContent } from "hast";
import { expect, test } from "vitest";
import { LessonView } from "../contract/lesson-view.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { readLab } from "./read-lab.ts";
import { toHast } from "./to-hast.ts";
import { toLessonView } from "./to-lesson-view.ts";

const { lab } = await readLab(join(import.meta.dirname, "fixtures/good/good-lab"));
const view = LessonView.parse(toLessonView(lab!, "en", {}));

const elements = (node: Root | RootContent): Element[] =>
  node.type === "root" || node.type === "element"
    ? [...(node.type === "element" ? [node] : []), ...node.children.flatMap(elements)]
    : [];
const textOf = (node: Root | RootContent): string =>
  node.type === "text" ? node.value : "children" in node ? node.children.map(textOf).join("") : "";
const shown = (markdown: string) => toHast(parseMarkdown(markdown).body, ["main"]);

test("the browser gets no script, no expectation and no answer", () => {
  const sent = JSON.stringify(view);
  expect(sent).not.toContain("#!/bin/bash");
  expect(sent).not.toContain("mkdir -p /root");
  expect(sent).not.toContain("$exists");
});

test("every interactive element is marked with data attributes", () => {
  const marked = elements(view.steps[0]!.body).filter(({ properties }) =>
    Object.keys(properties).some((key) => key.startsWith("data")),
  );
  expect(marked.map(({ tagName, properties }) => [tagName, properties])).toEqual([
    ["section", { dataBlock: "predict", dataId: "predict-1" }],
    ["div", { dataPart: "question" }],
    ["ul", { dataPart: "choices" }],
    ["li", { dataChoice: "1" }],
    ["li", { dataChoice: "2", dataCorrect: "true" }],
    ["div", { dataPart: "reveal" }],
    ["pre", { dataBlock: "run", dataLanguage: "bash", dataTerminal: "second" }],
    ["pre", { dataBlock: "copy", dataLanguage: "bash" }],
    ["pre", { dataBlock: "console", dataLanguage: "console" }],
    ["pre", { dataBlock: "code", dataLanguage: "yaml" }],
    ["figure", { dataBlock: "diagram", dataKind: "layers", dataFocus: "/root/merged" }],
    ["figure", { dataBlock: "file", dataPath: "/root/note.txt" }],
    ["aside", { dataBlock: "hint" }],
    ["p", { dataPart: "label" }],
    ["aside", { dataBlock: "note" }],
    ["section", { dataBlock: "quiz", dataId: "quiz-1" }],
    ["div", { dataPart: "question" }],
    ["ul", { dataPart: "choices" }],
    ["li", { dataChoice: "1", dataCorrect: "true" }],
    ["li", { dataChoice: "2" }],
    ["div", { dataPart: "reveal" }],
    ["aside", { dataBlock: "solution" }],
  ]);
});

test("a command reaches the terminal exactly as written", () => {
  const pre = elements(view.steps[0]!.body).find(({ properties }) => properties.dataBlock === "run");
  expect(textOf(pre!)).toBe("# look\nls /root");
});

test("colons in a sentence stay text", () => {
  expect(textOf(view.intro)).toContain("Welcome at 10:30, device 0:0, see the docs.");
});

test("a line break between Chinese characters is no space", () => {
  expect(textOf(toLessonView(lab!, "zh-CN", {}).steps[0]!.body)).toContain("因为里面有一个");
});

test("a link to a port of the sandbox carries its place, and no address a browser would follow", () => {
  const link = elements(shown("Open [the **page**](preview:8088/a?b=1) now.")).find(({ tagName }) => tagName === "a");
  expect(link?.properties).toEqual({ dataBlock: "preview", dataPlace: "preview:8088/a?b=1" });
  expect(textOf(link!)).toBe("the page");
});

test.each([
  "[x](preview:99999)",
  "<script>alert(1)</script>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "<img src=x onerror=alert(1)>",
  "![x](javascript:alert(1))",
  "[x][y]\n\n[y]: javascript:alert(1)",
  "::diagram{kind=layers onclick=alert(1)}",
  ":::hint{onclick=alert(1) style=x}\ntext\n:::",
  "<iframe src=data:text/html,alert></iframe>",
])("%s is inert", (markdown) => {
  const all = elements(shown(markdown));
  expect(all.map(({ tagName }) => tagName)).not.toContain("script");
  expect(JSON.stringify(all)).not.toMatch(/javascript:|preview:|onclick|onerror|iframe|style/i);
});

test("the checks, solutions and set-ups of the steps are announced", () => {
  expect(view.steps.map(({ id, check, hasSolution, hasSetup }) => [id, check, hasSolution, hasSetup])).toEqual([
    ["01-look", "both", true, true],
    ["02-read", "none", false, false],
  ]);
});
