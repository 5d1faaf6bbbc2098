import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { execa } from "execa";
import type { LabFiles } from "../../lib/content/lab-files.ts";
import { byPlace, type LabProblem } from "../../lib/content/lab-problem.ts";
import type { Glossary } from "../../lib/content/parse-glossary.ts";
import { readCurriculum } from "../../lib/content/read-curriculum.ts";
import { readGlossary } from "../../lib/content/read-glossary.ts";
import { readLab, readLabFiles } from "../../lib/content/read-lab.ts";
import { isFolder, readReference } from "../../lib/content/read-reference.ts";
import { REFERENCE_FOLDER, StepId } from "../../lib/contract/ids.ts";
import { KERNEL_FEATURES } from "../../lib/contract/sandbox.ts";
import { planImages } from "../launcher/images/plan-images.ts";
import { anchorsIn, checkPageReferences, checkReferences, type Known } from "./check-references.ts";

const REPO = join(import.meta.dirname, "../..");

export type CheckReport = {
  labs: number;
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
  const curriculum = await readCurriculum(labsDir);
  const chosen = ids.length === 0 ? curriculum.folders : ids.filter((id) => id !== REFERENCE_FOLDER);
  const { glossary, problems: wordProblems } = await readGlossary(labsDir);
  const problems: LabProblem[] = ids.length === 0 ? [...curriculum.problems, ...wordProblems] : [];
  const scripts: string[] = [];
  const pages = await readPageFiles(labsDir);
  const known = await readKnown(labsDir, curriculum.folders, pages, glossary);
  if (ids.length === 0 || ids.includes(REFERENCE_FOLDER)) problems.push(...(await checkPages(labsDir, pages, glossary, known)));
  for (const id of chosen) {
    if (!curriculum.folders.includes(id)) {
      problems.push({ file: id, line: 1, message: `there is no lab ${id}`, cure: "name one that npm run lab -- list shows" });
      continue;
    }
    problems.push(...(await readLab(join(labsDir, id), glossary)).problems);
    const lab = await readLabFiles(join(labsDir, id));
    const { files } = lab;
    problems.push(...checkReferences(lab, known), ...(await findStrangers(labsDir, id)));
    scripts.push(...[...files.keys()].filter((path) => path.endsWith(".sh")).map((path) => `${id}/${path}`));
  }
  const lint = await runShellcheck(labsDir, scripts);
  problems.push(...lint.problems);
  const named = ids.length === 0 || ids.includes(REFERENCE_FOLDER);
  const originals = [...pages.keys()].filter((path) => !path.endsWith(".zh-CN.md"));
  return { labs: chosen.length, pages: named ? originals.length : 0, problems: problems.sort(byPlace), notes: lint.notes };
}

/** The files of reference/, by name; none where there is no such folder. */
async function readPageFiles(labsDir: string): Promise<LabFiles["files"]> {
  const dir = join(labsDir, REFERENCE_FOLDER);
  return (await isFolder(dir)) ? (await readLabFiles(dir)).files : new Map();
}

async function checkPages(labsDir: string, files: LabFiles["files"], glossary: Glossary, known: Known): Promise<LabProblem[]> {
  const { pages, problems } = await readReference(labsDir, glossary);
  const links = [...files].flatMap(([path, { text }]) => (path.endsWith(".md") ? checkPageReferences(path, text, known) : []));
  const strangers = (await isFolder(join(labsDir, REFERENCE_FOLDER))) ? await findStrangers(labsDir, REFERENCE_FOLDER) : [];
  return [...problems, ...pages.flatMap((page) => page.problems), ...links, ...strangers];
}

async function readKnown(
  labsDir: string,
  folders: readonly string[],
  pages: LabFiles["files"],
  glossary: Glossary,
): Promise<Known> {
  const steps = new Map<string, string[]>();
  for (const folder of folders) {
    const names = await readdir(join(labsDir, folder));
    steps.set(folder, names.filter((name) => StepId.safeParse(name).success).sort());
  }
  const images = await planImages(REPO);
  const originals = [...pages].filter(([path]) => path.endsWith(".md") && !path.endsWith(".zh-CN.md"));
  const anchors = new Map(originals.map(([path, { text }]) => [path.slice(0, -".md".length), anchorsIn(text)]));
  return {
    steps,
    anchors,
    terms: [...glossary.keys()],
    features: [...KERNEL_FEATURES, ...images.map(({ name }) => `image:${name}`)],
  };
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
  const result = await execa("shellcheck", ["--format=json", "--shell=bash", "--", ...scripts], { cwd: labsDir, reject: false });
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
