import { z } from "zod";
import { Localized } from "./ids.ts";

/** What a check says of a step. Whose move it is: the learner's (not-yet) or ours (broken). */
export const Verdict = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("passed") }),
  z.object({ kind: z.literal("not-yet"), hint: Localized }),
  z.object({ kind: z.literal("broken"), detail: z.string() }),
]);
export type Verdict = z.infer<typeof Verdict>;

/** How an in-sandbox script ended. Output is cut at a cap and says so. */
export const ScriptOutcome = z.object({
  exitCode: z.number().int().nullable(),
  stdout: z.string(),
  stderr: z.string(),
  truncated: z.boolean(),
  timedOut: z.boolean(),
  /** Wall time in milliseconds. */
  durationMs: z.number(),
});
export type ScriptOutcome = z.infer<typeof ScriptOutcome>;
