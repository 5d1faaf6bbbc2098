import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import type { LabProblem } from "./lab-problem.ts";
import { CURRICULUM_FILE } from "./parse-curriculum.ts";
import { OversizedLab } from "./read-lab.ts";

/** A folder whose folders are labs. */
export type LabsFolder = {
  dir: string;
  /** What its problems' files begin with: nothing for the project's own, the folder itself for every other. */
  shownAs: string;
};

/**
 * The folders to read labs from: the project's own first, then those of GLASSBOX_LABS, where a git checkout with a folder labs/ means that
 * folder. One that is named twice (also through a link) counts once. What cannot be read is a problem, not an error.
 */
export async function findLabsFolders(
  own: string,
  others: readonly string[],
): Promise<{ folders: LabsFolder[]; problems: LabProblem[] }> {
  const folders: LabsFolder[] = [{ dir: own, shownAs: "" }];
  const problems: LabProblem[] = [];
  const seen = new Map([[await realpath(own).catch(() => own), own]]);
  for (const named of others) {
    try {
      const dir = await realpath((await holdsLabsFolder(named)) ? join(named, "labs") : named);
      if (!(await stat(dir)).isDirectory()) throw Object.assign(new Error("not a directory"), { code: "ENOTDIR" });
      const before = seen.get(dir);
      if (before !== undefined) {
        problems.push({
          file: named,
          line: 1,
          message: `this folder is the same as ${before}`,
          cure: "name it once in GLASSBOX_LABS",
        });
        continue;
      }
      seen.set(dir, named);
      folders.push({ dir, shownAs: dir });
    } catch (error) {
      problems.push(toFolderProblem(named, error));
    }
  }
  return { folders, problems };
}

/** Why a folder of labs, or a lab, cannot be read, with the cure. */
export function toFolderProblem(file: string, error: unknown): LabProblem {
  const { code, message } = error as NodeJS.ErrnoException;
  const said = (what: string, cure: string): LabProblem => ({ file, line: 1, message: what, cure });
  if (code === "ENOENT") return said("the folder is not there", "create it, or take it out of GLASSBOX_LABS");
  if (code === "ENOTDIR") return said("this is no folder", "name the folder that holds the labs");
  if (code === "EACCES" || code === "EPERM") {
    const who = `the user that serves it (uid ${process.getuid?.()}) may not read it`;
    return said(who, "run chmod -R a+rX on it, and chmod a+x on each folder above it");
  }
  if (error instanceof OversizedLab) return said(message, "take out what it does not need");
  return said(`it cannot be read: ${message}`, "make it readable");
}

async function holdsLabsFolder(dir: string): Promise<boolean> {
  const isThere = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );
  return !(await isThere(join(dir, CURRICULUM_FILE))) && (await isThere(join(dir, "labs")));
}
