import type { Element, Root, RootContent } from "hast";
import { describe, expect, test } from "vitest";
import type { Locale } from "../contract/ids.ts";
import { compareTranslation } from "./compare-translation.ts";
import { parseGlossary } from "./parse-glossary.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { parseText } from "./parse-text.ts";
import { toHast } from "./to-hast.ts";

const TERMINALS = ["main"];
const read = (markdown: string, file = "step.md") =>
  parseText(parseMarkdown(markdown).body, file, { terminals: TERMINALS, vars: {} });
const problemsIn = (markdown: string) =>
  read(markdown).problems.map(({ line, message, cure }) => `${line}: ${message}: ${cure}.`);
/** What is wrong with the second as a translation of the first. */
const compared = (original: string, translation: string) =>
  compareTranslation(
    { file: "step.md", ...read(original) },
    { file: "step.zh-CN.md", ...read(translation, "step.zh-CN.md") },
  ).map(({ line, message, cure }) => `${line}: ${message}: ${cure}.`);
const elements = (node: Root | RootContent): Element[] =>
  node.type === "root" || node.type === "element"
    ? [...(node.type === "element" ? [node] : []), ...node.children.flatMap(elements)]
    : [];
const shown = (markdown: string) => elements(toHast(parseMarkdown(markdown).body, TERMINALS));
const marks = (markdown: string) =>
  shown(markdown)
    .filter(({ properties }) => Object.keys(properties).some((key) => key.startsWith("data")))
    .map(({ tagName, properties }) => [tagName, properties]);

/** What a student must never be sent, whatever block an author hides it in. */
const HOSTILE = [
  "<script>alert(1)</script>",
  "[x](javascript:alert(1))",
  "[x](data:text/html,alert)",
  "<img src=x onerror=alert(1)>",
  "<svg><animate onbegin=alert(1)></svg>",
  "![x](javascript:alert(1))",
  "<https://x.y/%3Cscript%3E> <b onclick=alert(1)>b</b>",
];
const DANGEROUS = /"(script|svg|iframe|style|object)"|javascript:|data:text|onerror|onclick|onbegin/i;

describe("a block", () => {
  const unclosed = (line: number, name: string) =>
    `${line}: :::${name} is not closed: write ::: (as many colons as it began with) on a line of its own at its end.`;

  test("that is not closed is an error, since it swallows what follows", () => {
    expect(problemsIn("x\n\n:::note\ny\n\nz\n")).toEqual([unclosed(3, "note")]);
    expect(problemsIn("::::note\n:::deep\nx\n:::\n")).toEqual([unclosed(1, "note")]);
    expect(problemsIn("> :::note\n> x\n\ny\n")).toEqual([unclosed(1, "note")]);
  });

  test("that is closed is none, in a list and in a quotation neither", () => {
    expect(problemsIn("::::note\n:::deep\nx\n:::\n::::")).toEqual([]);
    expect(problemsIn("- a\n\n  :::note\n  x\n  :::\n\n> :::note\n> x\n> :::\n")).toEqual([]);
  });
});

describe("a deep dive", () => {
  test("is a block with its own title", () => {
    expect(problemsIn(":::deep[How many?]\nAbout 500.\n:::\n")).toEqual([]);
    expect(marks(":::deep[How many?]\nAbout 500.\n:::\n")).toEqual([
      ["aside", { dataBlock: "deep" }],
      ["p", { dataPart: "label" }],
    ]);
  });

  test("may hold other blocks, the outer one with more colons", () => {
    const nested = "::::deep\n```bash run\nls\n```\n:::note\nYes.\n:::\n::::\n";
    expect(problemsIn(nested)).toEqual([]);
    expect(marks(nested).map(([, properties]) => (properties as { dataBlock: string }).dataBlock)).toEqual([
      "deep",
      "run",
      "note",
    ]);
  });

  test("with nothing in it, or with attributes, is an error that says what to write", () => {
    expect(problemsIn("x\n\n:::deep[More]\n:::\n")).toEqual([
      "3: :::deep is empty: write the text between :::deep[A title] and ::: on a line of its own.",
    ]);
    expect(problemsIn(":::deep{onclick=alert(1)}\nx\n:::\n")).toEqual(['1: :::deep knows no attribute "onclick": remove it.']);
  });

  test("must be in the translation too", () => {
    expect(compared(":::deep[More]\nx\n:::\n", "x\n")).toEqual([
      "1: the translation lacks :::deep (step.md:1): add it here or below.",
    ]);
  });

  test.each(HOSTILE)("with %s in its title and its text runs nothing", (hostile) => {
    expect(JSON.stringify(shown(`:::deep[${hostile}]\n${hostile}\n`))).not.toMatch(DANGEROUS);
  });
});

