import { StepFrontMatter } from "../contract/lab.ts";
import { checkExpect } from "./check-expect.ts";
import { checkNeeds } from "./check-needs.ts";
import { checkScript } from "./check-script.ts";
import { checkScriptValues } from "./check-vars.ts";
import type { LabStep } from "./lab.ts";
import type { LabFiles } from "./lab-files.ts";
import type { LabProblem } from "./lab-problem.ts";
import { parseBilingual, type Said } from "./parse-bilingual.ts";
import type { Glossary } from "./parse-glossary.ts";
import { checkSourced } from "./parse-shared.ts";
import type { TextFrame } from "./parse-text.ts";
import { parseWrong } from "./parse-wrong.ts";
import { type SharedShell, withShared } from "./shared-shell.ts";

/** What may lie in the folder of a step, beside wrong/. */
export const KNOWN_FILES = ["step.md", "step.zh-CN.md", "setup.sh", "check.sh", "solve.sh"];

/** What of the lab a step depends on. */
export type StepFrame = TextFrame & {
  glossary: Glossary;
  /** Terms explained above the step's text. */
  above: Said | undefined;
  lib: SharedShell;
  /** All steps, and those before this one that could be read. */
  folders: string[];
  earlier: LabStep[];
};

/** Checks and reads one step of a lab. */
export function parseStep(
  files: LabFiles["files"],
  id: string,
  folder: string,
  { glossary, above, lib, folders, earlier, ...frame }: StepFrame,
): { step: LabStep | null; problems: LabProblem[] } {
  const problems: LabProblem[] = [];
  const wrong = (name: string, message: string, cure: string, line = 1) =>
    problems.push({ file: `${id}/${folder}/${name}`, line, message, cure });
  const text = parseBilingual(files, { id, folder: `${folder}/`, name: "step", schema: StepFrontMatter, translated: ["title"] });
  problems.push(...text.problems);
  const body = text.read(frame, glossary, above);
  problems.push(...body.problems);

  const script = (name: string): string | null => {
    const found = files.get(`${folder}/${name}`);
    if (found === undefined) return null;
    const file = `${id}/${folder}/${name}`;
    problems.push(...checkScript(file, withShared(found.text, lib), found.executable));
    problems.push(...checkSourced(file, found.text, lib), ...checkScriptValues(found.text, file, frame.vars));
    return found.text;
  };
  const [setup, check, solve] = [script("setup.sh"), script("check.sh"), script("solve.sh")];
  const wrongs = parseWrong(files, id, folder, lib);
  problems.push(...wrongs.problems);
  for (const path of files.keys()) {
    const name = path.slice(folder.length + 1);
    if (path.startsWith(`${folder}/`) && !KNOWN_FILES.includes(name) && !name.startsWith("wrong/")) {
      wrong(
        name,
        `unknown file: a step holds ${KNOWN_FILES.join(", ")} and wrong/`,
        "remove it, or put what belongs into the sandbox into the lab's files/",
      );
    }
  }

  const front = text.frontMatter;
  if (front === null) return { step: null, problems };
  const expect = front.expect ?? [];
  problems.push(...checkExpect(expect, `${id}/${folder}/step.md`, text.lineOf, frame.vars));
  const decided = expect.length > 0 || check !== null;
  if (!decided && front.check !== "none") {
    wrong(
      "check.sh",
      "check.sh is missing",
      "add one that exits 0 when the learner is done, or expect: in step.md, or check: none there if the step is reading only",
    );
  }
  if (decided && front.check === "none") {
    wrong("step.md", "check: none contradicts expect: or check.sh", "remove one of them", text.lineOf(["check"]));
  }
  if (decided && solve === null) {
    wrong("solve.sh", "solve.sh is missing", "add the model answer, which npm run lab -- test proves on a real sandbox");
  }
  if (!decided && wrongs.variants.length > 0) {
    wrong(`wrong/${wrongs.variants[0]!.name}.sh`, "nothing decides this step, so nothing can go wrong in it", "remove it");
  }
  const needs = front.needs ?? [];
  const moment = front.moment ?? null;
  if (moment !== null && expect.length === 0) {
    const cure = "add expect: for what it says, or remove moment:";
    wrong("step.md", "a moment is what the kernel showed, and this step asks it nothing", cure, text.lineOf(["moment"]));
  }
  for (const { index, message, cure } of checkNeeds({ id: folder, needs, setup }, folders, earlier))
    wrong("step.md", message, cure, text.lineOf(["needs", index]));
  if (body.title === null) return { step: null, problems };
  return {
    step: {
      id: folder,
      title: body.title,
      body: body.body,
      expect,
      needs,
      moment,
      setup,
      check,
      solve,
      wrong: wrongs.variants,
      lib,
    },
    problems,
  };
}
