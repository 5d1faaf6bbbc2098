/**
 * What a stage proved. skipped tests prove nothing and count against it in the summary's colour, not in its numbers. failures name what failed,
 * so that the summary can; there may be fewer of them than failed, where a tool does not say which.
 */
export type Counts = { passed: number; failed: number; skipped: number; failures: readonly string[] };

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  failures: [...a.failures, ...b.failures],
});

/** One yes or no; `what` names the no. */
export const one = (ok: boolean, what: string): Counts =>
  ok ? { ...NONE, passed: 1 } : { ...NONE, failed: 1, failures: [what] };

/** Of what an error says: enough to know it again, and for a property what came of its counterexample. */
const MOST_LINES = 12;

/** A failed test in one entry: where and which, then the beginning of what it said, without colours. */
const toFailure = (which: string, message = ""): string => {
  const lines = message
    .replaceAll(COLOURS, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  return [which, ...lines.slice(0, MOST_LINES).map((line) => `  ${line.trim()}`)].join("\n");
};
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** What of vitest's JSON report we read (its shape is jest's). */
type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
};

/** A file that could not even be imported has no failed test in it, and is a failure all the same. */
export function parseVitestReport(json: string): Counts {
  const report = JSON.parse(json) as VitestReport;
  const isFailed = ({ status }: { status: string }) => status === "failed";
  const broken = report.testResults.filter((file) => isFailed(file) && !file.assertionResults.some(isFailed));
  const failedTests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(isFailed)
      .map(({ fullName, failureMessages }) => toFailure(`${name} > ${fullName}`, failureMessages?.[0])),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...failedTests, ...broken.map(({ name, message }) => toFailure(name, message))],
  };
}

type PlaywrightSuite = {
  specs?: {
    title: string;
    file: string;
    line: number;
    tests: { status: string; results: { error?: { message?: string } }[] }[];
  }[];
  suites?: PlaywrightSuite[];
};

/** Playwright's JSON report: a flaky test passed only when it was tried again, which is a failure to us; errors are files that did not load. */
export function parsePlaywrightReport(json: string): Counts {
  const report = JSON.parse(json) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: { message?: string }[];
    suites?: PlaywrightSuite[];
  };
  const specsOf = ({ specs = [], suites = [] }: PlaywrightSuite): NonNullable<PlaywrightSuite["specs"]> => [
    ...specs,
    ...suites.flatMap(specsOf),
  ];
  const failedTests = specsOf({ suites: report.suites }).flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => toFailure(`${file}:${line} > ${title}`, results.find(({ error }) => error)?.error?.message)),
  );
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    failures: [...failedTests, ...report.errors.map(({ message }) => toFailure("a file that did not load", message))],
  };
}

/** The last "N passed, N failed" among a tool's lines, with its lines that begin with "failed"; null where it never said. */
export function parseCountLine(lines: readonly string[]): Counts | null {
  const found = lines.map((line) => /^(\d+) passed, (\d+) failed$/.exec(line.trim())).findLast((match) => match !== null);
  if (found == null) return null;
  const failures = lines.filter((line) => /^\s*failed\s/.test(line)).map((line) => line.trim());
  return { passed: Number(found[1]), failed: Number(found[2]), skipped: 0, failures };
}

/**
 * A tool's own numbers beside its exit code: no numbers, no test at all, or a bad exit without a failed test each make one failure, so that
 * nothing passes by not running.
 */
export function judgeRun(exitCode: number, counts: Counts | null): Counts {
  if (counts === null) return one(false, `it gave no numbers (exit code ${exitCode})`);
  if (counts.failed > 0) return counts;
  if (exitCode === 0 && counts.passed > 0) return counts;
  return { ...counts, failed: 1, failures: [exitCode === 0 ? "no test ran" : `exit code ${exitCode} without a failed test`] };
}
