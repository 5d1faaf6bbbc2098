import { expect, test } from "vitest";
import { ReferenceView } from "../contract/reference.ts";
import type { LibraryContent } from "./merge-folders.ts";
import type { ReferencePage } from "./reference-page.ts";
import { toGlossary, toReferenceView } from "./to-reference-view.ts";

const text = { type: "root" as const, children: [] };
const page = (name: string, labs: string[] = []): ReferencePage => ({
  ...{ name, order: 1, labs, title: { en: `The ${name}`, "zh-CN": `${name} 页` }, summary: { en: "-" } },
  body: { en: text, "zh-CN": text },
  headings: [{ anchor: "a", depth: 2, title: { en: "A", "zh-CN": "甲" } }],
});
const content: LibraryContent = {
  ...{ labs: new Map(), tracks: [], problems: [] },
  pages: [page("one"), page("two", ["gone"]), page("three")],
  glossary: new Map([
    ["layer", { id: "layer", term: { en: "layer", "zh-CN": "层" }, means: { en: "A tree.", "zh-CN": "一棵树。" } }],
    ["cgroup", { id: "cgroup", term: { en: "cgroup", "zh-CN": "cgroup" }, means: { en: "A group.", "zh-CN": "一组。" } }],
  ]),
};

test("a page knows its neighbours, its headings in its language, and only labs that are there", () => {
  const view = ReferenceView.parse(toReferenceView(content, "two", "zh-CN"));
  expect(view).toMatchObject({ title: "two 页", labs: [], previous: { name: "one" }, next: { name: "three" } });
  expect(view.headings).toEqual([{ anchor: "a", depth: 2, title: "甲" }]);
  expect(toReferenceView(content, "one", "en")).toMatchObject({ previous: null, next: { title: "The two" } });
  expect(toReferenceView(content, "three", "en")?.next).toBeNull();
});

test("there is no page of another name", () => {
  for (const name of ["four", "", "__proto__", "../one"]) expect(toReferenceView(content, name, "en")).toBeNull();
});

test("words are in their language's order, with the other name where it is another", () => {
  expect(toGlossary(content, "en").map(({ term, other }) => [term, other])).toEqual([
    ["cgroup", null],
    ["layer", "层"],
  ]);
  expect(toGlossary(content, "zh-CN").find(({ id }) => id === "layer")).toMatchObject({
    term: "层",
    other: "layer",
    means: "一棵树。",
  });
});
