import { join } from "node:path";
import { execa } from "execa";
import { byPlace, type LabProblem } from "../../lib/content/lab-problem.ts";
import { readCurriculum } from "../../lib/content/read-curriculum.ts";
import { readLab, readLabFiles } from "../../lib/content/read-lab.ts";

export type CheckReport = {
  labs: number;
  problems: LabProblem[];
  /** What could not be checked, and the cure. */
  notes: string[];
};

/** Structure, text, translations and scripts of the named labs, or of all and the curriculum. @throws when the labs folder cannot be read */
export async function checkLabs(labsDir: string, ids: string[]): Promise<CheckReport> {
  const curriculum = await readCurriculum(labsDir);
  const chosen = ids.length === 0 ? curriculum.folders : ids;
  const problems: LabProblem[] = ids.length === 0 ? [...curriculum.problems] : [];
  const scripts: string[] = [];
  for (const id of chosen) {
    if (!curriculum.folders.includes(id)) {
      problems.push({ file: id, line: 1, message: `there is no lab ${id}: npm run lab -- list shows all.` });
      continue;
    }
    problems.push(...(await readLab(join(labsDir, id))).problems);
    const { files } = await readLabFiles(join(labsDir, id));
    scripts.push(...[...files.keys()].filter((path) => path.endsWith(".sh")).map((path) => `${id}/${path}`));
  }
  const lint = await runShellcheck(labsDir, scripts);
  problems.push(...lint.problems);
  return { labs: chosen.length, problems: problems.sort(byPlace), notes: lint.notes };
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
    message: `shellcheck ${level} SC${code}: ${message} (https://www.shellcheck.net/wiki/SC${code})`,
  }));
  return { problems, notes: [] };
}
