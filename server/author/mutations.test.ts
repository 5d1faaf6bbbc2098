import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { formatProblem } from "../../lib/content/lab-problem.ts";
import { checkLabs } from "./check-labs.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const LAB = "demo-every-feature";
let labs: string;
beforeAll(async () => {
  labs = await mkdtemp(join(tmpdir(), "mutations-"));
  await cp(join(import.meta.dirname, "../../labs/examples"), labs, { recursive: true });
});
afterAll(() => rm(labs, { recursive: true }));

/** What lab check says of the lab when one place of one file is another; the line is counted, so that the sentence stands where the harm is. */
async function afterChange(path: string, from: string, to: string): Promise<{ said: string[]; line: number }> {
  const file = join(labs, LAB, path);
  const text = await readFile(file, "utf8");
  const at = text.indexOf(from);
  if (at === -1 || text.indexOf(from, at + 1) !== -1) throw new Error(`${path} has "${from}" not just once`);
  await writeFile(
    file,
    text.replace(from, () => to),
  );
  try {
    const said = (await checkLabs(labs, [LAB])).problems.map(formatProblem);
    return { said, line: text.slice(0, at).split("\n").length };
  } finally {
    await writeFile(file, text);
  }
}

test("the lab that is broken here is whole before", async () => {
  expect((await checkLabs(labs, [LAB])).problems).toEqual([]);
});

test.each<[what: string, path: string, from: string, to: string, sentence: string]>([
  [
    "a check that asks for a value that is none",
    "03-note/check.sh",
    "$LAB_COLOR",
    "$LAB_COLUR",
    "$LAB_COLUR is no value of this lab: add it to vars in lab.md or write one of",
  ],
  [
    "a check that takes nothing in",
    "04-page/check.sh",
    '. "$LAB_LIB/box.sh"',
    "source $LAB_LIB/box.sh",
    'LAB_LIB is no folder, only a sign for what is taken in: write . "$LAB_LIB/box.sh" on a line of its own.',
  ],
  [
    "an answer that no longer is what the original accepts",
    "03-note/step.zh-CN.md",
    ":::quiz[这种挂载在 `mount -t` 后面写什么？]{text}\n- [x] overlay\n- [x] `overlayfs`",
    ":::quiz[这种挂载在 `mount -t` 后面写什么？]{text}\n- [x] overlay\n- [x] `overlaysf`",
    ":::quiz has other attributes, choices or feedback than the original",
  ],
  [
    "a right choice that was unmarked in the translation",
    "03-note/step.zh-CN.md",
    ":::quiz[现在是哪个目录存放着 `note.txt`？]\n- [ ] `lower`\n  > 看看图：文件出现在哪一行？\n- [x]",
    ":::quiz[现在是哪个目录存放着 `note.txt`？]\n- [ ] `lower`\n  > 看看图：文件出现在哪一行？\n- [ ]",
    ":::quiz has no right choice: mark it with",
  ],
  [
    "a command that the translation has otherwise",
    "03-note/step.zh-CN.md",
    "```bash run=second\necho {{key}} {{color}} >",
    "```bash run=second\necho {{color}} {{key}} >",
    "```bash run=second has other commands than the original (demo-every-feature/03-note/step.md:",
  ],
  [
    "a word of the kernel view that there is not",
    "02-mount/step.md",
    'that: overlays[mountpoint = "/root/" & $vars.box & "/merged"].hasUpper',
    'that: overlays[mountpoint = "/root/" & $vars.box & "/merged"].hasUper',
    "hasUper",
  ],
  [
    "a link to a step that is not there",
    "04-page/step.md",
    "Then open [your page]",
    "Then open [the first step](/lab/demo-every-feature?step=01-texts) or [your page]",
    "/lab/demo-every-feature?step=01-texts leads to a step that is not there: name one of 01-text, 02-mount, 03-note, 04-page.",
  ],
  [
    "an anchor",
    "04-page/step.md",
    "Serve the directory",
    "Serve [the directory](#directory)",
    "#directory leads to no heading of this page: put a heading there (## Words), or say in words where it is.",
  ],
  [
    "a step that it needs",
    "03-note/step.md",
    "needs: [02-mount]",
    "needs: [02-mont]",
    "needs a step 02-mont, which is not there: name one of 01-text, 02-mount.",
  ],
])("%s turns exactly that line red, with its cure", async (_what, path, from, to, sentence) => {
  const { said, line } = await afterChange(path, from, to);
  expect(said[0]).toContain(sentence);
  expect(said[0]).toMatch(/: [a-z][^:]*.*\.$/);
  expect(new Set(said.map((one) => one.split(":").slice(0, 2).join(":")))).toEqual(new Set([`${LAB}/${path}:${line}`]));
});
