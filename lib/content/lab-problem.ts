/** What is wrong, and what its author does about it: two parts of one sentence, without its full stop. */
export type Complaint = {
  message: string;
  /** Begins with a verb: "add it", "write ...". */
  cure: string;
};

/** What is wrong with a lab, for its author: where it is and how to cure it. A value, collected, never thrown. */
export type LabProblem = Complaint & {
  /** Path relative to the labs folder, e.g. fs-01-overlay-by-hand/02-mount/step.md */
  file: string;
  /** Counted from 1. */
  line: number;
};

/** file:line: message: cure, the form editors turn into a link. */
export const formatProblem = ({ file, line, message, cure }: LabProblem): string => `${file}:${line}: ${message}: ${cure}.`;

export const byPlace = (a: LabProblem, b: LabProblem): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);

/** What lab check --json prints: these four, in this order, whatever else a problem may carry some day. */
export const toJsonProblem = ({ file, line, message, cure }: LabProblem) => ({ file, line, message, cure });
