import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { execa } from "execa";
import { pageAnchors } from "../../lib/content/heading-anchors.ts";
import { byPlace, type LabProblem } from "../../lib/content/lab-problem.ts";
import { readGlossary } from "../../lib/content/read-glossary.ts";
import { readLab, readLabFiles } from "../../lib/content/read-lab.ts";
import { KERNEL_FEATURES } from "../../lib/contract/sandbox.ts";
import { planImages } from "../launcher/images/plan-images.ts";
import { checkReferences, type Known } from "./check-references.ts";
import { type FolderOfLabs, readLabsWithin } from "./labs-within.ts";

const REPO = join(import.meta.dirname, "../..");

export type CheckReport = {
  labs: number;
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
  for (const id of chosen) {
    problems.push(...(await readLab(join(labsDir, id), glossary)).problems);
    const lab = await readLabFiles(join(labsDir, id));
    const { files } = lab;
    problems.push(...checkReferences(lab, known), ...(await findStrangers(labsDir, id)));
    scripts.push(...[...files.keys()].filter((path) => path.endsWith(".sh")).map((path) => `${id}/${path}`));
  }
  const lint = await runShellcheck(labsDir, scripts);
  problems.push(...lint.problems);
  return { labs: chosen.length, problems, notes: lint.notes };
}

async function readKnown(folders: readonly FolderOfLabs[]): Promise<Known> {
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

type ShellcheckComment = { file: string; line: number; level: string; code: number; message: string };

async function runShellcheck(labsDir: string, scripts: string[]): Promise<{ problems: LabProblem[]; notes: string[] }> {
  if (scripts.length === 0) return { problems: [], notes: [] };
  // A script of a step, and one in its wrong/, take in what lies in the lab's lib/.
  const shared = ["--external-sources", "--source-path=SCRIPTDIR/../lib", "--source-path=SCRIPTDIR/../../lib"];
  const argv = ["--format=json", "--shell=bash", ...shared, "--", ...scripts];
  const result = await execa("shellcheck", argv, { cwd: labsDir, reject: false });
  if (result.code === "ENOENT") {
    return { problems: [], notes: ["shellcheck is not installed, the scripts were not linted: apt-get install shellcheck"] };
  }
  if (result.exitCode !== 0 && result.exitCode !== 1) {
    throw new Error(`shellcheck exited with ${result.exitCode}: ${result.stderr.trim()}`, { cause: result });
  }
  const comments = JSON.parse(result.stdout) as ShellcheckComment[];
  const problems = comments.map(({ file, line, level, code, message }) => ({
    file,
    line,
    message: `shellcheck ${level} SC${code}: ${message.replace(/\.$/, "")}`,
    cure: `see https://www.shellcheck.net/wiki/SC${code}`,
  }));
  return { problems, notes: [] };
}
