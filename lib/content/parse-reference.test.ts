import { expect, test } from "vitest";
import { LabId } from "../contract/ids.ts";
import { formatProblem } from "./lab-problem.ts";
import { NO_GLOSSARY, parseGlossary } from "./parse-glossary.ts";
import { parseReference } from "./parse-reference.ts";

const front = "---\ntitle: Overlay\nsummary: How it works.\norder: 1\n---\n\n";
const frontZh = "---\ntitle: 叠加\nsummary: 怎样工作。\n---\n\n";
const { glossary } = parseGlossary("terms:\n  a:\n    term: { en: one, zh-CN: 一 }\n    means: { en: A., zh-CN: 甲。 }\n");

const parse = (texts: Record<string, string>) =>
  parseReference(new Map(Object.entries(texts).map(([path, text]) => [path, { text, executable: false }])), glossary);
const page = (en: string, zh: string) => parse({ "overlay.md": front + en, "overlay.zh-CN.md": frontZh + zh }).pages[0]!;
const problems = (en: string, zh: string) => page(en, zh).problems.map(formatProblem);

test("a page has its words in both languages, and the same anchors in both", () => {
  const text = { en: "A :term[one].\n\n## Two words\n\n### Main\n", zh: "一个 :term[一]。\n\n## 两个词\n\n### 主要\n" };
  const found = page(text.en, text.zh).page!;
  expect(found).toMatchObject({ name: "overlay", title: { en: "Overlay", "zh-CN": "叠加" }, order: 1, labs: [] });
  expect(found.headings).toEqual([
    { anchor: "two-words", depth: 2, title: { en: "Two words", "zh-CN": "两个词" } },
    { anchor: "main-1", depth: 3, title: { en: "Main", "zh-CN": "主要" } },
  ]);
  for (const locale of ["en", "zh-CN"] as const) {
    expect(JSON.stringify(found.body[locale])).toMatch(/"tagName":"h2","properties":\{"id":"two-words"\}/);
    expect(JSON.stringify(found.body[locale])).toContain('"dataTerm":"a"');
  }
});

test.each([
  ["```bash run\nls\n```", 7, "a reference page has no terminal to run this in"],
  [":::hint\nx\n:::", 7, ":::hint belongs into a lab"],
  [":::quiz[x?]\n- [x] y\n\nz\n:::", 7, ":::quiz belongs into a lab"],
  ["::diagram{kind=layers}", 7, "::diagram belongs into a lab"],
  ["[x](preview:80)", 7, "a reference page has no sandbox"],
  ["# Title", 7, "the title of a page is in its front matter"],
  ["## A\n\n#### B", 9, "this heading skips a level"],
  ["> ## A", 7, "this heading stands inside something else"],
  ["## :term[one]", 7, "this heading has a :term in it"],
])("%j is refused, once, on its line", (text, line, message) => {
  const said = problems(text, text.replace("[one]", "[一]")).filter((each) => each.startsWith("reference/overlay.md:"));
  expect(said).toEqual([expect.stringContaining(`reference/overlay.md:${line}: ${message}`)]);
});

test("a note, a deep dive, a table and blocks to copy or to read are welcome", () => {
  const text = ":::note\nx\n:::\n\n:::deep[y]\nz\n:::\n\n| a |\n|---|\n| b |\n\n```bash copy\nls\n```\n\n```yaml\na: 1\n```\n";
  expect(problems(text, text)).toEqual([]);
});

test("a translation is compared as a lab's is, headings too", () => {
  expect(problems("## A\n\n## B", "## 甲")).toEqual([
    'reference/overlay.zh-CN.md:6: the translation lacks the heading "B" (reference/overlay.md:9): add it.',
  ]);
  expect(problems("## A", "## 甲\n\n## 乙")).toEqual([
    "reference/overlay.zh-CN.md:8: the original (reference/overlay.md) has no such heading: remove it or add it there.",
  ]);
  expect(problems("## A\n\n### B", "## 甲\n\n## 乙")[0]).toMatch(/zh-CN\.md:8: this heading has another level than "B"/);
  expect(problems("```bash copy\nls\n```", "```bash copy\nrm\n```")[0]).toMatch(/has other commands/);
  expect(parse({ "overlay.md": front }).pages[0]!.problems.map(formatProblem)).toEqual([
    expect.stringMatching(/^reference\/overlay\.zh-CN\.md:1: the translation is missing/),
  ]);
  expect(parse({ "overlay.zh-CN.md": frontZh }).pages[0]!.problems.map(formatProblem)).toEqual([
    "reference/overlay.md:1: overlay.md is missing: add it with a title.",
  ]);
});

test("front matter is checked, with the line and the cure", () => {
  const said = parse({ "overlay.md": "---\ntitle: x\nsummary: y\nlabs: [Not_One]\n---\n", "overlay.zh-CN.md": frontZh });
  expect(said.pages[0]!.problems.map(formatProblem).join("\n")).toMatch(/overlay\.md:2: order is missing: add "order:"/);
  expect(said.pages[0]!.problems.map(formatProblem).join("\n")).toMatch(/overlay\.md:4: labs\.0/);
});

test("a broken page harms no other, and what is no page is named", () => {
  const good = { "good.md": front, "good.zh-CN.md": frontZh };
  const { pages, problems: others } = parse({
    ...good,
    "bad.md": "---\ntitle: [\n---\n",
    "Not a page.md": "",
    "deep/x.md": "",
    "x.png": "",
  });
  expect(pages.map(({ name, page: one }) => [name, one !== null])).toEqual([
    ["bad", false],
    ["good", true],
  ]);
  expect(others.map(({ file }) => file)).toEqual(["reference/Not a page.md", "reference/deep/x.md", "reference/x.png"]);
});

test("raw HTML, scripts and their addresses are refused, and would not survive", () => {
  const evil = "<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))\n";
  expect(problems(evil, evil).filter((each) => each.includes("overlay.md:"))).toEqual([
    expect.stringContaining("raw HTML is not shown"),
    expect.stringContaining("this link is not allowed"),
  ]);
  expect(parseReference(new Map(), NO_GLOSSARY)).toEqual({ pages: [], problems: [] });
});

test("no lab can be called reference", () => {
  expect(LabId.safeParse("reference").success).toBe(false);
  expect(LabId.safeParse("reference-1").success).toBe(true);
});
