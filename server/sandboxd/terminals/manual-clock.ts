import type { Clock } from "./clock.ts";

/** A clock that tests move by hand. */
export function manualClock(): Clock & { advance(ms: number): void } {
  let now = 0;
  const due = new Map<symbol, { at: number; run: () => void }>();
  return {
    now: () => now,
    after(ms, run) {
      const key = Symbol();
      due.set(key, { at: now + ms, run });
      return () => due.delete(key);
    },
    advance(ms) {
      now += ms;
      for (const [key, { at, run }] of [...due].sort(([, a], [, b]) => a.at - b.at)) {
        if (at > now) continue;
        due.delete(key);
        run();
      }
    },
  };
}
