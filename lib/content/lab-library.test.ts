import { appendFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { createLabLibrary, type LibraryChange } from "./lab-library.ts";
import { parseCurriculum } from "./parse-curriculum.ts";

const fixtures = join(import.meta.dirname, "fixtures");

test("a lab with errors does not harm the others", async () => {
  const library = createLabLibrary(join(fixtures, "broken"));
  const [track] = await library.tracks("zh-CN");
  expect(track).toMatchObject({ title: "演示", labs: [{ id: "good-lab", title: "好的" }] });
  expect(await library.lab("yaml-error")).toBeNull();
  expect(new Set((await library.problems()).map(({ file }) => file.split("/")[0]))).toEqual(
    new Set(["missing-check", "missing-translation", "unknown-directive", "yaml-error"]),
  );
});

const withCopy = async (use: (dir: string) => Promise<void>) => {
  const dir = await mkdtemp(join(tmpdir(), "glassbox-labs-"));
  try {
    await cp(join(fixtures, "good"), dir, { recursive: true });
    await use(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
};

test("an edited text is taken in when it is looked for, and only then is the fingerprint another", () =>
  withCopy(async (dir) => {
    const library = createLabLibrary(dir);
    const before = await library.lab("good-lab");
    expect(await library.refresh()).toBeNull();
    await appendFile(join(dir, "good-lab/02-read/step.md"), "\nOne more sentence.\n");
    expect(await library.lab("good-lab")).toBe(before);
    expect(await library.refresh()).toEqual({ labs: ["good-lab"], problems: [] });
    const after = await library.lab("good-lab");
    expect(JSON.stringify(after!.steps[1]!.body.en)).toContain("One more sentence.");
    expect(after!.fingerprint).not.toBe(before!.fingerprint);
    expect(await library.refresh()).toBeNull();
  }));

test("a saved file is seen by itself, also in a folder that was made meanwhile", () =>
  withCopy(async (dir) => {
    const library = createLabLibrary(dir);
    await library.lab("good-lab");
    const told: LibraryChange[] = [];
    const following = library.follow((change) => told.push(change));
    try {
      await vi.waitFor(async () => {
        await writeFile(join(dir, "good-lab/02-read/step.md"), `---\ntitle: Read ${Date.now()}\ncheck: none\n---\n\nText.\n`);
        await vi.waitFor(() => expect(told.flatMap(({ labs }) => labs)).toContain("good-lab"), { timeout: 500 });
      }, 5000);
      await cp(join(dir, "good-lab"), join(dir, "second-lab"), { recursive: true });
      await vi.waitFor(async () => expect(await library.lab("second-lab")).not.toBeNull(), 5000);
      await writeFile(join(dir, "second-lab/02-read/step.md"), "---\ntitle: Other\ncheck: none\n---\n\nText.\n");
      await vi.waitFor(async () => expect((await library.lab("second-lab"))!.steps[1]!.title.en).toBe("Other"), 5000);
    } finally {
      following.close();
    }
  }));

test("a lab that breaks while it is served stays as it was, and its problem is told; cured it is new, removed it is gone", () =>
  withCopy(async (dir) => {
    const library = createLabLibrary(dir);
    const good = await library.lab("good-lab");
    const step = join(dir, "good-lab/02-read/step.md");
    const text = await readFile(step, "utf8");
    await writeFile(step, "---\ntitle: [\n---\n");
    expect((await library.refresh())?.problems[0]).toMatchObject({ file: "good-lab/02-read/step.md" });
    expect(await library.lab("good-lab")).toBe(good);
    await writeFile(step, `${text}\nCured.\n`);
    expect(await library.refresh()).toEqual({ labs: ["good-lab"], problems: [] });
    await rm(join(dir, "good-lab"), { recursive: true });
    await library.refresh();
    expect(await library.lab("good-lab")).toBeNull();
  }));

test("a word that is put into the glossary cures the labs that use it, though their own files are as they were", () =>
  withCopy(async (dir) => {
    const library = createLabLibrary(dir);
    await library.lab("good-lab");
    for (const name of ["step.md", "step.zh-CN.md"]) {
      await appendFile(join(dir, "good-lab/02-read", name), "\n:term[overlay]\n").catch(() => undefined);
    }
    expect(JSON.stringify((await library.refresh())!.problems)).toContain("overlay");
    const explained = "{ term: { en: overlay, zh-CN: 叠加 }, means: { en: Layers in one., zh-CN: 多层合一。 } }";
    await writeFile(join(dir, "glossary.yaml"), `terms:\n  overlay: ${explained}\n`);
    expect((await library.refresh())!.problems).toEqual([]);
    expect(JSON.stringify((await library.lab("good-lab"))!.steps[1]!.body.en)).toContain("Layers in one.");
  }));

describe("labs of several folders", () => {
  test("are one catalogue: tracks with the same id become one, and problems name the whole path", () =>
    withCopy(async (dir) => {
      await mkdir(join(dir, "checkout"));
      await cp(join(fixtures, "broken"), join(dir, "checkout/labs"), { recursive: true });
      await cp(join(fixtures, "good/good-lab"), join(dir, "checkout/labs/other-lab"), { recursive: true });
      const curriculum = join(dir, "checkout/labs/curriculum.yaml");
      await writeFile(curriculum, (await readFile(curriculum, "utf8")).replace("good-lab", "other-lab"));
      await rm(join(dir, "checkout/labs/good-lab"), { recursive: true });
      const own = join(fixtures, "good");
      const library = createLabLibrary(own, [join(dir, "checkout")]);
      const tracks = await library.tracks("en");
      expect(tracks.flatMap(({ labs }) => labs.map(({ id }) => id))).toEqual(["good-lab", "other-lab"]);
      expect(new Set(tracks.map(({ id }) => id)).size).toBe(tracks.length);
      const problems = await library.problems();
      expect(problems.length).toBeGreaterThan(0);
      for (const { file } of problems) expect(file).toMatch(`${dir}/checkout/labs/`);
    }));

  test("with the same id: the earlier folder's stays, and a problem names both", () =>
    withCopy(async (dir) => {
      await appendFile(join(dir, "good-lab/02-read/step.md"), "\nThe second one.\n");
      const own = join(fixtures, "good");
      const library = createLabLibrary(own, [dir]);
      expect(JSON.stringify(await library.lab("good-lab"))).not.toContain("The second one.");
      expect(await library.problems()).toEqual([
        {
          file: join(dir, "good-lab"),
          line: 1,
          message: `there is a lab good-lab in ${own} already, and this one is left out`,
          cure: "rename the folder of one of the two",
        },
      ]);
      const ids = (await library.tracks("en")).flatMap(({ labs }) => labs.map(({ id }) => id));
      expect(ids).toEqual(["good-lab"]);
    }));

  test("that are missing, no folder, named twice or reached by a link are told with the cure, and the others are served", () =>
    withCopy(async (dir) => {
      const own = join(fixtures, "good");
      await symlink(own, join(dir, "link-to-own"));
      await symlink(join(dir, "good-lab"), join(dir, "link-to-lab"));
      const library = createLabLibrary(own, [join(dir, "nowhere"), join(dir, "curriculum.yaml"), join(dir, "link-to-own")]);
      expect((await library.problems()).map(({ message }) => message)).toEqual([
        "the folder is not there",
        "this is no folder",
        `this folder is the same as ${own}`,
      ]);
      expect(await library.lab("good-lab")).not.toBeNull();
      const problems = await createLabLibrary(dir).problems();
      expect(problems.find(({ file }) => file === "link-to-lab")?.message).toContain("links are not followed");
      await mkdir(join(dir, "nowhere"));
      await cp(own, join(dir, "nowhere"), { recursive: true });
      const messages = (await library.refresh())?.problems.map(({ message }) => message);
      expect(messages).toContainEqual(expect.stringContaining("there is a lab good-lab"));
    }));
});

const text = (labs: string) =>
  `tracks:\n  - id: fs\n    title: { en: Layers, zh-CN: 层 }\n    summary: { en: How., zh-CN: 怎样。 }\n    labs: [${labs}]\n`;

test("a curriculum names labs that exist, each once, and forgets none", () => {
  expect(parseCurriculum(text("a, b"), ["a", "b"]).problems).toEqual([]);
  expect(parseCurriculum(text("a, x, a"), ["a", "b"]).problems).toEqual([
    { file: "curriculum.yaml", line: 1, message: "labs/b is in no track, nobody will find it", cure: "add it to a track's labs" },
    { file: "curriculum.yaml", line: 5, message: "there is no folder labs/x", cure: "add it or remove this entry" },
    { file: "curriculum.yaml", line: 5, message: "a is already in track fs", cure: "remove one of the two" },
  ]);
  expect(parseCurriculum("tracks: [", []).problems[0]).toMatchObject({ file: "curriculum.yaml" });
});
