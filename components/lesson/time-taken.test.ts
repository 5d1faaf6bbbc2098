import { expect, test } from "vitest";
import { minutesTaken } from "./time-taken.ts";

const MINUTE = 60_000;

test("the time taken runs from the beginning of the attempt to the pass that came last", () => {
  expect(minutesTaken(10 * MINUTE, [40 * MINUTE, 34 * MINUTE])).toBe(30);
  expect(minutesTaken(0, [100])).toBe(1);
});

test("where the beginning is not known, nothing has passed, or there was a night in between, nothing is said", () => {
  expect(minutesTaken(null, [1])).toBeNull();
  expect(minutesTaken(0, [])).toBeNull();
  expect(minutesTaken(0, [20 * 60 * MINUTE])).toBeNull();
  expect(minutesTaken(5 * MINUTE, [MINUTE])).toBeNull();
});
