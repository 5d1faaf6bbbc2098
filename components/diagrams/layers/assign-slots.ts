import { byTree } from "./layers-model.ts";

/** Which column each path has, including paths that are gone: their column stays empty for them. */
export type Slots = ReadonlyMap<string, number>;

/**
 * Columns for the present paths. A path keeps its column for as long as it is remembered; a removed one leaves a gap; a new one goes to the
 * right end, or into the leftmost gap once `most` columns are in use. Nothing ever moves: only a fresh start (previous = null) sorts.
 */
export function assignSlots(previous: Slots | null, paths: string[], most: number): Slots {
  const present = paths.toSorted(byTree);
  if (!previous) return new Map(present.map((path, slot) => [path, slot]));
  const slots = new Map(previous);
  const here = new Set(present);
  const fresh = present.filter((path) => !slots.has(path));
  if (fresh.length === 0) return previous;
  let end = Math.max(-1, ...slots.values()) + 1;
  const gaps = [...slots].filter(([path]) => !here.has(path)).sort((a, b) => a[1] - b[1]);
  for (const path of fresh) {
    const gap = end >= most ? gaps.shift() : undefined;
    if (gap) slots.delete(gap[0]);
    slots.set(path, gap ? gap[1] : end++);
  }
  return slots;
}
