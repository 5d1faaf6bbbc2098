/**
 * The step to show: what the address says, else where the student was last, else the first that has not passed, else the first.
 * An address or memory that names a step of an older edition of the lab counts for nothing.
 */
export function pickStep(
  steps: readonly string[],
  { asked, at, passed }: { asked: string | null; at: string | null; passed: (step: string) => boolean },
): string {
  const exists = (step: string | null): step is string => step !== null && steps.includes(step);
  if (exists(asked)) return asked;
  if (exists(at)) return at;
  return steps.find((step) => !passed(step)) ?? steps[0] ?? "";
}
