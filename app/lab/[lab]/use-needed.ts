import { useState } from "react";
import { pickNeeded } from "../../../components/lesson/pick-needed.ts";
import type { Answer } from "../../../lib/contract/browser-protocol.ts";
import type { LessonView } from "../../../lib/contract/lesson-view.ts";
import { type LabState, labPhase } from "./lab-state.ts";
import type { LabStore } from "./lab-store.ts";

/** What the step on show builds upon and is not done in this sandbox, until its beginning was asked for: setup.sh makes it. */
export function useNeeded(store: LabStore | null, state: LabState, lesson: LessonView, step: string) {
  const [made, setMade] = useState<ReadonlySet<string>>(new Set());
  const here = `${state.sandbox?.id} ${step}`;
  const open = labPhase(state) === "running" && !made.has(here);
  return {
    steps: open ? pickNeeded(lesson.steps, step, (id) => state.passedHere.has(id)) : [],
    startHere: async (): Promise<Answer<null> | undefined> => {
      const answer = await store?.resetStep(step);
      if (answer?.ok) setMade((before) => new Set([...before, here]));
      return answer;
    },
  };
}
