import { join } from "node:path";
import { expect, test } from "vitest";
import { formatProblem } from "./lab-problem.ts";
import { parseGlossary } from "./parse-glossary.ts";
import { readGlossary } from "./read-glossary.ts";

const problems = (text: string) => parseGlossary(text).problems.map(formatProblem);
const entry = (id: string, en: string, zh: string, means = "A view.") =>
  `  ${id}:\n    term: { en: ${en}, zh-CN: ${zh} }\n    means: { en: ${means}, zh-CN: 视图。 }\n`;

test("the glossary of the labs is without errors, and speaks Chinese", async () => {
  const { glossary, problems } = await readGlossary(join(import.meta.dirname, "../../labs"));
  expect(problems).toEqual([]);
  expect(glossary.size).toBeGreaterThan(35);
  for (const { means } of glossary.values()) expect(means["zh-CN"]).toMatch(/\p{Script=Han}/u);
});

test("a labs folder may do without", async () => {
  expect((await readGlossary(join(import.meta.dirname, "fixtures/good"))).problems).toEqual([]);
});

test("each error has its line and its cure", () => {
  expect(problems(`terms:\n${entry("a", "one", "一")}`)).toEqual([]);
  expect(problems("terms:\n  a:\n    term: { en: one }\n    means: { en: A., zh-CN: 甲。 }\n")).toEqual([
    "glossary.yaml:3: a: term has no text in zh-CN: add zh-CN: there.",
  ]);
  expect(problems(`terms:\n${entry("a", "one", "一")}${entry("b", "One", "二")}`)).toEqual([
    'glossary.yaml:6: "One" is also the name of a: give one of the two another name.',
  ]);
  expect(problems(`terms:\n${entry("a", "one", "一", "x".repeat(321))}`)).toEqual([
    "glossary.yaml:4: a: the explanation in en is longer than 320 characters: say it in one or two sentences.",
  ]);
  expect(problems("terms:\n  a:\n    word: x\n").join("\n")).toMatch(/glossary\.yaml:3: unknown front matter key "word"/);
  expect(problems("terms: [")[0]).toMatch(/^glossary\.yaml:1: the YAML does not parse/);
  expect(problems(`terms:\n${entry("Bad_Key", "one", "一")}`)).not.toEqual([]);
});
