import { toDuration } from "../steps.ts";
import type { Counts } from "./counts.ts";

export type StageResult = Counts & { stage: string; ms: number };

/** One row a stage: mark, name, counts, time. Skipped tests are shown only where there are some. */
export function toProofTable(results: readonly StageResult[]): string {
  return results
    .map(({ stage, passed, failed, skipped, ms }) => {
      const counts = [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(", ");
      return `  ${failed === 0 ? "✓" : "✗"} ${stage.padEnd(6)} ${counts.padEnd(26)} ${toDuration(ms)}`;
    })
    .join("\n");
}

/** What failed, once more by name: the run that said it is thousands of lines above. Empty where nothing did. */
export const toFailureList = (results: readonly StageResult[]): string =>
  results
    .flatMap(({ stage, failures }) => failures.map((failure) => `  ✗ ${stage} > ${failure.replaceAll("\n", "\n    ")}`))
    .join("\n");
