import { join } from "node:path";
import { expect, test } from "vitest";
import { formatProblem } from "../../lib/content/lab-problem.ts";
import { checkLabs } from "./check-labs.ts";

const fixtures = join(import.meta.dirname, "../../lib/content/fixtures");

test("lab check names file, line and cure of what is wrong in a labs folder", async () => {
  const { labs, problems } = await checkLabs(join(fixtures, "broken"), []);
  expect(labs).toBe(5);
  expect(problems.map(formatProblem)).toEqual([
    expect.stringMatching(/^missing-check\/01-look\/check\.sh:1: check\.sh is missing: add one that exits 0/),
    expect.stringMatching(/^missing-translation\/01-look\/step\.zh-CN\.md:1: the translation is missing: add step\.zh-CN\.md/),
    expect.stringMatching(/^unknown-directive\/01-look\/step\.md:7: unknown directive :::tip: use one of :::hint/),
    expect.stringMatching(/^unknown-directive\/01-look\/step\.zh-CN\.md:1: the translation lacks :::tip/),
    expect.stringMatching(/^yaml-error\/01-look\/step\.md:2: the YAML does not parse/),
  ]);
});

test("lab check of one lab says nothing about its neighbours", async () => {
  expect((await checkLabs(join(fixtures, "broken"), ["good-lab"])).problems).toEqual([]);
  expect((await checkLabs(join(fixtures, "broken"), ["no-such-lab"])).problems).toEqual([
    { file: "no-such-lab", line: 1, message: "there is no lab no-such-lab", cure: "name one that npm run lab -- list shows" },
  ]);
});
