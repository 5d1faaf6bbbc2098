import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { costSoFar, countWaiting } from "./cost-clock.ts";

const costOf = (work: () => void): number => {
  const before = costSoFar();
  work();
  return costSoFar() - before;
};

test("work costs, waiting for others does not, unless it is for a program of ours", () => {
  const sleep = () => void spawnSync("sleep", ["0.3"]);
  const work = costOf(() => {
    const end = performance.now() + 10_000;
    for (let from = costSoFar(); costSoFar() - from < 20 && performance.now() < end; );
  });
  expect(work).toBeGreaterThanOrEqual(20);
  expect(costOf(() => countWaiting(sleep)) - costOf(sleep)).toBeGreaterThan(200);
});
