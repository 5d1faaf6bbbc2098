import { checkScript } from "./check-script.ts";
import type { WrongVariant } from "./lab.ts";
import type { LabFiles } from "./lab-files.ts";
import type { LabProblem } from "./lab-problem.ts";
import { checkSourced } from "./parse-shared.ts";
import { type SharedShell, withShared } from "./shared-shell.ts";

const FOLDER = "wrong/";
const NAME = /^[a-z0-9][a-z0-9-]{0,47}\.sh$/;
/** On the line below #!/bin/bash. */
const HINT = /^#![^\n]*\n# hint:(.*)/;

/** The likely mistakes of a step, by name: scripts as the others are. */
export function parseWrong(
  files: LabFiles["files"],
  id: string,
  folder: string,
  lib: SharedShell,
): { variants: WrongVariant[]; problems: LabProblem[] } {
  const variants: WrongVariant[] = [];
  const problems: LabProblem[] = [];
  for (const [path, { text, executable }] of files) {
    if (!path.startsWith(`${folder}/${FOLDER}`)) continue;
    const file = `${id}/${path}`;
    const name = path.slice(folder.length + 1 + FOLDER.length);
    if (!NAME.test(name)) {
      problems.push({
        file,
        line: 1,
        message: `${name} is no name of a variant`,
        cure: "call it like wrong/deleted-in-upper.sh",
      });
      continue;
    }
    problems.push(...checkScript(file, withShared(text, lib), executable), ...checkSourced(file, text, lib));
    const hint = HINT.exec(text)?.[1]?.trim() ?? null;
    if (hint === "")
      problems.push({ file, line: 2, message: "# hint: names no words", cure: "write some words of the hint, or remove it" });
    variants.push({ name: name.slice(0, -".sh".length), script: text, hint });
  }
  return { variants, problems };
}
