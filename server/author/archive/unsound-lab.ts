import type { LabProblem } from "../../../lib/content/lab-problem.ts";

/** A lab that lab check has something against: it neither leaves nor comes in. */
export class UnsoundLab extends Error {
  readonly problems: LabProblem[];

  constructor(sentence: string, problems: LabProblem[]) {
    super(sentence);
    this.problems = problems;
  }
}
