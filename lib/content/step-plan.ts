import type { Locale } from "../contract/ids.ts";
import type { VarValues } from "../contract/lab-vars.ts";
import type { Expectation, ExpectationResult } from "../contract/sandboxd-protocol.ts";
import type { ScriptOutcome, Verdict } from "../contract/verdict.ts";
import type { LabStep } from "./lab.ts";

/** Seconds a check.sh may take; past that it is broken, not the learner. */
export const CHECK_TIMEOUT_SECONDS = 10;
/** Seconds a setup.sh or solve.sh may take. */
export const SETUP_TIMEOUT_SECONDS = 60;

/** What a check.sh sees besides runScript's clean environment. */
export const checkEnvironment = (locale: Locale): Record<string, string> => ({ LANG_UI: locale });

/** The step's expectations as sandboxd's watchExpect takes them: the id is the position in the author's list. values: $vars in them. */
export const toExpectations = (step: Pick<LabStep, "expect">, values: VarValues): Expectation[] =>
  step.expect.map(({ that }, index) => ({ id: String(index), expr: that, ...(that.includes("$vars") ? { vars: values } : {}) }));

/**
 * How the expectations stand together: the first one not met gives the hint, so that authors order them as a learner meets them.
 * null: the step has none. An expression that failed, or an answer that is missing, is the author's or our fault: broken.
 */
export function judgeExpectations(step: Pick<LabStep, "expect">, results: ExpectationResult[]): Verdict | null {
  if (step.expect.length === 0) return null;
  const byId = new Map(results.map((result) => [result.id, result]));
  for (const [index, { that, hint }] of step.expect.entries()) {
    const result = byId.get(String(index));
    if (result === undefined) return { kind: "broken", detail: `expectation ${index + 1} was not evaluated: ${that}` };
    if (result.error !== null) return { kind: "broken", detail: `expectation ${index + 1} failed: ${result.error}: ${that}` };
    if (!result.met) return { kind: "not-yet", hint };
  }
  return { kind: "passed" };
}

/** How check.sh ended. Exit 0 passed, 1 not yet with stdout as the hint, anything else is the author's fault. */
export function judgeScript(outcome: ScriptOutcome, locale: Locale): Verdict {
  if (outcome.timedOut) return { kind: "broken", detail: `check.sh did not end within ${CHECK_TIMEOUT_SECONDS} s` };
  if (outcome.exitCode === 0) return { kind: "passed" };
  if (outcome.exitCode === 1) {
    const hint = outcome.stdout.trim();
    return { kind: "not-yet", hint: locale === "en" ? { en: hint } : { en: hint, [locale]: hint } };
  }
  return { kind: "broken", detail: `check.sh exited with ${outcome.exitCode}: ${outcome.stderr.trim()}` };
}

/**
 * The verdict of a step: all expectations hold and check.sh, if any, exits 0. The script is judged only once the expectations hold, so
 * pass null for "not run yet": then the answer is null as soon as only the script is left to ask. null also for a step without checks.
 */
export function judgeStep(
  step: Pick<LabStep, "expect" | "check">,
  results: ExpectationResult[],
  outcome: ScriptOutcome | null,
  locale: Locale,
): Verdict | null {
  const live = judgeExpectations(step, results);
  if (live !== null && live.kind !== "passed") return live;
  if (step.check === null) return live;
  return outcome === null ? null : judgeScript(outcome, locale);
}