describe("a quiz", () => {
  const picked = ":::quiz[Which?]\n- [ ] lower\n  > Read only.\n- [x] upper\n\nOn top.\n:::\n";
  const typed = ":::quiz[Which?]{text}\n- [x] overlay\n- [x] matches `over(lay)?fs`\n- [ ] `aufs`\n  > Gone.\n\nYes.\n:::\n";

  test("has feedback in a quotation below a choice", () => {
    expect(problemsIn(picked)).toEqual([]);
    expect(marks(picked)).toEqual([
      ["section", { dataBlock: "quiz", dataId: "quiz-1" }],
      ["div", { dataPart: "question" }],
      ["ul", { dataPart: "choices" }],
      ["li", { dataChoice: "1" }],
      ["div", { dataPart: "feedback" }],
      ["li", { dataChoice: "2", dataCorrect: "true" }],
      ["div", { dataPart: "reveal" }],
    ]);
  });

  test("may ask for words, which are held against words and patterns", () => {
    expect(problemsIn(typed)).toEqual([]);
    expect(marks(typed)[0]).toEqual(["section", { dataBlock: "quiz", dataId: "quiz-1", dataAnswer: "text" }]);
    expect(marks(typed).filter(([tag]) => tag === "li")).toEqual([
      ["li", { dataChoice: "1", dataCorrect: "true", dataWord: "overlay" }],
      ["li", { dataChoice: "2", dataCorrect: "true", dataPattern: "over(lay)?fs" }],
      ["li", { dataChoice: "3", dataWord: "aufs" }],
    ]);
  });

  test.each([
    ["no answer", ":::quiz[Q]{text}\nWhy.\n:::\n", ":::quiz with typed answers accepts none"],
    ["no right answer", ":::quiz[Q]{text}\n- [ ] a\n\nWhy.\n:::\n", ':::quiz has no right choice: mark it with "- [x]".'],
    [
      "a pattern that is none",
      ":::quiz[Q]{text}\n- [x] matches `(`\n\nWhy.\n:::\n",
      "answer 1 of :::quiz{text} has a pattern that does not parse",
    ],
    [
      "a pattern that takes all",
      ":::quiz[Q]{text}\n- [x] matches `.*`\n\nWhy.\n:::\n",
      "answer 1 of :::quiz{text} accepts an empty answer",
    ],
    [
      "a long pattern",
      `:::quiz[Q]{text}\n- [x] matches \`${"a".repeat(201)}\`\n\nWhy.\n:::\n`,
      "has a pattern of more than 200 characters",
    ],
    [
      "markup as an answer",
      ":::quiz[Q]{text}\n- [x] **a** b\n\nWhy.\n:::\n",
      "answer 1 of :::quiz{text} is neither words nor code: write",
    ],
    [
      "words to type in a prediction",
      ":::predict[Q]{text}\n- [x] a\n- [ ] b\n\nWhy.\n:::\n",
      ':::predict knows no attribute "text": remove it.',
    ],
  ])("with %s is an error with its cure", (_what, markdown, expected) => {
    expect(problemsIn(markdown)).toContainEqual(expect.stringContaining(`1: `));
    expect(problemsIn(markdown).join("\n")).toContain(expected);
  });

  test("has as many answers, right ones, feedback and exact words in its translation", () => {
    const other = "1: :::quiz has other attributes, choices or feedback than the original (step.md:1): make them equal.";
    expect(compared(picked, picked.replace("lower", "下层").replace("Read only.", "只读。"))).toEqual([]);
    expect(compared(picked, picked.replace("  > Read only.\n", ""))).toEqual([other]);
    expect(compared(picked, picked.replace("- [x] upper", "- [x] upper\n- [ ] work"))).toEqual([other]);
    expect(compared(typed, typed.replace("[x] overlay", "[x] 叠加"))).toEqual([]);
    expect(compared(typed, typed.replace("`aufs`", "`auf`"))).toEqual([other]);
    expect(compared(typed, typed.replace("(lay)?", ".*"))).toEqual([other]);
    expect(compared(typed, typed.replace("{text}", ""))).not.toEqual([]);
  });

  test.each(HOSTILE)("with %s in question, choice, feedback and reveal runs nothing", (hostile) => {
    const text = `:::quiz[${hostile}]\n- [x] ${hostile}\n  > ${hostile}\n- [ ] b\n\n${hostile}\n:::\n`;
    expect(JSON.stringify(shown(text))).not.toMatch(DANGEROUS);
  });

  test("holds hostile words as data only", () => {
    const [, , , item] = marks(":::quiz[Q]{text}\n- [x] `<script>alert(1)</script>`\n\nWhy.\n:::\n");
    expect(item).toEqual(["li", { dataChoice: "1", dataCorrect: "true", dataWord: "<script>alert(1)</script>" }]);
  });
});

