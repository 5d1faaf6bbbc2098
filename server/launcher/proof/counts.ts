/** What a stage proved. skipped tests prove nothing and count against it in the summary's colour, not in its numbers. */
export type Counts = { passed: number; failed: number; skipped: number };

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** One yes or no. */
export const one = (ok: boolean): Counts => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** What of vitest's JSON report we read (its shape is jest's). */
type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** A file that could not even be imported has no failed test in it, and is a failure all the same. */
export function parseVitestReport(json: string): Counts {
  const report = JSON.parse(json) as VitestReport;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((result) => result.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's JSON report: a flaky test passed only when it was tried again, which is a failure to us; errors are files that did not load. */
export function parsePlaywrightReport(json: string): Counts {
  const { stats, errors } = JSON.parse(json) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** The last "N passed, N failed" among a tool's lines; null where it never said. */
export function parseCountLine(lines: readonly string[]): Counts | null {
  const found = lines.map((line) => /^(\d+) passed, (\d+) failed$/.exec(line.trim())).findLast((match) => match !== null);
  return found == null ? null : { passed: Number(found[1]), failed: Number(found[2]), skipped: 0 };
}

/**
 * A tool's own numbers beside its exit code: no numbers, no test at all, or a bad exit without a failed test each make one failure, so that
 * nothing passes by not running.
 */
export function judgeRun(exitCode: number, counts: Counts | null): Counts {
  if (counts === null) return { ...NONE, failed: 1 };
  if (counts.failed > 0) return counts;
  return exitCode === 0 && counts.passed > 0 ? counts : { ...counts, failed: 1 };
}
