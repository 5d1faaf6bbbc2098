import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readCurriculum } from "../../../lib/content/read-curriculum.ts";
import { readLab, readLabFiles } from "../../../lib/content/read-lab.ts";
import { checkLabs } from "../check-labs.ts";
import { exportLab } from "./export-lab.ts";
import { importLab } from "./import-lab.ts";

const REAL = join(import.meta.dirname, "../../../labs");
const FIXTURES = join(import.meta.dirname, "../../../lib/content/fixtures");
/** Real labs are parsed again and again, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });
const OURS = { into: "", id: null, track: null };
let room: string;
let target: string;
beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), "lab-archive-"));
  target = join(room, "labs");
  await mkdir(target);
});
afterEach(() => rm(room, { recursive: true }));

const send = async (id: string, from = REAL) => {
  const file = join(room, `${id}.lab.tgz`);
  await exportLab(from, id, file);
  return file;
};
const bring = (file: string, wish: Partial<{ id: string; track: string }> = {}) =>
  importLab(file, { ...OURS, into: target, ...wish });
/** Every file of the target with its text. */
const look = async () => {
  const entries = (await readdir(target, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return await Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")]));
};

test("real labs come into an empty folder as they were, in their tracks, with their words, and pass lab check", async () => {
  const ids = ["ns-02-pid-one", "fs-01-overlay-by-hand", "fs-02-many-lowers"];
  for (const id of ids) {
    const file = await send(id);
    await bring(file);
    expect((await readLabFiles(join(target, id))).fingerprint).toBe((await readLabFiles(join(REAL, id))).fingerprint);
  }
  await exportLab(target, ids[0]!, join(room, "again"));
  expect(await readFile(join(room, "again"))).toEqual(await readFile(join(room, `${ids[0]}.lab.tgz`)));
  const { problems } = await checkLabs(target, []);
  expect(problems).toEqual([]);
  const tracks = (await readCurriculum(REAL)).curriculum.tracks.filter(({ id }) => id === "ns" || id === "fs");
  expect((await readCurriculum(target)).curriculum.tracks).toEqual(
    tracks.map((track) => ({ ...track, labs: ids.filter((id) => track.labs.includes(id)) })),
  );
});

test("the lab of another folder comes in beside one of the same name, under another id", async () => {
  const file = await send("good-lab", await makeLabs(same));
  await bring(file);
  await expect(bring(file)).rejects.toThrow(
    `${target}/good-lab is there already: remove it first, or give the new lab another name with --id.`,
  );
  expect(await bring(file, { id: "good-two", track: "t" })).toMatchObject({ id: "good-two", track: "t", terms: { added: [] } });
  expect((await readLab(join(target, "good-two"))).problems).toEqual([]);
  expect((await readCurriculum(target)).curriculum.tracks[0]!.labs).toEqual(["good-lab", "good-two"]);
});

test("a lab that curriculum.yaml names already stands where it is named", async () => {
  const labs = await makeLabs(same);
  await cp(join(labs, "curriculum.yaml"), join(target, "curriculum.yaml"));
  const file = await send("good-lab", labs);
  await expect(bring(file, { track: "fs" })).rejects.toThrow("has good-lab in track t already: leave --track away");
  expect((await bring(file)).track).toBe("t");
  expect(await readFile(join(target, "curriculum.yaml"), "utf8")).toBe(await readFile(join(labs, "curriculum.yaml"), "utf8"));
});

const same = async () => undefined;

/** A folder with the fixture's good lab, changed, in a track. */
async function makeLabs(change: (lab: string) => Promise<unknown>): Promise<string> {
  const labs = join(room, "from");
  await cp(join(FIXTURES, "broken/good-lab"), join(labs, "good-lab"), { recursive: true });
  const words = "{ en: A, zh-CN: 甲 }";
  await writeFile(
    join(labs, "curriculum.yaml"),
    `tracks:\n  - id: t\n    title: ${words}\n    summary: ${words}\n    labs: [good-lab]\n`,
  );
  await change(join(labs, "good-lab"));
  return labs;
}

test("a lab that does not pass lab check is not exported, and one that does not pass it there is not imported", async () => {
  const broken = await makeLabs((lab) => rm(join(lab, "lab.zh-CN.md")));
  await expect(send("good-lab", broken)).rejects.toMatchObject({
    message: "good-lab does not pass lab check: cure that first, then export it again.",
    problems: [{ file: "good-lab/lab.zh-CN.md" }],
  });
  await rm(broken, { recursive: true });
  const other = "[next](/lab/second)";
  const linked = await makeLabs(async (lab) => {
    for (const name of ["lab.md", "lab.zh-CN.md"])
      await writeFile(join(lab, name), `${await readFile(join(lab, name), "utf8")}\n${other}\n`);
    await cp(lab, join(lab, "../second"), { recursive: true });
  });
  const file = await send("good-lab", linked);
  await writeFile(join(target, "curriculum.yaml"), "# mine\ntracks: []\n");
  await expect(bring(file)).rejects.toMatchObject({
    message: `the lab in ${file} does not pass lab check here, and was not imported: cure that where it comes from, and export it again.`,
    problems: [{ message: "/lab/second leads to a lab that is not there" }, {}],
  });
  expect(await look()).toEqual([[join(target, "curriculum.yaml"), "# mine\ntracks: []\n"]]);
});

test("a symbolic link, and names that clash elsewhere, do not leave", async () => {
  const linked = await makeLabs((lab) => symlink("/etc/passwd", join(lab, "files")));
  await expect(send("good-lab", linked)).rejects.toMatchObject({
    problems: [{ message: expect.stringContaining("symbolic link") }],
  });
  await rm(linked, { recursive: true });
  const clash = await makeLabs(async (lab) => {
    await mkdir(join(lab, "files"));
    for (const name of ["a", "A"]) await writeFile(join(lab, "files", name), "x");
  });
  await expect(send("good-lab", clash)).rejects.toThrow(
    'good-lab cannot be one file, "files/A" and "files/a" are one name on some file systems: rename it or take it out, then export it again.',
  );
});

test("what is asked wrongly is refused with a sentence, and nothing is written", async () => {
  const labs = await makeLabs(same);
  const file = await send("good-lab", labs);
  await writeFile(join(room, "text"), "Dear colleague");
  const asked: [() => Promise<unknown>, string][] = [
    [() => send("good-lab", labs), `${file} is there already: remove it first, or name another with -o.`],
    [() => exportLab(labs, "good-lab", room), `${room} is a folder: name a file in it with -o.`],
    [() => exportLab(labs, "../labs", join(room, "x")), "there is no lab ../labs in "],
    [() => exportLab(labs, "good-lab", join(room, "no/x")), "is not there: make it first, or name another with -o."],
    [() => importLab(file, { ...OURS, into: join(room, "no") }), "is no folder: make it first, or name another with --into."],
    [() => bring(join(room, "no")), `there is no ${room}/no: name a file that npm run lab -- export made.`],
    [() => bring(room), `${room} is no file: name one that npm run lab -- export made.`],
    [() => bring(join(room, "text")), `${room}/text: it is no exported lab: name a file that npm run lab -- export made.`],
    [() => bring(file, { id: "../x" }), '"../x" is no lab id: name one with --id, of lowercase letters, digits and dashes.'],
  ];
  for (const [work, sentence] of asked) await expect(work()).rejects.toThrow(sentence);
  await cp(join(REAL, "curriculum.yaml"), join(target, "curriculum.yaml"));
  await expect(bring(file, { track: "nope" })).rejects.toThrow("there is no track nope: name one of ns, fs, net");
  expect((await readdir(room)).sort()).toEqual(["from", "good-lab.lab.tgz", "labs", "text"]);
  expect(await readdir(target)).toEqual(["curriculum.yaml"]);
});
