import { expect, test } from "vitest";
import { add, judgeRun, parseCountLine, parsePlaywrightReport, parseVitestReport } from "./counts.ts";

const vitest = (difference: object) =>
  JSON.stringify({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...difference });

test("vitest's own numbers are taken", () => {
  expect(parseVitestReport(vitest({ numFailedTests: 1, numPendingTests: 2 }))).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test("a test file that cannot be imported is a failure", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(parseVitestReport(vitest({ testResults })).failed).toBe(1);
});

test("a browser test that passed only at the second try is a failure", () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }, errors: [] };
  expect(parsePlaywrightReport(JSON.stringify(report))).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

test("the last count a tool printed is the one that holds", () => {
  expect(parseCountLine(["1 passed, 0 failed", "more", "4 passed, 2 failed", "bye"])).toEqual({
    passed: 4,
    failed: 2,
    skipped: 0,
  });
  expect(parseCountLine(["nothing"])).toBeNull();
});

test.each([
  ["says nothing", 0, null],
  ["ran no test", 0, { passed: 0, failed: 0, skipped: 4 }],
  ["ended badly without a failed test", 1, { passed: 9, failed: 0, skipped: 0 }],
])("a tool that %s has failed", (_title, exitCode, counts) => {
  expect(judgeRun(exitCode, counts).failed).toBe(1);
});

test("counts add up", () => {
  expect(add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  });
});
