import { expect, test } from "vitest";
import { TokenBucket } from "./token-bucket.ts";

test("a burst goes through, then the average rules", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 3 }, 0);
  expect([1, 2, 3, 4].map(() => bucket.take(1, 0))).toEqual([true, true, true, false]);
  expect(bucket.take(1, 99)).toBe(false);
  expect(bucket.take(1, 100)).toBe(true);
});

test("waiting long fills it to the burst, no further", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 3 }, 0);
  expect(bucket.take(4, 1_000_000)).toBe(false);
  expect(bucket.take(3, 1_000_000)).toBe(true);
});

test("a clock that runs backwards gives nothing away", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 1 }, 1000);
  expect(bucket.take(1, 1000)).toBe(true);
  expect(bucket.take(1, 0)).toBe(false);
});
