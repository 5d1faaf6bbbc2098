import { join, relative } from "node:path";
import { pageAnchors } from "../../lib/content/heading-anchors.ts";
import type { Lab } from "../../lib/content/lab.ts";
import type { LabFiles } from "../../lib/content/lab-files.ts";
import { byPlace, type LabProblem } from "../../lib/content/lab-problem.ts";
import type { Glossary } from "../../lib/content/parse-glossary.ts";
import { parseLab } from "../../lib/content/parse-lab.ts";
import { readGlossary } from "../../lib/content/read-glossary.ts";
import { readLabFiles } from "../../lib/content/read-lab.ts";
import { REFERENCE_FOLDER } from "../../lib/contract/ids.ts";
import { KERNEL_FEATURES } from "../../lib/contract/sandbox.ts";
import { toReferences } from "../launcher/images/image-manifest.ts";
import { planImages } from "../launcher/images/plan-images.ts";
import { checkPages, readPageAnchors } from "./check-pages.ts";
import { checkReferences, type Known } from "./check-references.ts";
import { findStrangers } from "./find-strangers.ts";
import { type FolderOfLabs, readLabsWithin } from "./labs-within.ts";
import { runShellcheck } from "./run-shellcheck.ts";

const REPO = join(import.meta.dirname, "../..");

export type CheckReport = {
  labs: number;
  /** Those that can be read; they may have problems that only references or scripts show. */
  read: Lab[];
  /** Reference pages. */
  pages: number;
  problems: LabProblem[];
  /** What could not be checked, and the cure. */
  notes: string[];
};

/**
 * Structure, text, translations and scripts of the named labs, or of all, the curriculum, the glossary and the reference pages (alone:
 * "reference"). @throws when the labs folder cannot be read
 */
export async function checkLabs(labsDir: string, ids: string[]): Promise<CheckReport> {
  const all = await readLabsWithin(labsDir);
  const reports: Omit<CheckReport, "pages">[] = [];
  for (const folder of all) {
    const chosen = ids.length === 0 ? folder.curriculum.folders : folder.curriculum.folders.filter((id) => ids.includes(id));
    if (ids.length > 0 && chosen.length === 0) continue;
    // What lies within may link to the labs around it, which are not served without them.
    const report = await checkFolder(folder, chosen, ids.length === 0, await readKnown([all[0]!, folder]));
    const place = (problem: LabProblem) => ({ ...problem, file: join(relative(labsDir, folder.dir), problem.file) });
    reports.push({ ...report, problems: report.problems.map(place) });
  }
  const pages = ids.length === 0 || ids.includes(REFERENCE_FOLDER) ? await checkPages(labsDir, await readKnown([all[0]!])) : null;
  const strange = ids.filter((id) => id !== REFERENCE_FOLDER && !all.some(({ curriculum }) => curriculum.folders.includes(id)));
  const missing = strange.map((id) => ({
    file: id,
    line: 1,
    message: `there is no lab ${id}`,
    cure: "name one that npm run lab -- list shows",
  }));
  return {
    labs: reports.reduce((sum, { labs }) => sum + labs, strange.length),
    read: reports.flatMap(({ read }) => read),
    pages: pages?.count ?? 0,
    problems: [...missing, ...(pages?.problems ?? []), ...reports.flatMap(({ problems }) => problems)].sort(byPlace),
    notes: [...new Set(reports.flatMap(({ notes }) => notes))],
  };
}

async function checkFolder(
  { dir: labsDir, curriculum }: FolderOfLabs,
  chosen: string[],
  whole: boolean,
  known: Known,
): Promise<Omit<CheckReport, "pages">> {
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

/** What a lab or a page may name that lies elsewhere. folders: pages and words are those of the first. */
export async function readKnown(folders: readonly [FolderOfLabs, ...FolderOfLabs[]]): Promise<Known> {
  const steps = new Map<string, Map<string, string[]>>();
  for (const { dir, curriculum } of folders)
    for (const lab of curriculum.folders) steps.set(lab, pageAnchors((await readLabFiles(join(dir, lab))).files));
  const images = await planImages(REPO);
  const { glossary } = await readGlossary(folders[0].dir);
  const anchors = await readPageAnchors(folders[0].dir);
  return {
    steps,
    anchors,
    terms: [...glossary.keys()],
    carried: new Map(images.flatMap((image) => toReferences(image).map((reference) => [reference, `image:${image.name}`]))),
    features: [...KERNEL_FEATURES, ...images.map(({ name }) => `image:${name}`)],
  };
}
