import type { PersonRecord } from "../../../lib/contract/record.ts";
import { decidedSteps } from "../labs/read-progress.ts";
import type { World } from "../world.ts";

/** What a person has done; nobody (no cookie yet) has done nothing. Labs that are not there any more are left out. */
export async function readRecord(world: Pick<World, "store" | "labs">, person: string | null): Promise<PersonRecord> {
  const begun = person === null ? [] : await world.store.firstPasses(person);
  const labs = await Promise.all(
    begun.map(async ({ lab: id, startedAt, passes }) => {
      const lab = await world.labs.lab(id);
      if (lab === null) return [];
      const decided = decidedSteps(lab);
      const times = [...decided].flatMap((step) => passes.get(step) ?? []);
      const doneAt = times.length === decided.size && times.length > 0 ? Math.max(...times) : null;
      const moments = lab.steps.flatMap(({ id: step, moment }) => {
        const at = passes.get(step);
        return moment === null || at === undefined ? [] : [{ step, at }];
      });
      return [{ lab: id, startedAt, passed: times.length, total: decided.size, doneAt, moments }];
    }),
  );
  return { labs: labs.flat() };
}
