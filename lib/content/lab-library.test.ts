import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createLabLibrary } from "./lab-library.ts";
import { parseCurriculum } from "./parse-curriculum.ts";

const fixtures = join(import.meta.dirname, "fixtures");

test("a lab with errors does not harm the others", async () => {
  const library = createLabLibrary(join(fixtures, "broken"), { reload: false });
  const [track] = await library.tracks("zh-CN");
  expect(track).toMatchObject({ title: "演示", labs: [{ id: "good-lab", title: "好的" }] });
  expect(await library.lab("yaml-error")).toBeNull();
  expect(new Set((await library.problems()).map(({ file }) => file.split("/")[0]))).toEqual(
    new Set(["missing-check", "missing-translation", "unknown-directive", "yaml-error"]),
  );
});

test("in development an edited text is read again, and only then is the fingerprint another", async () => {
  const dir = await mkdtemp(join(tmpdir(), "glassbox-labs-"));
  try {
    await cp(join(fixtures, "good"), dir, { recursive: true });
    const [reloading, keeping] = [createLabLibrary(dir, { reload: true }), createLabLibrary(dir, { reload: false })];
    const before = await reloading.lab("good-lab");
    await keeping.lab("good-lab");
    expect(await reloading.lab("good-lab")).toBe(before);
    await appendFile(join(dir, "good-lab/02-read/step.md"), "\nOne more sentence.\n");
    const after = await reloading.lab("good-lab");
    expect(JSON.stringify(after!.steps[1]!.body.en)).toContain("One more sentence.");
    expect(after!.fingerprint).not.toBe(before!.fingerprint);
    expect((await keeping.lab("good-lab"))!.fingerprint).toBe(before!.fingerprint);
  } finally {
    await rm(dir, { recursive: true });
  }
});

const text = (labs: string) =>
  `tracks:\n  - id: fs\n    title: { en: Layers, zh-CN: 层 }\n    summary: { en: How., zh-CN: 怎样。 }\n    labs: [${labs}]\n`;

test("a curriculum names labs that exist, each once, and forgets none", () => {
  expect(parseCurriculum(text("a, b"), ["a", "b"]).problems).toEqual([]);
  expect(parseCurriculum(text("a, x, a"), ["a", "b"]).problems).toEqual([
    { file: "curriculum.yaml", line: 1, message: "labs/b is in no track, nobody will find it: add it to a track's labs." },
    { file: "curriculum.yaml", line: 5, message: "there is no folder labs/x: add it or remove this entry." },
    { file: "curriculum.yaml", line: 5, message: "a is already in track fs: remove one of the two." },
  ]);
  expect(parseCurriculum("tracks: [", []).problems[0]).toMatchObject({ file: "curriculum.yaml" });
});
