import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readCurriculum } from "../../lib/content/read-curriculum.ts";
import { readLab } from "../../lib/content/read-lab.ts";
import { createLab } from "./create-lab.ts";

const CURRICULUM = `tracks:
  - id: ns
    title: { en: "A", zh-CN: "甲" }
    summary: { en: "A", zh-CN: "甲" }
    labs: []
`;
const wish = {
  id: "my-lab",
  title: 'A: "lab"',
  titleZh: "实验",
  summary: "One.",
  summaryZh: "一。",
  minutes: 5,
  level: "beginner",
} as const;
let labs: string;
beforeEach(async () => {
  labs = await mkdtemp(join(tmpdir(), "lab-new-"));
  await writeFile(join(labs, "curriculum.yaml"), CURRICULUM);
});
afterEach(() => rm(labs, { recursive: true }));

test("a new lab has two steps in two languages, is in its track, and nothing is wrong with it", async () => {
  await createLab(labs, wish, "ns");
  const { lab, problems } = await readLab(join(labs, "my-lab"));
  expect(problems).toEqual([]);
  expect(lab?.title).toEqual({ en: 'A: "lab"', "zh-CN": "实验" });
  expect(lab?.steps.map((step) => step.id)).toEqual(["01-a-mount", "02-a-note"]);
  expect(await readCurriculum(labs)).toMatchObject({ problems: [], curriculum: { tracks: [{ labs: ["my-lab"] }] } });
});

test("a folder that is not there yet begins with the lab, in a track of its own", async () => {
  const own = join(labs, "course/labs");
  await createLab(own, wish, "my-course");
  expect((await readLab(join(own, "my-lab"))).problems).toEqual([]);
  expect(await readCurriculum(own)).toMatchObject({
    problems: [],
    curriculum: { tracks: [{ id: "my-course", title: { en: "my-course" }, labs: ["my-lab"] }] },
  });
});

test.each([
  [{ ...wish, id: "../x" }, "ns", /is no lab id/],
  [wish, "nope", /there is no track nope: name one of ns/],
])("what cannot be made is refused, and nothing is written", async (wrong, track, sentence) => {
  await expect(createLab(labs, wrong, track)).rejects.toThrow(sentence);
  expect(await readdir(labs)).toEqual(["curriculum.yaml"]);
  expect(await readFile(join(labs, "curriculum.yaml"), "utf8")).toBe(CURRICULUM);
});

test("a lab that is there is not touched", async () => {
  await createLab(labs, wish, "ns");
  await expect(createLab(labs, wish, "ns")).rejects.toThrow(/is there already: choose another id/);
});