describe("tabs", () => {
  const tabs = (...names: string[]) => `::::tabs\n${names.map((name) => `:::tab[${name}]\nText.\n:::\n`).join("")}::::\n`;

  test("are named blocks beside each other", () => {
    expect(problemsIn(tabs("cgroup v2", "*cgroup* `v1`"))).toEqual([]);
    expect(marks(tabs("cgroup v2", "*cgroup* `v1`"))).toEqual([
      ["div", { dataBlock: "tabs" }],
      ["div", { dataBlock: "tab", dataName: "cgroup v2" }],
      ["div", { dataBlock: "tab", dataName: "cgroup v1" }],
    ]);
  });

  test.each([
    ["one tab", tabs("a"), "1: ::::tabs needs at least two tabs: write :::tab[Name] ... ::: for each"],
    ["text between them", "::::tabs\nText.\n\n:::tab[a]\nx\n:::\n:::tab[b]\nx\n:::\n::::\n", "1: ::::tabs holds more than tabs"],
    ["one name twice", tabs("a", "b", "a"), '1: ::::tabs has two tabs named "a": give each a name of its own.'],
    ["a tab without a name", "::::tabs\n:::tab\nx\n:::\n:::tab[b]\nx\n:::\n::::\n", "2: :::tab has no name: write :::tab[Name]."],
    ["an empty tab", "::::tabs\n:::tab[a]\n:::\n:::tab[b]\nx\n:::\n::::\n", "2: :::tab[a] is empty: write its text"],
    ["a long name", tabs("a".repeat(41), "b"), "2: the name of this tab is longer than 40 characters: shorten it."],
    ["a tab outside", ":::tab[a]\nx\n:::\n", "1: :::tab stands in no tabs: put ::::tabs before the first tab"],
    ["too few colons", ":::tabs\n:::tab[a]\nx\n:::\n:::tab[b]\nx\n:::\n:::\n", "needs at least two tabs"],
    ["an attribute", tabs("a", "b").replace("[a]", "[a]{onclick=x}"), '2: :::tab knows no attribute "onclick": remove it.'],
  ])("with %s are an error with its cure", (_what, markdown, expected) => {
    expect(problemsIn(markdown).join("\n")).toContain(expected);
  });

  test("are as many in the translation, with the same blocks in them", () => {
    expect(compared(tabs("now", "before"), tabs("现在", "以前"))).toEqual([]);
    expect(compared(tabs("a", "b", "c"), tabs("a", "b"))).toEqual([
      "5: the translation lacks :::tab (step.md:8): add it here or below.",
    ]);
    expect(compared(tabs("a", "b"), tabs("a", "b", "c"))).toEqual([
      "8: the original (step.md) has no :::tab here: remove it or add it there.",
    ]);
  });

  test.each(HOSTILE)("with %s as a name and as text run nothing", (hostile) => {
    const shownTabs = shown(`::::tabs\n:::tab[${hostile}]\n${hostile}\n:::\n:::tab[b]\nx\n:::\n::::\n`);
    const withoutNames = JSON.stringify(shownTabs).replace(/"dataName":"(\\.|[^"])*"/g, "");
    expect(withoutNames).not.toMatch(DANGEROUS);
  });
});

