import { execa } from "execa";
import type { LabProblem } from "../../lib/content/lab-problem.ts";

type ShellcheckComment = { file: string; line: number; level: string; code: number; message: string };

/**
 * What shellcheck says of scripts; a note where it is not installed.
 * @param scripts paths relative to the labs folder
 */
export async function runShellcheck(labsDir: string, scripts: string[]): Promise<{ problems: LabProblem[]; notes: string[] }> {
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
