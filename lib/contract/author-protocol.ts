import { z } from "zod";
import { Locale, StepId } from "./ids.ts";
import { VarValues } from "./lab-vars.ts";
import { ScriptOutcome, Verdict } from "./verdict.ts";

/**
 * What only an author's own instance answers (npm run lab -- preview). Anywhere else these messages do not exist: they are answered like
 * every unknown one.
 */

/** What is wrong with a lab, with the file as its author names it. */
export const AuthorProblem = z.object({ file: z.string(), line: z.number().int(), message: z.string(), cure: z.string() });
export type AuthorProblem = z.infer<typeof AuthorProblem>;

/** setup is "start this step over". */
export const AuthorScript = z.enum(["check", "solve", "setup"]);
export type AuthorScript = z.infer<typeof AuthorScript>;

export const AuthorRun = z.object({
  /** How the step stands now; null where nothing decides it. */
  verdict: Verdict.nullable(),
  /** In the author's order, as they stood for the verdict. */
  expectations: z.array(z.object({ that: z.string(), met: z.boolean(), error: z.string().nullable() })),
  /** How the script ended; null where the step has none. */
  outcome: ScriptOutcome.nullable(),
});
export type AuthorRun = z.infer<typeof AuthorRun>;

/** Browser -> web with an Answer. */
export const AuthorCalls = {
  /** What npm run lab -- check says of the lab that is open. */
  "author:problems": [z.object({}), z.array(AuthorProblem)],
  /** The lab's variables as the author's own sandbox has them: $vars in an expression. */
  "author:vars": [z.object({}), VarValues],
  /** Runs a script of a step in the tab's own sandbox. */
  "author:run": [z.object({ step: StepId, script: AuthorScript, locale: Locale }), AuthorRun],
} as const;
