import { expect, test } from "vitest";
import type { Locale } from "../../contract/ids.ts";
import { SearchAnswer } from "../../contract/search.ts";
import type { LabFiles } from "../lab-files.ts";
import { parseGlossary } from "../parse-glossary.ts";
import { parseLab } from "../parse-lab.ts";
import { parseReference } from "../parse-reference.ts";
import { buildSearchIndex } from "./search-index.ts";
import { searchLibrary } from "./search-library.ts";

const toFiles = (texts: Record<string, string>): LabFiles["files"] =>
  new Map(Object.entries(texts).map(([path, text]) => [path, { text, executable: path.endsWith(".sh") }]));

const step = (title: string, text: string) => `---\ntitle: ${title}\n---\n\n${text}\n`;
const hidden =
  ":::hint\nzhint\n:::\n\n:::solution\nzsolution\n:::\n\n:::quiz[Which zquestion?]\n- [x] zright\n  > zfeedback\n- [ ] zwrong\n\nzreveal\n:::\n";
const { lab, problems } = parseLab({
  id: "fs-01",
  payload: [{ path: "/root/zpayload", mode: 0o644, content: new TextEncoder().encode("zcontent") }],
  fingerprint: "",
  files: toFiles({
    "lab.md":
      "---\ntitle: An overlay by hand\nsummary: Stack directories.\nminutes: 5\nlevel: beginner\nvars: { word: secret }\n---\n\nIntro with {{word}}.\n",
    "lab.zh-CN.md": "---\ntitle: 亲手搭一个叠加文件系统\nsummary: 把目录叠起来。\n---\n\n介绍 {{word}}。\n",
    "01-delete/step.md": step("Delete", `The kernel leaves a whiteout behind.\n\n${hidden}`).replace(
      "title: Delete",
      "title: Delete\nexpect:\n  - that: $exists(processes.processes[pid = 99999])\n    hint: { en: zexpect, zh-CN: zexpect 中 }",
    ),
    "01-delete/step.zh-CN.md": step("删除", `内核留下一个白障。\n\n${hidden}`),
    "01-delete/check.sh": "#!/bin/bash\necho zcheck\n",
    "01-delete/solve.sh": "#!/bin/bash\necho zsolve\n",
  }),
});
if (lab === null) throw new Error(JSON.stringify(problems));
const page = (title: string, order: string, text: string) => `---\ntitle: ${title}\nsummary: ${title}.\n${order}---\n\n${text}\n`;
const { glossary } = parseGlossary(
  "terms:\n  namespace:\n    term: { en: namespace, zh-CN: 命名空间 }\n    means: { en: A view of its own., zh-CN: 自己的一套视图。 }\n",
);
const { pages } = parseReference(
  toFiles({
    "overlay.md": page(
      "Rules",
      "order: 1\n",
      "Above.\n\n## Deleting files\n\nA file becomes a device.\n\n## Limits\n\nFive hundred layers.",
    ),
    "overlay.zh-CN.md": page("规则", "", "上面。\n\n## 删除文件\n\n文件变成设备。\n\n## 限制\n\n五百层。"),
  }),
  glossary,
);
const content = {
  labs: new Map([["fs-01", lab]]),
  tracks: [],
  pages: pages.flatMap(({ page: found }) => found ?? []),
  glossary,
  problems: [],
};
const index = await buildSearchIndex(content);
const hrefs = (words: string, locale: Locale = "en") =>
  SearchAnswer.parse(index.find(words, locale)).groups.flatMap(({ results }) => results.map(({ href }) => href));

test.each([
  ["overlay", "/lab/fs-01"],
  ["stack dir", "/lab/fs-01"],
  ["whiteout", "/lab/fs-01?step=01-delete"],
  ["whitoeut", "/lab/fs-01?step=01-delete"],
  ["zquestion", "/lab/fs-01?step=01-delete"],
  ["rules", "/reference/overlay"],
  ["becomes a device", "/reference/overlay#deleting-files"],
  ["LIMITS", "/reference/overlay#limits"],
  ["namespace", "/glossary#namespace"],
  ["白障", "/lab/fs-01?step=01-delete"],
  ["名空", "/glossary#namespace"],
  ["叠加文件", "/lab/fs-01"],
  ["五百层", "/reference/overlay#limits"],
  ["内核有没有留下白障", "/lab/fs-01?step=01-delete"],
])("%s is found first at its place, whatever the language of the page", (words, href) => {
  expect(hrefs(words, "en")[0]).toBe(href);
  expect(hrefs(words, "zh-CN")[0]).toBe(href);
});

test.each([
  "zhint",
  "zsolution",
  "zright",
  "zwrong",
  "zfeedback",
  "zreveal",
  "zexpect",
  "zcheck",
  "zsolve",
  "zpayload",
  "zcontent",
])("%s, which is an answer or a script, is not in the index", (word) => expect(hrefs(word)).toEqual([]));

test("a result is in the language of the page, its snippet in the one it was found in", () => {
  const [group] = index.find("whiteout", "zh-CN").groups;
  expect(group).toMatchObject({
    kind: "labs",
    results: [{ title: [{ text: "删除", hit: false }], within: "亲手搭一个叠加文件系统", snippetLocale: "en" }],
  });
  expect(group!.results[0]!.snippet).toContainEqual({ text: "whiteout", hit: true });
  expect(index.find("白障", "zh-CN").groups[0]!.results[0]).toMatchObject({ snippetLocale: "zh-CN" });
});

test("values that differ per person are nobody's in it", () => {
  const text = index
    .find("intro", "en")
    .groups[0]!.results[0]!.snippet.map((piece) => piece.text)
    .join("");
  expect(text).toBe("Stack directories. Intro with ….");
});

test("nothing, signs and a book of words are questions too", () => {
  expect(hrefs("")).toEqual([]);
  expect(hrefs("?!/")).toEqual([]);
  expect(hrefs("qqqqzzzz")).toEqual([]);
  expect(() => index.find("x".repeat(1_000_000), "en")).not.toThrow();
});

test("a library that changes is searched as it is now", async () => {
  let now = content;
  const search = searchLibrary({ content: async () => now });
  expect((await search("rules", "en")).groups).toHaveLength(1);
  now = { ...content, pages: [] };
  expect((await search("rules", "en")).groups).toEqual([]);
});
