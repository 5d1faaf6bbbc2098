import { expect, test } from "vitest";
import { anchorsOf, pageAnchors } from "./heading-anchors.ts";
import { parseMarkdown } from "./parse-markdown.ts";

const anchors = (text: string, above: string[] = []) => anchorsOf(parseMarkdown(text).body, above);

test("a heading is named by its words, code and all, in any script, and each name is there once", () => {
  expect(anchors("## Why `mount` *works*?\n\n### 为什么要挂载？\n\n:::note\n## Why mount works\n:::\n\n## !?")).toEqual([
    "why-mount-works",
    "为什么要挂载",
    "why-mount-works-1",
    "section",
  ]);
});

test("what stands above on the same page has its names already", () => {
  expect(anchors("## Why", ["why"])).toEqual(["why-1"]);
});

test("the page of the first step has the introduction's headings too", () => {
  const files = new Map(
    Object.entries({
      "lab.md": "## Why",
      "02-b/step.md": "## Then",
      "01-a/step.md": "## Why",
      "01-a/check.sh": "",
      "01-a/wrong/x.sh": "",
    }).map(([path, text]) => [path, { text, executable: false }]),
  );
  expect([...pageAnchors(files)]).toEqual([
    ["01-a", ["why", "why-1"]],
    ["02-b", ["then"]],
  ]);
});
