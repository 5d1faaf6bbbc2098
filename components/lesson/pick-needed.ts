import type { StepView } from "../../lib/contract/lesson-view.ts";

/** The steps that one builds upon and that did not pass in this sandbox; none once the step itself has. */
export function pickNeeded(
  steps: readonly Pick<StepView, "id" | "title" | "needs">[],
  current: string,
  passedHere: (step: string) => boolean,
): { id: string; number: number; title: string }[] {
  const needs = steps.find(({ id }) => id === current)?.needs ?? [];
  if (passedHere(current)) return [];
  return steps.flatMap(({ id, title }, index) =>
    needs.includes(id) && !passedHere(id) ? [{ id, number: index + 1, title }] : [],
  );
}
