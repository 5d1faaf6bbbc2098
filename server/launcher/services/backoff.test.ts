import { expect, test } from "vitest";
import { afterDeath } from "./backoff.ts";

test("a process that was well comes back at once", () => {
  expect(afterDeath({ failures: 6 }, 60_000)).toEqual({ failures: 1, waitMs: 200 });
});

test("one that keeps dying young is started ever more slowly, up to ten seconds", () => {
  const waits: number[] = [];
  let lives = { failures: 0 };
  for (let death = 0; death < 8; death++) {
    const next = afterDeath(lives, 50);
    waits.push(next.waitMs);
    lives = next;
  }
  expect(waits).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
});
