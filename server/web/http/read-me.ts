import type { Me } from "../../../lib/contract/browser-protocol.ts";
import { readProgress } from "../labs/read-progress.ts";
import { describeHostIfThere, listSandboxesIfThere } from "../sandboxd-now.ts";
import type { World } from "../world.ts";

/** What the home page shows of a person; nobody (no cookie yet) has nothing. While sandboxd is away nothing counts as running. */
export async function readMe(world: World, person: string | null): Promise<Me> {
  const [attempts, sandboxes, host] = await Promise.all([
    person === null ? [] : world.store.currentAttempts(person),
    person === null ? [] : listSandboxesIfThere(world),
    describeHostIfThere(world),
  ]);
  const running = new Set(
    sandboxes
      .filter(({ owner, state }) => owner === person && (state === "running" || state === "starting"))
      .map(({ purpose }) => purpose),
  );
  const labs = await Promise.all(
    attempts.map(async (attempt) => {
      const lab = await world.labs.lab(attempt.lab);
      if (lab === null) return null;
      return { lab: lab.id, ...(await readProgress(world, lab, attempt)), running: running.has(lab.id) };
    }),
  );
  const images = host?.images;
  return {
    ...(person !== null && (await world.instructors.has(person)) ? { instructor: true } : {}),
    ...(images === undefined || (images.building === null && images.problem === null) ? {} : { images }),
    labs: labs.filter((lab) => lab !== null),
    missing: (host?.features ?? [])
      .filter(({ available }) => !available)
      .map(({ id, reason }) => ({ id, reason: reason ?? `${id} is missing on this machine` })),
  };
}
