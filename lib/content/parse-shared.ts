import { checkFirstLine } from "./check-script.ts";
import { checkScriptValues } from "./check-vars.ts";
import type { LabFiles } from "./lab-files.ts";
import type { LabProblem } from "./lab-problem.ts";
import type { TextFrame } from "./parse-text.ts";
import { type SharedShell, sourcedIn } from "./shared-shell.ts";

/** The folder of a lab that holds what its scripts share. */
export const SHARED_FOLDER = "lib";
const NAME = /^[a-z0-9][a-z0-9-]{0,47}\.sh$/;

/** labs/ID/lib/*.sh, each of which some script takes in. */
export function parseShared(
  files: LabFiles["files"],
  id: string,
  vars: TextFrame["vars"],
): { lib: SharedShell; problems: LabProblem[] } {
  const lib: Record<string, string> = {};
  const problems: LabProblem[] = [];
  const sourced = new Set(
    [...files].flatMap(([path, { text }]) => (path.endsWith(".sh") ? text.split("\n").map(sourcedIn) : [])),
  );
  for (const [path, { text }] of files) {
    if (!path.startsWith(`${SHARED_FOLDER}/`)) continue;
    const file = `${id}/${path}`;
    const name = path.slice(SHARED_FOLDER.length + 1);
    const wrong = (message: string, cure: string, line = 1) => problems.push({ file, line, message, cure });
    if (!NAME.test(name)) {
      wrong(
        `${name} is no name of a file of shell functions`,
        "call it like lib/names.sh, and put what belongs into the sandbox into files/",
      );
      continue;
    }
    problems.push(...checkFirstLine(file, text), ...checkScriptValues(text, file, vars));
    const inner = text.split("\n").findIndex((line) => line.includes("LAB_LIB"));
    if (inner !== -1) wrong("a shared file takes in no other", "take both in where they are used", inner + 1);
    if (!sourced.has(name)) wrong("no script takes this file in", `write . "$LAB_LIB/${name}" in one, or remove it`);
    lib[name] = text;
  }
  return { lib, problems };
}

/** What is wrong with how a script takes shared files in. */
export function checkSourced(file: string, text: string, lib: SharedShell): LabProblem[] {
  const names = Object.keys(lib);
  return text.split("\n").flatMap((row, index) => {
    const at = (message: string, cure: string): LabProblem[] => [{ file, line: index + 1, message, cure }];
    const name = sourcedIn(row);
    if (name !== null && Object.hasOwn(lib, name)) return [];
    if (name !== null)
      return at(
        `there is no ${SHARED_FOLDER}/${name}`,
        names.length > 0 ? `add it, or take in one of ${names.join(", ")}` : "add it",
      );
    if (!row.replace(/(^|\s)#.*/, "").includes("LAB_LIB")) return [];
    return at(
      "LAB_LIB is no folder, only a sign for what is taken in",
      `write . "$LAB_LIB/${names[0] ?? "names.sh"}" on a line of its own`,
    );
  });
}
