/** A process that lived this long was well: the next failure starts counting anew. */
const HEALTHY_MS = 10_000;
const FIRST_MS = 200;
const LONGEST_MS = 10_000;

export type Lives = { failures: number };

/** How long to wait before the next start, doubling while it keeps dying young. */
export function afterDeath(before: Lives, livedMs: number): Lives & { waitMs: number } {
  const failures = livedMs >= HEALTHY_MS ? 1 : before.failures + 1;
  return { failures, waitMs: Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)) };
}
