import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

test("a burst is free, then the average rules", () => {
  const pace = new Pace({ perSecond: 1000, burst: 500 });
  expect(pace.take(500, 0)).toBe(0);
  expect(pace.take(100, 0)).toBe(100);
  expect(pace.take(100, 100)).toBe(100);
});

test("having waited long earns a burst, no more", () => {
  const pace = new Pace({ perSecond: 1000, burst: 500 });
  pace.take(500, 0);
  expect(pace.take(500, 60_000)).toBe(0);
  expect(pace.take(1000, 60_000)).toBe(1000);
});
