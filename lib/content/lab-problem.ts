/** What is wrong with a lab, for its author: where it is and how to cure it. A value, collected, never thrown. */
export type LabProblem = {
  /** Path relative to the labs folder, e.g. fs-01-overlay-by-hand/02-mount/step.md */
  file: string;
  /** Counted from 1. */
  line: number;
  /** A sentence that contains the cure. */
  message: string;
};

/** file:line: message, the form editors turn into a link. */
export const formatProblem = (problem: LabProblem): string => `${problem.file}:${problem.line}: ${problem.message}`;

export const byPlace = (a: LabProblem, b: LabProblem): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);
