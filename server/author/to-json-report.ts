import type { TestReport } from "./test-labs.ts";

/** What lab test --json prints. `format` changes when a field that is here changes its meaning or goes. */
export function toJsonReport({ passed, failed, unavailable, inOrderOnly, ms, runs }: TestReport) {
  return {
    format: 1,
    passed,
    failed,
    unavailable,
    inOrderOnly,
    ms,
    runs: runs.map(({ lab, step, how, ms: took, proof, deeds }) => ({
      lab,
      step,
      how,
      ms: took,
      passed: proof === null,
      problem: proof,
      deeds,
    })),
  };
}
