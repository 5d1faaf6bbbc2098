import type { LabProblem } from "./lab-problem.ts";

/** sandboxd's runScript takes no more. */
const MAX_SCRIPT_BYTES = 262_144;

/** setup.sh, check.sh and solve.sh are real shell files: they say bash in line 1 and can be run by hand. */
export function checkScript(file: string, text: string, executable: boolean): LabProblem[] {
  const problems: LabProblem[] = [];
  if (!/^#!\/bin\/bash( |\n|$)/.test(text))
    problems.push({ file, line: 1, message: "the first line must be #!/bin/bash: add it." });
  if (!executable) problems.push({ file, line: 1, message: `the script is not executable: run chmod +x labs/${file}` });
  if (Buffer.byteLength(text) > MAX_SCRIPT_BYTES) {
    problems.push({
      file,
      line: 1,
      message: `the script is longer than ${MAX_SCRIPT_BYTES} bytes: put its data into the lab's files/.`,
    });
  }
  return problems;
}
