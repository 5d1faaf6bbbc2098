import type { LabStep } from "./lab.ts";
import type { Complaint } from "./lab-problem.ts";
import { howChecked } from "./to-lesson-view.ts";

/**
 * What is wrong with needs: of a step, with the index of the entry. A step needs earlier ones only, so that there are no circles.
 * @param folders all steps of the lab in order
 * @param earlier those before this one that could be read
 */
export function checkNeeds(
  { id, needs, setup }: Pick<LabStep, "id" | "needs" | "setup">,
  folders: readonly string[],
  earlier: readonly LabStep[],
): (Complaint & { index: number })[] {
  const before = folders.slice(0, Math.max(0, folders.indexOf(id)));
  const choices = before.length > 0 ? `name one of ${before.join(", ")}` : "remove it: this is the first step";
  const problems = needs.flatMap((need, index) => {
    const wrong = (message: string, cure: string) => [{ index, message, cure }];
    if (need === id) return wrong("a step cannot need itself", choices);
    if (!folders.includes(need)) return wrong(`needs a step ${need}, which is not there`, choices);
    if (!before.includes(need)) return wrong(`needs ${need}, which comes later`, `${choices}, or put that step before this one`);
    if (needs.indexOf(need) < index) return wrong(`needs ${need} twice`, "remove one");
    const step = earlier.find((one) => one.id === need);
    if (step === undefined || howChecked(step) !== "none") return [];
    return wrong(`needs ${need}, which nothing decides`, "name a step with expect: or check.sh, or remove it");
  });
  if (needs.length > 0 && setup === null) {
    const cure = `add one that makes what ${needs.join(" and ")} would have left, or remove needs:`;
    problems.push({ index: 0, message: "a step that needs others has no setup.sh, and cannot be entered directly", cure });
  }
  return problems;
}
