import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Lab } from "../../lib/content/lab.ts";
import type { LabFiles } from "../../lib/content/lab-files.ts";
import { byPlace, type LabProblem } from "../../lib/content/lab-problem.ts";
import type { Glossary } from "../../lib/content/parse-glossary.ts";
import { parseLab } from "../../lib/content/parse-lab.ts";
import { readCurriculum } from "../../lib/content/read-curriculum.ts";
import { readGlossary } from "../../lib/content/read-glossary.ts";
import { readLabFiles } from "../../lib/content/read-lab.ts";
import { StepId } from "../../lib/contract/ids.ts";
import { KERNEL_FEATURES } from "../../lib/contract/sandbox.ts";
import { planImages } from "../launcher/images/plan-images.ts";
import { checkReferences, type Known } from "./check-references.ts";
import { runShellcheck } from "./run-shellcheck.ts";

const REPO = join(import.meta.dirname, "../..");

export type CheckReport = {
  labs: number;
  /** Those that can be read; they may have problems that only references or scripts show. */
  read: Lab[];
  problems: LabProblem[];
  /** What could not be checked, and the cure. */
  notes: string[];
};

/** Structure, text, translations and scripts of the named labs, or of all and the curriculum. @throws when the labs folder cannot be read */
export async function checkLabs(labsDir: string, ids: string[]): Promise<CheckReport> {
  const curriculum = await readCurriculum(labsDir);
  const chosen = ids.length === 0 ? curriculum.folders : ids;
  const { glossary, problems: wordProblems } = await readGlossary(labsDir);
  const problems: LabProblem[] = ids.length === 0 ? [...curriculum.problems, ...wordProblems] : [];
  const scripts: string[] = [];
  const read: Lab[] = [];
  const known = await readKnown(labsDir, curriculum.folders);
  for (const id of chosen) {
    if (!curriculum.folders.includes(id)) {
      problems.push({ file: id, line: 1, message: `there is no lab ${id}`, cure: "name one that npm run lab -- list shows" });
      continue;
    }
    const lab = await readLabFiles(join(labsDir, id));
    const checked = checkLab(lab, glossary, known);
    problems.push(...checked.problems, ...(await findStrangers(labsDir, id)));
    if (checked.lab !== null) read.push(checked.lab);
    scripts.push(...listScripts(lab));
  }
  const lint = await runShellcheck(labsDir, scripts);
  problems.push(...lint.problems);
  return { labs: chosen.length, read, problems: problems.sort(byPlace), notes: lint.notes };
}

/** Structure, text and translations of one lab, and what it says of things that lie elsewhere. */
export function checkLab(files: LabFiles, glossary: Glossary, known: Known): { lab: Lab | null; problems: LabProblem[] } {
  const { lab, problems } = parseLab(files, glossary);
  return { lab, problems: [...problems, ...checkReferences(files, known)] };
}

/** Paths of its scripts, relative to the labs folder. */
export const listScripts = ({ id, files }: LabFiles): string[] =>
  [...files.keys()].filter((path) => path.endsWith(".sh")).map((path) => `${id}/${path}`);

/** What a lab may name that lies elsewhere. @param folders the labs */
export async function readKnown(labsDir: string, folders: readonly string[]): Promise<Known> {
  const steps = new Map<string, string[]>();
  for (const folder of folders) {
    const names = await readdir(join(labsDir, folder));
    steps.set(folder, names.filter((name) => StepId.safeParse(name).success).sort());
  }
  const images = await planImages(REPO);
  return { steps, features: [...KERNEL_FEATURES, ...images.map(({ name }) => `image:${name}`)] };
}

/** Symbolic links, sockets, devices: readLabFiles passes them over. */
async function findStrangers(labsDir: string, id: string): Promise<LabProblem[]> {
  const entries = await readdir(join(labsDir, id), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isFile() && !entry.isDirectory())
    .map((entry) => ({
      file: relative(labsDir, join(entry.parentPath, entry.name)),
      line: 1,
      message: entry.isSymbolicLink() ? "this is a symbolic link, and is left out" : "this is no plain file, and is left out",
      cure: "put the file itself here, or remove it",
    }));
}
