import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { importKillercoda } from "./import-killercoda.ts";
import { LOST, type Lost, REFUSED, type Refused, toTable } from "./not-carried.ts";

type Files = Record<string, string>;
const step = { title: "A", text: "a.md", verify: "v.sh" };
/** A scenario with nothing in it that is lost, but what a lab always lacks. */
const scenario = (details: object = {}, more: object = {}): Files => ({
  "index.json": JSON.stringify({
    title: "T",
    description: "D.",
    time: "5",
    difficulty: "beginner",
    details: { steps: [step], ...details },
    ...more,
  }),
  "a.md": "Text.\n",
  "v.sh": "#!/bin/bash\n",
});
const text = (words: string): Files => ({ ...scenario(), "a.md": words });
const script = (words: string): Files => ({ ...scenario(), "v.sh": words });
const assets = (...list: object[]): Files => ({ ...scenario({ assets: { host01: list } }), "assets/x": "x", "assets/y": "y" });
const index = (words: string): Files => ({ ...scenario(), "index.json": words });

const losing: Record<Lost, Files> = {
  "second-host": text("`ls`{{exec HOST2}}"),
  "unknown-marker": text("`^C`{{execute ctrl-seq}}"),
  "no-newline": text("`i`{{execute no-newline}}"),
  interrupt: text("`top`{{execute interrupt}}"),
  "many-terminals": text("`ls`{{execute T7}}"),
  "stray-marker": text("A {{exec}} here."),
  "file-without-folder": text("`app.js`{{open}}"),
  "fence-words": text("```bash linenos\nls\n```"),
  language: text("```brainfuck\n+\n```"),
  "unclosed-block": text("```\nls"),
  "directive-line": text(":::warning"),
  "raw-html": text("<font>red</font>"),
  picture: text("![logo](logo.png)"),
  "traffic-selector": text("[choose]({{TRAFFIC_SELECTOR}})"),
  "other-host-address": text("{{TRAFFIC_HOST2_80}}"),
  "strange-address": text("[a]({{TRAFFIC_HOST1_99999}}/a)"),
  "address-in-code": text("`curl {{TRAFFIC_HOST1_80}}`{{exec}}"),
  "own-address": text("At [[HOST_IP]]."),
  "no-value": text("At [[HOST2_IP]]."),
  "typed-answer": text(">>Which?<<\n=== this"),
  "poor-question": text(">>Which?<<\n(*) this"),
  "quiz-reason": text(">>Which?<<\n(*) this\n( ) that"),
  "intro-verify": scenario({ intro: { text: "a.md", verify: "v.sh" } }),
  "verify-hints": scenario(),
  "no-solution": scenario(),
  "script-place": scenario({ intro: { text: "a.md", background: "v.sh" } }),
  internet: script("apt-get install -y tree\n"),
  "not-there": script("kubectl get pods\n"),
  "other-host-assets": { ...scenario({ assets: { host02: [{ file: "x", target: "/" }] } }), "assets/x": "x" },
  "unknown-key": scenario({}, { interface: { layout: "ide" } }),
  "no-description": scenario({}, { description: undefined }),
  "no-time": scenario({}, { time: undefined }),
  "no-level": scenario({}, { difficulty: "hard" }),
  machine: scenario({}, { backend: { imageid: "ubuntu" } }),
  "course-title": {
    "structure.json": JSON.stringify({ items: [{ path: "one", title: "First" }] }),
    ...Object.fromEntries(Object.entries(scenario()).map(([path, words]) => [`one/${path}`, words])),
  },
  "no-chinese": scenario(),
};

