/** Older than this, a reading is no longer called live. */
export const STALE_AFTER_MS = 3000;

export type Freshness =
  | { kind: "waiting" }
  | { kind: "disconnected" }
  | { kind: "paused"; waiting: number }
  | { kind: "stale"; ageMs: number }
  | { kind: "live"; ageMs: number };

/** How much a picture may be trusted at this moment. All times in Unix ms of the same clock. */
export function freshnessOf(facts: {
  now: number;
  /** When the kernel was last read and found to look like this; null before the first reading. */
  confirmedAt: number | null;
  connected: boolean;
  paused: boolean;
  /** Changes that arrived since the pause. */
  waiting: number;
}): Freshness {
  if (facts.paused) return { kind: "paused", waiting: facts.waiting };
  if (!facts.connected) return { kind: "disconnected" };
  if (facts.confirmedAt === null) return { kind: "waiting" };
  // A clock that is a little behind the server's must not show a negative age.
  const ageMs = Math.max(0, facts.now - facts.confirmedAt);
  return { kind: ageMs > STALE_AFTER_MS ? "stale" : "live", ageMs };
}
