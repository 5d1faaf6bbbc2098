import type { LabStep } from "../../lib/content/lab.ts";
import { LOCALES } from "../../lib/contract/ids.ts";
import type { VarValues } from "../../lib/contract/lab-vars.ts";
import type { SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { describeOutcome, judgeNow, POLL_MS, PROOF_TIMEOUT_SECONDS, type Proof, runIn, settleMs } from "./prove-step.ts";

/** So long the step must go on saying "not yet": what a script left in the background, and what the kernel books later, counts too. */
const STAYS_MS = 1_000;

/**
 * Proves in a new sandbox that a likely mistake does not pass, and that the learner is told something: in every language, and the words that
 * the variant asks for. The step has its values filled in. A variant that fails itself proves nothing, and counts as failed.
 */
export async function proveWrong(
  client: SandboxdClient,
  sandbox: string,
  step: LabStep,
  { variant: name, values }: { variant: string; values: VarValues },
): Promise<Proof> {
  const variant = step.wrong.find((one) => one.name === name);
  if (variant === undefined) return `there is no wrong/${name}.sh.`;
  if (step.setup !== null) {
    const setup = await runIn(client, sandbox, step.setup, {}, PROOF_TIMEOUT_SECONDS);
    if (setup.exitCode !== 0) return `setup.sh failed: ${describeOutcome(setup)}`;
  }
  const done = await runIn(client, sandbox, variant.script, {}, PROOF_TIMEOUT_SECONDS);
  if (done.exitCode !== 0) return `the variant itself failed, so it proves nothing: ${describeOutcome(done)}`;
  const began = Date.now();
  for (let pause = POLL_MS.first; ; pause = Math.min(pause * 2, POLL_MS.most)) {
    const verdict = await judgeNow(client, sandbox, step, "en", values);
    if (verdict.kind === "passed") return "the check passes, and must not.";
    if (verdict.kind === "broken") return `the check is broken: ${verdict.detail}`;
    const told = variant.hint === null || verdict.hint.en.includes(variant.hint);
    const waited = Date.now() - began;
    if (waited >= STAYS_MS && told) break;
    if (waited >= STAYS_MS + settleMs(step)) return `the hint does not say "${variant.hint}" but: ${verdict.hint.en}`;
    // At the beginning and at the end of that time, and for the hint in between.
    await new Promise((resolve) => setTimeout(resolve, told ? Math.max(0, STAYS_MS - waited) : pause));
  }
  for (const locale of LOCALES) {
    const verdict = await judgeNow(client, sandbox, step, locale, values);
    if (verdict.kind !== "not-yet")
      return verdict.kind === "passed" ? "the check passes, and must not." : `the check is broken: ${verdict.detail}`;
    if (!verdict.hint[locale]?.trim()) return `the check gives no hint in ${locale}.`;
  }
  return null;
}
