import type { Lab } from "../../../lib/content/lab.ts";
import type { Attempt } from "../store/store.ts";
import type { World } from "../world.ts";

/** The steps that something decides. */
export const decidedSteps = ({ steps }: Lab): Set<string> =>
  new Set(steps.filter(({ expect, check }) => expect.length > 0 || check !== null).map(({ id }) => id));

/** How far an attempt has come: steps that something decides, those of them that passed, and the step the student is at. */
export async function readProgress(
  world: World,
  lab: Lab,
  attempt: Attempt,
): Promise<{ passed: number; total: number; at: string | null }> {
  const decided = decidedSteps(lab);
  const progress = await world.store.progress(attempt.id);
  return {
    passed: progress.filter(({ step, passedAt }) => passedAt !== null && decided.has(step)).length,
    total: decided.size,
    at: lab.steps.some(({ id }) => id === attempt.at) ? attempt.at : null,
  };
}
