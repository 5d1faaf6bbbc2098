/** Longer than this there was a night in between, and nobody knows how much of it was work. */
const MOST_MINUTES = 12 * 60;

/** How long an attempt took from its beginning to its last pass, in whole minutes; null where that says nothing. */
export function minutesTaken(startedAt: number | null, passedAt: readonly number[]): number | null {
  if (startedAt === null || passedAt.length === 0) return null;
  const minutes = Math.max(1, Math.round((Math.max(...passedAt) - startedAt) / 60_000));
  return Math.max(...passedAt) < startedAt || minutes > MOST_MINUTES ? null : minutes;
}
