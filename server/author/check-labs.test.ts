import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { formatProblem } from "../../lib/content/lab-problem.ts";
import { checkLabs } from "./check-labs.ts";
import { findHome } from "./labs-within.ts";

const fixtures = join(import.meta.dirname, "../../lib/content/fixtures");
// shellcheck takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

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

test("lab check of all takes in the folders of labs within, and names their files by their whole path", async () => {
  const labs = await mkdtemp(join(tmpdir(), "labs-within-"));
  try {
    await cp(join(fixtures, "good"), labs, { recursive: true });
    await cp(join(fixtures, "broken"), join(labs, "examples"), { recursive: true });
    const all = await checkLabs(labs, []);
    expect(all.labs).toBe(6);
    expect(all.problems).toHaveLength(5);
    for (const { file } of all.problems) expect(file).toMatch(/^examples\/[a-z-]+\//);
    expect((await checkLabs(labs, ["missing-check"])).problems.map(({ file }) => file)).toEqual([
      "examples/missing-check/01-look/check.sh",
    ]);
    expect(await findHome(labs, "missing-check")).toBe(join(labs, "examples"));
    expect(await findHome(labs, "examples")).toBeNull();
  } finally {
    await rm(labs, { recursive: true });
  }
});
