import type { Classroom } from "../../../lib/contract/classroom.ts";
import { readProgress } from "../labs/read-progress.ts";
import { toPersonCode } from "../people/person-code.ts";
import { listSandboxesIfThere } from "../sandboxd-now.ts";
import type { World } from "../world.ts";

/** Every student's sandbox that runs, as sandboxd says, with how far its lab has come. While sandboxd is away there is none. */
export async function readClassroom(world: World, now: number): Promise<Classroom> {
  const sandboxes = (await listSandboxesIfThere(world)).filter(({ state }) => state === "running");
  const places = await Promise.all(
    sandboxes.map(async ({ id, owner, createdAt, expiresAt }) => {
      const attempt = await world.store.attemptIn(id);
      const lab = attempt && (await world.labs.lab(attempt.lab));
      // A reserve, or made by hand: nobody's place.
      if (!attempt || !lab || attempt.person !== owner) return [];
      const progress = await readProgress(world, lab, attempt);
      return [{ sandbox: id, code: toPersonCode(owner), lab: lab.id, ...progress, startedAt: createdAt, expiresAt }];
    }),
  );
  return { now, places: places.flat().sort((a, b) => a.startedAt - b.startedAt || (a.sandbox < b.sandbox ? -1 : 1)) };
}
