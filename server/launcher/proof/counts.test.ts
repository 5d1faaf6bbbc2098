import { expect, test } from "vitest";
import { add, judgeRun, parseCountLine, parsePlaywrightReport, parseVitestReport } from "./counts.ts";

const vitest = (difference: object) =>
  JSON.stringify({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...difference });

test("vitest's own numbers are taken", () => {
  expect(parseVitestReport(vitest({ numFailedTests: 1, numPendingTests: 2 }))).toEqual({
    passed: 3,
    failed: 1,
    skipped: 2,
    failures: [],
  });
});

test("a test file that cannot be imported is a failure", () => {
  const testResults = [{ name: "a.test.ts", status: "failed", message: "no such module", assertionResults: [] }];
  expect(parseVitestReport(vitest({ testResults }))).toMatchObject({ failed: 1, failures: ["a.test.ts\n  no such module"] });
});

test("a failed test is named with its file and the beginning of what it said, without colours", () => {
  const failureMessages = [`\u001b[31mAssertionError\u001b[39m: no\n\n    at 1\n${"  at n\n".repeat(20)}`];
  const assertionResults = [
    { status: "passed", fullName: "good" },
    { status: "failed", fullName: "bad", failureMessages },
  ];
  const testResults = [{ name: "a.test.ts", status: "failed", assertionResults }];
  expect(parseVitestReport(vitest({ numFailedTests: 1, testResults })).failures).toEqual([
    ["a.test.ts > bad", "AssertionError: no", "at 1", ...Array(10).fill("at n")].join("\n  "),
  ]);
});

test("a browser test that passed only at the second try is a failure", () => {
  const spec = (title: string, status: string, message?: string) => ({
    ...{ title, file: "a.spec.ts", line: 7 },
    tests: [{ status, results: [{ error: message ? { message } : undefined }] }],
  });
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 },
    errors: [],
    suites: [
      { specs: [spec("fine", "expected")], suites: [{ specs: [spec("gone", "unexpected", "too late"), spec("odd", "flaky")] }] },
    ],
  };
  expect(parsePlaywrightReport(JSON.stringify(report))).toEqual({
    passed: 5,
    failed: 2,
    skipped: 0,
    failures: ["a.spec.ts:7 > gone\n  too late", "a.spec.ts:7 > odd"],
  });
});

test("the last count a tool printed is the one that holds", () => {
  expect(parseCountLine(["1 passed, 0 failed", "  failed  01-a directly", "4 passed, 2 failed", "bye"])).toEqual({
    passed: 4,
    failed: 2,
    skipped: 0,
    failures: ["failed  01-a directly"],
  });
  expect(parseCountLine(["nothing"])).toBeNull();
});

test.each([
  ["says nothing", 0, null],
  ["ran no test", 0, { passed: 0, failed: 0, skipped: 4, failures: [] }],
  ["ended badly without a failed test", 1, { passed: 9, failed: 0, skipped: 0, failures: [] }],
])("a tool that %s has failed", (_title, exitCode, counts) => {
  expect(judgeRun(exitCode, counts)).toMatchObject({ failed: 1, failures: [expect.any(String)] });
});

test("counts add up", () => {
  expect(
    add({ passed: 1, failed: 2, skipped: 3, failures: ["a"] }, { passed: 10, failed: 20, skipped: 30, failures: ["b"] }),
  ).toEqual({ passed: 11, failed: 22, skipped: 33, failures: ["a", "b"] });
});
