import type { LabProblem } from "./lab-problem.ts";

/** sandboxd's runScript takes 256 KiB; a lab's values stand before the script. */
const MAX_SCRIPT_BYTES = 258_048;

export const checkFirstLine = (file: string, text: string): LabProblem[] =>
  /^#!\/bin\/bash( |\n|$)/.test(text) ? [] : [{ file, line: 1, message: "the first line must be #!/bin/bash", cure: "add it" }];

/** setup.sh, check.sh and solve.sh are real shell files: they say bash in line 1 and can be run by hand. */
export function checkScript(file: string, text: string, executable: boolean): LabProblem[] {
  const problems = checkFirstLine(file, text);
  if (!executable) problems.push({ file, line: 1, message: "the script is not executable", cure: `run chmod +x labs/${file}` });
  if (Buffer.byteLength(text) > MAX_SCRIPT_BYTES) {
    problems.push({
      file,
      line: 1,
      message: `the script is longer than ${MAX_SCRIPT_BYTES} bytes`,
      cure: "put its data into the lab's files/",
    });
  }
  const unfinished = text.split("\n").findIndex((line) => line.startsWith("# unfinished:"));
  if (unfinished !== -1) {
    const message = "the script says that it is unfinished";
    problems.push({ file, line: unfinished + 1, message, cure: "write what is missing, then remove this line" });
  }
  return problems;
}