describe("a term of the glossary", () => {
  const { glossary } = parseGlossary(
    "terms:\n  namespace:\n    term: { en: namespace, zh-CN: 命名空间 }\n    means: { en: 'A <b>view</b>.', zh-CN: 一套视图。 }\n  pid-1:\n    term: { en: init, zh-CN: 1 号 }\n    means: { en: First., zh-CN: 第一个。 }\n",
  );
  const terms = (locale: Locale = "en") => ({ glossary, locale, explained: new Set<string>() });
  const readTerms = (markdown: string, locale: Locale = "en") =>
    parseText(parseMarkdown(markdown).body, "step.md", { terminals: TERMINALS, vars: {} }, terms(locale));
  const messages = (markdown: string, locale: Locale = "en") =>
    readTerms(markdown, locale).problems.map(({ line, message, cure }) => `${line}: ${message}: ${cure}.`);
  const hast = (markdown: string, locale: Locale = "en") =>
    elements(toHast(parseMarkdown(markdown).body, TERMINALS, terms(locale))).filter(({ tagName }) => tagName === "span");

  test("is found by its name in the language of the text, by its key, or by the key that is named", () => {
    const inChinese = "它有自己的:term[命名空间]，:term[第一个]{of=pid-1}。";
    expect(messages("Its own :term[Namespace], :term[pid-1] and :term[the first]{of=pid-1}.")).toEqual([]);
    expect(messages(inChinese, "zh-CN")).toEqual([]);
    expect(hast(inChinese, "zh-CN").map(({ properties }) => properties)).toEqual([
      { dataTerm: "namespace", dataName: "命名空间", dataMeans: "一套视图。" },
      { dataTerm: "pid-1", dataName: "1 号", dataMeans: "第一个。" },
    ]);
  });

  test("is explained at its first use on a page only, and as text", () => {
    const spans = hast("A :term[namespace], a second :term[namespace].");
    expect(spans.map(({ properties }) => properties.dataMeans)).toEqual(["A <b>view</b>."]);
  });

  test("that the glossary does not have is an error with its cure", () => {
    expect(messages("x\n\na :term[nspace]")).toEqual([
      '3: the glossary has no term "nspace": add it to labs/glossary.yaml, or name one that is there: :term[nspace]{of=KEY}.',
    ]);
    expect(messages("a :term[one]{of=__proto__}")).toEqual([
      '1: the glossary has no term "__proto__": add it to labs/glossary.yaml or correct its spelling.',
    ]);
    expect(messages("a :term[namespace]{onclick=x}")).toEqual(['1: :term knows no attribute "onclick": remove it or use of.']);
  });

  test("stands in nothing that is to be pressed already", () => {
    expect(messages("[a :term[namespace]](https://x.y)")).toEqual([
      "1: this link has a :term in it: explain the word beside the link.",
    ]);
    expect(messages(":::hint[A :term[namespace]?]\nx\n:::\n")).toEqual([
      "1: :::hint has a :term in its title or choices: explain the word in the text.",
    ]);
    const quiz = ":::quiz[Q]\n- [x] a :term[namespace]\n- [ ] b\n\nA :term[namespace].\n:::\n";
    expect(messages(quiz)).toEqual(["1: :::quiz has a :term in its title or choices: explain the word in the text."]);
    expect(messages(quiz.replace("- [x] a :term[namespace]", "- [x] a"))).toEqual([]);
  });

  test("is a word of the sentence where it has no brackets", () => {
    expect(hast("In the long :term, or at 10:30.")).toEqual([]);
    expect(messages("In the long :term, or at 10:30.")).toEqual([]);
  });

  test("is in the translation too, wherever its sentence puts it", () => {
    const check = (original: string, translation: string) =>
      compareTranslation(
        { file: "step.md", ...readTerms(original) },
        { file: "step.zh-CN.md", ...readTerms(translation, "zh-CN") },
      ).map(({ line, message, cure }) => `${line}: ${message}: ${cure}.`);
    expect(check("A :term[namespace] has :term[init].", ":term[1 号]在:term[命名空间]里。")).toEqual([]);
    expect(check("A :term[namespace].", "没有。")).toEqual([
      '1: the translation does not explain "namespace" (step.md:1): write :term[...]{of=namespace} here.',
    ]);
    expect(check("None.", ":term[命名空间]。")).toEqual([
      '1: the original (step.md) does not explain "namespace": remove :term here or add it there.',
    ]);
  });

  test.each(HOSTILE)("with %s as its words runs nothing", (hostile) => {
    expect(JSON.stringify(shown(`:term[${hostile}]{of=namespace}`))).not.toMatch(DANGEROUS);
  });
});
