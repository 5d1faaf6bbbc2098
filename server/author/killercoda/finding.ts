import type { Lost } from "./not-carried.ts";

/** What could not be carried over as it was, and what the author should do about it. A value, collected, never thrown. */
export type Finding = {
  kind: Lost;
  /** Path within the scenario, or within the new lab where the sentence says so. */
  file: string;
  /** Counted from 1. */
  line: number;
  what: string;
  cure: string;
};

/** file:line: what: cure, the form editors turn into a link. */
export const formatFinding = ({ file, line, what, cure }: Finding): string => `${file}:${line}: ${what}: ${cure}.`;
