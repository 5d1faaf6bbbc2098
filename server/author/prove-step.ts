import { fillStep } from "../../lib/content/fill-step.ts";
import type { LabStep } from "../../lib/content/lab.ts";
import {
  CHECK_TIMEOUT_SECONDS,
  checkEnvironment,
  judgeStep,
  SETUP_TIMEOUT_SECONDS,
  toExpectations,
} from "../../lib/content/step-plan.ts";
import { howChecked } from "../../lib/content/to-lesson-view.ts";
import { LOCALES, type Locale } from "../../lib/contract/ids.ts";
import type { VarValues } from "../../lib/contract/lab-vars.ts";
import type { ScriptOutcome, Verdict } from "../../lib/contract/verdict.ts";
import type { SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";

/** Several sandboxes share the processor while labs are proven: what a learner gets in its time may take twice as long here. */
export const PROOF_TIMEOUT_SECONDS = 2 * SETUP_TIMEOUT_SECONDS;

/**
 * Kernel state reaches the expectations by readings, which other sandboxes' wait for: so many ms may it take after a solve until it counts as
 * not passed. A script looks for itself, and waits only for what was left in the background.
 */
export const settleMs = ({ expect }: Pick<LabStep, "expect">): number => (expect.length > 0 ? 20_000 : 6_000);
/** A verdict is asked for again after the first, and then more and more seldom: a check may be a script. */
export const POLL_MS = { first: 50, most: 400 };

/** What went wrong with a step, as a sentence for its author; null when it is proven. */
export type Proof = string | null;

/** first: the sandbox is new and the step the lab's first. in order: it is in the end state of the step before. directly: it is new. */
export type Entered = "first" | "in order" | "directly";

/**
 * Proves a step in a sandbox: silent on what was before, not yet after its setup, solved by its solve.sh. In a new sandbox the setup runs
 * twice: a learner may start a step over. The sandbox is left in the step's end state.
 * @param entered directly: only setup.sh makes the sandbox this step's
 * @param needed the steps that it needs: entered directly, their checks must pass after its setup.sh
 * @param values what differs per person: a value that a script or an expectation has by heart does not pass with others
 */
export async function proveStep(
  client: SandboxdClient,
  sandbox: string,
  step: LabStep,
  entered: Entered,
  values: VarValues,
  needed: readonly LabStep[] = [],
): Promise<Proof> {
  const filled = needed.map((one) => fillStep(one, values));
  const proof = await proveFilled(client, sandbox, fillStep(step, values), entered, values, filled);
  const named = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return proof === null || named.length === 0 ? proof : `${proof} (values: ${named.join(" ")})`;
}

async function proveFilled(
  client: SandboxdClient,
  sandbox: string,
  step: LabStep,
  entered: Entered,
  values: VarValues,
  needed: readonly LabStep[],
): Promise<Proof> {
  const decided = howChecked(step) !== "none";
  if (decided && entered !== "directly") {
    const early = await judgeNow(client, sandbox, step, "en", values);
    if (early.kind === "passed")
      return "the check passes before the step begins: it must tell this step from the end of the one before.";
  }
  for (const time of entered === "in order" ? [""] : ["", " the second time"]) {
    if (step.setup === null) break;
    const setup = await runIn(client, sandbox, step.setup, {}, PROOF_TIMEOUT_SECONDS);
    if (setup.exitCode !== 0) return `setup.sh failed${time}: ${describeOutcome(setup)}`;
  }
  for (const one of entered === "directly" ? needed : []) {
    const made = await settle(client, sandbox, one, values);
    if (made.kind === "passed") continue;
    const why =
      made.kind === "broken" ? `its check is broken: ${made.detail}` : `its check does not pass; its hint: ${made.hint.en}`;
    return `setup.sh does not make what the step needs of ${one.id}: ${why}`;
  }
  if (!decided) return null;
  for (const locale of LOCALES) {
    const before = await judgeNow(client, sandbox, step, locale, values);
    if (before.kind === "passed") return "the check passes right after setup.sh, before the learner did anything.";
    if (before.kind === "broken") return `the check is broken after setup.sh (${locale}): ${before.detail}`;
    if (!before.hint[locale]?.trim()) return `the check gives no hint in ${locale}.`;
  }
  const solve = await runIn(client, sandbox, step.solve ?? "", {}, PROOF_TIMEOUT_SECONDS);
  if (solve.exitCode !== 0) return `solve.sh failed: ${describeOutcome(solve)}`;
  const after = await settle(client, sandbox, step, values);
  if (after.kind === "not-yet") return `the check does not pass after solve.sh; its hint: ${after.hint.en}`;
  if (after.kind === "broken") return `the check is broken after solve.sh: ${after.detail}`;
  return null;
}

async function settle(client: SandboxdClient, sandbox: string, step: LabStep, values: VarValues): Promise<Verdict> {
  const deadline = Date.now() + settleMs(step);
  for (let pause = POLL_MS.first; ; pause = Math.min(pause * 2, POLL_MS.most)) {
    const verdict = await judgeNow(client, sandbox, step, "en", values);
    if (verdict.kind !== "not-yet" || Date.now() > deadline) return verdict;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** The step's verdict now; the script runs only when the expectations hold, as for a learner. */
export async function judgeNow(
  client: SandboxdClient,
  sandbox: string,
  step: LabStep,
  locale: Locale,
  values: VarValues,
): Promise<Verdict> {
  const results = await client.call("watchExpect", { sandbox, expectations: toExpectations(step, values) });
  const live = judgeStep(step, results, null, locale);
  if (live !== null || step.check === null) return live ?? { kind: "broken", detail: "the step has no check" };
  const outcome = await runIn(client, sandbox, step.check, checkEnvironment(locale), CHECK_TIMEOUT_SECONDS);
  return judgeStep(step, results, outcome, locale) ?? { kind: "broken", detail: "the step has no check" };
}

export const runIn = (
  client: SandboxdClient,
  sandbox: string,
  script: string,
  env: Record<string, string>,
  timeoutSeconds: number,
) => client.call("runScript", { sandbox, script, env, timeoutSeconds });

export const describeOutcome = (outcome: ScriptOutcome): string =>
  `${outcome.timedOut ? "time is up" : `exit ${outcome.exitCode}`}: ${(outcome.stderr || outcome.stdout).trim().slice(-500)}`;
