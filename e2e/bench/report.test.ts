import { expect, test } from "vitest";
import { quantile, toMeasurement, toTable } from "./report.ts";

test("the 95th percentile lies between the two closest samples", () => {
  expect(quantile([4, 1, 3, 2, 5], 0.5)).toBe(3);
  expect(quantile([1, 2], 0.95)).toBeCloseTo(1.95);
});

test("a benchmark that measured nothing fails instead of printing a number", () => {
  expect(() => quantile([], 0.5)).toThrow("measured nothing");
});

test("a goal on the ratio is judged against the baseline of the same run", () => {
  expect(toMeasurement({ id: "echo", value: 3, unit: "ms", baseline: 1, goal: 2, goalOn: "ratio" })).toMatchObject({
    ratio: 3,
    met: false,
  });
  expect(toMeasurement({ id: "tick", value: 120, unit: "ms", goal: 300 })).toMatchObject({ ratio: null, met: true });
});

test("the table says NO where a goal is missed", () => {
  const table = toTable([toMeasurement({ id: "tick p95", value: 400, unit: "ms", goal: 300 })]);
  expect(table.split("\n")[1]).toContain("NO");
});
