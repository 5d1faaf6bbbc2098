import { join } from "node:path";
import { expect, test } from "vitest";
import { fillStep, toShownScript } from "./fill-step.ts";
import type { LabFiles } from "./lab-files.ts";
import { formatProblem } from "./lab-problem.ts";
import { parseLab } from "./parse-lab.ts";
import { readLabFiles } from "./read-lab.ts";

const own = await readLabFiles(join(import.meta.dirname, "fixtures/values/per-person"));
const CHECK = "01-own-value/check.sh";
const LIB = "lib/key.sh";

function problemsOf(changes: Record<string, string>): string[] {
  const files: LabFiles["files"] = new Map(own.files);
  for (const [path, text] of Object.entries(changes)) files.set(path, { text, executable: true });
  return parseLab({ ...own, files }).problems.map(formatProblem);
}
const textOf = (path: string) => own.files.get(path)!.text;

test("a step's scripts hold what they share and their values; the model answer that is shown has it as plain text", () => {
  const { lab, problems } = parseLab(own);
  expect(problems).toEqual([]);
  const [step] = lab!.steps;
  const values = { word: "lulu", key: "k", port: 9000 };
  const filled = fillStep(step!, values);
  for (const script of [filled.check, filled.solve]) {
    expect(script).toContain("eval $'#!/bin/bash\\n");
    expect(script).not.toContain("LAB_LIB");
  }
  const shown = toShownScript(step!.solve!, values, step!.lib);
  expect(shown).toContain("\nkey_file() {\n");
  expect(shown).toContain("LAB_WORD='lulu'");
});

test.each<[string, Record<string, string>, string]>([
  [
    "a file that is not there",
    { [CHECK]: textOf(CHECK).replace("key.sh", "kye.sh") },
    `${CHECK}:2: there is no lib/kye.sh: add it, or take in one of key.sh.`,
  ],
  [
    "a use that is none",
    { [CHECK]: `${textOf(CHECK)}cat "$LAB_LIB/key.sh"\n` },
    `${CHECK}:6: LAB_LIB is no folder, only a sign for what is taken in: write . "$LAB_LIB/key.sh" on a line of its own.`,
  ],
  [
    "a file that nobody takes in",
    { "lib/more.sh": "#!/bin/bash\n" },
    'lib/more.sh:1: no script takes this file in: write . "$LAB_LIB/more.sh" in one, or remove it.',
  ],
  [
    "a shared file that takes in another",
    { [LIB]: `${textOf(LIB)}. "$LAB_LIB/key.sh"\n` },
    "a shared file takes in no other: take both in where they are used.",
  ],
  [
    "a shared file of another kind",
    { "lib/notes.txt": "x" },
    "lib/notes.txt:1: notes.txt is no name of a file of shell functions",
  ],
  ["a first line that is missing", { [LIB]: "true\n" }, "lib/key.sh:1: the first line must be #!/bin/bash: add it."],
  ["a value that is none", { [LIB]: `${textOf(LIB)}echo "$LAB_WROD"\n` }, "$LAB_WROD is no value of this lab"],
  [
    "a value by the same name",
    { "lab.md": textOf("lab.md").replace("vars:", "vars:\n  lib: name") },
    "vars.lib would be $LAB_LIB, which scripts know as lib/: call it something else.",
  ],
])("%s is found", (_what, changes, sentence) => {
  expect(problemsOf(changes)).toContainEqual(expect.stringContaining(sentence));
});