type Refusing = { files: Files; more?: (dir: string) => Promise<unknown>; id?: string; from?: string; into?: string };
const course = (...items: object[]): Files => ({ "structure.json": JSON.stringify({ items }) });
const refusing: Record<Refused, Refusing> = {
  "no-source": { files: {}, from: "nowhere" },
  "no-target": { files: scenario(), into: "nowhere" },
  "no-index": { files: { "a.md": "Text." } },
  "no-json": { files: index('{ "title": ') },
  "wrong-shape": { files: index("[]") },
  "many-steps": { files: scenario({ steps: Array.from({ length: 99 }, () => step), finish: { text: "a.md" } }) },
  "missing-file": { files: scenario({ steps: [{ text: "b.md" }] }) },
  "missing-scenario": { files: course({ path: "one" }) },
  "absolute-path": { files: scenario({ steps: [{ text: "/etc/passwd" }] }) },
  "climbing-path": { files: assets({ file: "../../x", target: "/root" }) },
  "no-path": { files: scenario({ steps: [{ text: "./" }] }) },
  "relative-target": { files: assets({ file: "x", target: "root" }) },
  "climbing-target": { files: assets({ file: "x", target: "/root/../../etc" }) },
  "clashing-assets": { files: assets({ file: "x", target: "/root" }, { file: "y", target: "/root/x" }) },
  "no-mode": { files: assets({ file: "x", target: "/root", chmod: "executable" }) },
  "symbolic-link": { files: scenario(), more: (dir) => symlink("/etc/passwd", join(dir, "b.md")) },
  "no-plain-file": { files: scenario(), more: async (dir) => execFileSync("mkfifo", [join(dir, "pipe")]) },
  "too-many-files": {
    files: scenario(),
    more: (dir) => Promise.all(Array.from({ length: 2000 }, (_, at) => writeFile(join(dir, `${at}`), ""))),
  },
  "too-many-bytes": { files: assets(), more: (dir) => truncate(join(dir, "assets/x"), 65 * 1024 * 1024) },
  "no-id": { files: scenario(), id: "../x" },
  "course-id": { files: course({ path: "one" }), id: "x" },
  "same-id": {
    files: { ...course({ path: "a/one" }, { path: "b/one" }), ...below("a/one", scenario()), ...below("b/one", scenario()) },
  },
  "lab-there": { files: scenario(), id: "there" },
};

function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, words]) => [`${folder}/${path}`, words]));
}

// Thousands of files, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });
let room: string;
beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), "lab-not-carried-"));
  await mkdir(join(room, "labs/there"), { recursive: true });
  await mkdir(join(room, "from"));
});
afterEach(() => rm(room, { recursive: true }));

async function write(files: Files): Promise<string> {
  const dir = join(room, "from");
  for (const [path, words] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), words);
  }
  return dir;
}

test.each(Object.keys(losing) as Lost[])("%s is reported, and the lab is made", async (kind) => {
  const { labs, findings } = await importKillercoda(await write(losing[kind]), join(room, "labs"), null);
  expect(labs).toHaveLength(1);
  expect(findings.map((finding) => finding.kind)).toContain(kind);
});

test.each(Object.keys(refusing) as Refused[])("%s is refused with a sentence, and nothing is written", async (kind) => {
  const { files, more, id = null, from = "from", into = "labs" } = refusing[kind];
  const dir = await write(files);
  await more?.(dir);
  const refused = importKillercoda(join(room, from), join(room, into), id);
  await expect(refused).rejects.toMatchObject({ kind, message: expect.stringMatching(/^.+: .+\.$/) });
  expect((await readdir(room, { recursive: true })).filter((path) => !path.startsWith("from"))).toEqual(["labs", "labs/there"]);
});

test("labs/README.md lists all that is not carried over or refused, as the code has it", async () => {
  const readme = await readFile(join(import.meta.dirname, "../../../labs/README.md"), "utf8");
  const listed = (head: string) => readme.slice(readme.indexOf(head)).split(/\n(?!\|)/)[0];
  expect(`${listed("| not carried over |")}\n`).toBe(toTable(["not carried over", "what becomes of it"], LOST));
  expect(`${listed("| refused | cure |")}\n`).toBe(toTable(["refused", "cure"], REFUSED));
});

test("nothing here is refused in other ways than those of the list", async () => {
  const names = (await readdir(import.meta.dirname)).filter((name) => /^[a-z-]+\.ts$/.test(name));
  const found = await Promise.all(names.map(async (name) => [name, await readFile(join(import.meta.dirname, name), "utf8")]));
  expect(found.filter(([, source]) => /\bnew (?:Type|Range)?Error\(/.test(source!)).map(([name]) => name)).toEqual([]);
});
