import { z } from "zod";

/** Where a fact comes from, shown to the learner who asks "how do you know?". */
export const Evidence = z.object({
  /** The kernel interface that was read, e.g. "/proc/PID/mountinfo", "lstat(2)", "getxattr(2)". */
  source: z.string(),
  /** A command the learner can type in the sandbox to see the same fact. */
  command: z.string(),
  /** The raw value as read, control characters escaped, capped. */
  raw: z.string(),
  /** observed: read directly. inferred: follows from observed facts. unknown: could not be read, raw says why. */
  grade: z.enum(["observed", "inferred", "unknown"]),
});
export type Evidence = z.infer<typeof Evidence>;
