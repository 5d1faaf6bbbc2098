import { appendFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { createLabLibrary } from "./lab-library.ts";

/** Several waits for the file system in one test. */
vi.setConfig({ testTimeout: 30_000 });

const fixtures = join(import.meta.dirname, "fixtures");

const writePage = async (dir: string, name: string, { order = 1, title = name, text = "" } = {}) => {
  await mkdir(join(dir, "reference"), { recursive: true });
  const front = `title: ${title}\nsummary: What ${title} is.`;
  await writeFile(join(dir, `reference/${name}.md`), `---\n${front}\norder: ${order}\n---\n\n${text}\n`);
  await writeFile(join(dir, `reference/${name}.zh-CN.md`), `---\n${front}\n---\n\n${text}\n`);
};

const withCopy = async (use: (dir: string) => Promise<void>) => {
  const dir = await mkdtemp(join(tmpdir(), "glassbox-reference-"));
  try {
    await cp(join(fixtures, "good"), dir, { recursive: true });
    await use(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
};

test("pages stand in their order beside the labs, and their folder is no lab", () =>
  withCopy(async (dir) => {
    await writePage(dir, "second", { order: 2 });
    await writePage(dir, "third", { order: 2 });
    await writePage(dir, "first", { order: 1 });
    const { pages, labs, problems } = await createLabLibrary(dir).content();
    expect(pages.map(({ name }) => name)).toEqual(["first", "second", "third"]);
    expect([...labs.keys()]).toEqual(["good-lab"]);
    expect(problems).toEqual([]);
  }));

test("what is saved is taken in by itself; what breaks stays as it was, and its problem is told", () =>
  withCopy(async (dir) => {
    const library = createLabLibrary(dir);
    const before = await library.content();
    const following = library.follow(() => undefined);
    const titles = async () => (await library.content()).pages.map(({ title }) => title.en);
    try {
      await writePage(dir, "one", { title: "One" });
      await vi.waitFor(async () => expect(await titles()).toEqual(["One"]), 5000);
      const good = await readFile(join(dir, "reference/one.md"), "utf8");
      await writeFile(join(dir, "reference/one.md"), "---\ntitle: [\n---\n");
      await vi.waitFor(async () => expect((await library.problems())[0]?.file).toBe("reference/one.md"), 5000);
      expect(await titles()).toEqual(["One"]);
      await writeFile(join(dir, "reference/one.md"), good.replace("title: One", "title: Other"));
      await vi.waitFor(async () => expect(await titles()).toEqual(["Other"]), 5000);
      await rm(join(dir, "reference"), { recursive: true });
      await vi.waitFor(async () => expect(await titles()).toEqual([]), 5000);
      expect((await library.content()).labs.get("good-lab")).toBe(before.labs.get("good-lab"));
    } finally {
      following.close();
    }
  }));

test("what is as it was is the same object, so that who made something of it may keep that", () =>
  withCopy(async (dir) => {
    await writePage(dir, "one");
    const library = createLabLibrary(dir);
    const before = await library.content();
    await library.refresh();
    expect(await library.content()).toBe(before);
    await appendFile(join(dir, "good-lab/02-read/step.md"), "\nMore.\n");
    await library.refresh();
    expect(await library.content()).not.toBe(before);
    expect((await library.content()).pages[0]).toBe(before.pages[0]);
  }));

test("a word that is put into the glossary cures a page that uses it", () =>
  withCopy(async (dir) => {
    await writePage(dir, "one", { text: ":term[overlay]" });
    const library = createLabLibrary(dir);
    expect((await library.content()).pages).toEqual([]);
    const explained = "{ term: { en: overlay, zh-CN: overlay }, means: { en: Layers in one., zh-CN: 多层合一。 } }";
    await writeFile(join(dir, "glossary.yaml"), `terms:\n  overlay: ${explained}\n`);
    await library.refresh();
    const { pages, glossary, problems } = await library.content();
    expect(problems).toEqual([]);
    expect(JSON.stringify(pages[0]!.body.en)).toContain("Layers in one.");
    expect([...glossary.keys()]).toEqual(["overlay"]);
  }));

test("of two pages with the same name the earlier folder's stays, and a problem names both", () =>
  withCopy((own) =>
    withCopy(async (other) => {
      await rm(join(other, "good-lab"), { recursive: true });
      await writeFile(join(other, "curriculum.yaml"), "tracks: []\n");
      await writePage(own, "one", { title: "Mine" });
      await writePage(other, "one", { title: "Theirs" });
      await writePage(other, "two", { order: 0 });
      const { pages, problems } = await createLabLibrary(own, [other]).content();
      expect(pages.map(({ title }) => title.en)).toEqual(["two", "Mine"]);
      expect(problems).toEqual([
        {
          file: join(other, "reference/one.md"),
          line: 1,
          message: `there is a page one in ${join(own, "reference")} already, and this one is left out`,
          cure: "rename the files of one of the two",
        },
      ]);
    }),
  ));

test("what is a link is a problem, and the labs are there", () =>
  withCopy(async (dir) => {
    await writePage(dir, "one");
    await symlink(join(dir, "reference"), join(dir, "link"));
    await rm(join(dir, "reference/one.zh-CN.md"));
    await symlink("/etc/hostname", join(dir, "reference/one.zh-CN.md"));
    const { pages, labs, problems } = await createLabLibrary(dir).content();
    expect(pages).toEqual([]);
    expect(labs.size).toBe(1);
    expect(problems.map(({ file }) => file)).toEqual(["link", "reference/one.zh-CN.md"]);
  }));
