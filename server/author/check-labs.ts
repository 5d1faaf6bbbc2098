import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { pageAnchors } from "../../lib/content/heading-anchors.ts";
import type { Lab } from "../../lib/content/lab.ts";
import type { LabFiles } from "../../lib/content/lab-files.ts";
import { byPlace, type LabProblem } from "../../lib/content/lab-problem.ts";
import type { Glossary } from "../../lib/content/parse-glossary.ts";
import { parseLab } from "../../lib/content/parse-lab.ts";
import { readGlossary } from "../../lib/content/read-glossary.ts";
import { readLabFiles } from "../../lib/content/read-lab.ts";
import { KERNEL_FEATURES } from "../../lib/contract/sandbox.ts";
import { planImages } from "../launcher/images/plan-images.ts";
import { checkReferences, type Known } from "./check-references.ts";
import { type FolderOfLabs, readLabsWithin } from "./labs-within.ts";
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
  const all = await readLabsWithin(labsDir);
  const reports: CheckReport[] = [];
  for (const folder of all) {
    const chosen = ids.length === 0 ? folder.curriculum.folders : folder.curriculum.folders.filter((id) => ids.includes(id));
    if (ids.length > 0 && chosen.length === 0) continue;
    // What lies within may link to the labs around it, which are not served without them.
    const report = await checkFolder(folder, chosen, ids.length === 0, await readKnown([all[0]!, folder]));
    const place = (problem: LabProblem) => ({ ...problem, file: join(relative(labsDir, folder.dir), problem.file) });
    reports.push({ ...report, problems: report.problems.map(place) });
  }
  const strange = ids.filter((id) => !all.some(({ curriculum }) => curriculum.folders.includes(id)));
  const missing = strange.map((id) => ({
    file: id,
    line: 1,
    message: `there is no lab ${id}`,
    cure: "name one that npm run lab -- list shows",
  }));
  return {
    labs: reports.reduce((sum, { labs }) => sum + labs, strange.length),
    read: reports.flatMap(({ read }) => read),
    problems: [...missing, ...reports.flatMap(({ problems }) => problems)].sort(byPlace),
    notes: [...new Set(reports.flatMap(({ notes }) => notes))],
  };
}

async function checkFolder(
  { dir: labsDir, curriculum }: FolderOfLabs,
  chosen: string[],
  whole: boolean,
  known: Known,
): Promise<CheckReport> {
  const { glossary, problems: wordProblems } = await readGlossary(labsDir);
  const problems: LabProblem[] = whole ? [...curriculum.problems, ...wordProblems] : [];
  const scripts: string[] = [];
  const read: Lab[] = [];
  for (const id of chosen) {
    const lab = await readLabFiles(join(labsDir, id));
    const checked = checkLab(lab, glossary, known);
    problems.push(...checked.problems, ...(await findStrangers(labsDir, id)));
    if (checked.lab !== null) read.push(checked.lab);
    scripts.push(...listScripts(lab));
  }
  const lint = await runShellcheck(labsDir, scripts);
  problems.push(...lint.problems);
  return { labs: chosen.length, read, problems, notes: lint.notes };
}

/** Structure, text and translations of one lab, and what it says of things that lie elsewhere. */
export function checkLab(files: LabFiles, glossary: Glossary, known: Known): { lab: Lab | null; problems: LabProblem[] } {
  const { lab, problems } = parseLab(files, glossary);
  return { lab, problems: [...problems, ...checkReferences(files, known)] };
}

/** Paths of its scripts, relative to the labs folder. */
export const listScripts = ({ id, files }: LabFiles): string[] =>
  [...files.keys()].filter((path) => path.endsWith(".sh")).map((path) => `${id}/${path}`);

/** What a lab may name that lies elsewhere. */
export async function readKnown(folders: readonly FolderOfLabs[]): Promise<Known> {
  const steps = new Map<string, Map<string, string[]>>();
  for (const { dir, curriculum } of folders)
    for (const lab of curriculum.folders) steps.set(lab, pageAnchors((await readLabFiles(join(dir, lab))).files));
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
