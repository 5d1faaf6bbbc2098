import type { VarValues } from "../../../lib/contract/lab-vars.ts";
import type { World } from "../world.ts";

/** What differs for this person on a lab's page; null on any other page, and where nothing does. */
export async function readValues(world: World, person: string | null, path: string): Promise<VarValues | null> {
  const id = /^\/lab\/([a-z0-9-]{1,64})(?:\/|$)/.exec(path)?.[1];
  if (person === null || id === undefined) return null;
  const lab = await world.labs.lab(id);
  if (lab === null || Object.keys(lab.vars).length === 0) return null;
  return world.valuesOf(person, lab, (await world.store.currentAttempt(person, id))?.vars);
}
