import { expect, test } from "vitest";
import { manualClock } from "./manual-clock.ts";
import { UnwatchedPace } from "./unwatched-pace.ts";

function create() {
  const clock = manualClock();
  const holds: boolean[] = [];
  const pace: UnwatchedPace = new UnwatchedPace(() => holds.push(pace.holds), clock);
  return { clock, pace, holds };
}

test("what prints a little is never held", () => {
  const { clock, pace, holds } = create();
  for (let round = 0; round < 100; round++) {
    pace.printed(100 * 1024);
    clock.advance(130);
  }
  expect(holds).toEqual([]);
});

test("a flood waits for the next window, and gets 1 MiB a second", () => {
  const { clock, pace, holds } = create();
  let taken = 0;
  for (let ms = 0; ms < 1_000; ms++) {
    while (!pace.holds) {
      pace.printed(64 * 1024);
      taken += 64 * 1024;
    }
    clock.advance(1);
  }
  expect(taken).toBe(1024 ** 2);
  expect(holds).toEqual([true, false, true, false, true, false, true, false]);
});

test("whoever looks ends the waiting at once", () => {
  const { clock, pace, holds } = create();
  pace.printed(1024 ** 2);
  pace.release();
  clock.advance(1_000);
  expect(holds).toEqual([true, false]);
});
