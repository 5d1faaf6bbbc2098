import type { LabStep } from "../../../lib/content/lab.ts";
import { judgeExpectations } from "../../../lib/content/step-plan.ts";
import type { Locale } from "../../../lib/contract/ids.ts";
import type { ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import type { Verdict } from "../../../lib/contract/verdict.ts";

/** How one step of one student stands. Pure: what happens comes in as an event, what to do about it goes out as effects. */
export type StepJudge = {
  readonly step: JudgedStep;
  readonly locale: Locale;
  /** Latest word on the live expectations; null until they were evaluated. */
  readonly results: ExpectationResult[] | null;
  /** check.sh: none is due, one will start soon, one runs. There is never more than one. */
  readonly script: "idle" | "due" | "running";
  /** Something happened while it ran: run it once more. */
  readonly again: boolean;
  /** What was last told, so that only news is told. */
  readonly told: Verdict | null;
};

export type JudgedStep = Pick<LabStep, "id" | "expect" | "check">;

export type JudgeEvent =
  /** sandboxd evaluated the expectations. */
  | { kind: "evaluated"; results: ExpectationResult[] }
  /** The student gave a command, or one ended: what only check.sh can see may have changed. */
  | { kind: "active" }
  /** The pause before check.sh is over. */
  | { kind: "due" }
  /** check.sh ended; or a check that was asked for did. */
  | { kind: "judged"; verdict: Verdict };

export type JudgeEffect = { kind: "tell"; verdict: Verdict } | { kind: "wait" } | { kind: "run" };

export const startJudging = (step: JudgedStep, locale: Locale): StepJudge => ({
  step,
  locale,
  results: step.expect.length === 0 ? [] : null,
  script: "idle",
  again: false,
  told: null,
});

/** Whether everything but check.sh holds. */
export const liveHolds = (judge: StepJudge): boolean => {
  const live = judge.results === null ? null : judgeExpectations(judge.step, judge.results);
  return judge.results !== null && (live === null || live.kind === "passed");
};

export function judge(state: StepJudge, event: JudgeEvent): { state: StepJudge; effects: JudgeEffect[] } {
  switch (event.kind) {
    case "evaluated": {
      const next = { ...state, results: event.results };
      const live = judgeExpectations(state.step, event.results);
      if (live === null) return { state: next, effects: [] };
      if (live.kind === "passed" && state.step.check !== null) return askScript(next);
      return tell(next, live);
    }
    case "active":
      if (state.step.check === null || !liveHolds(state) || state.told?.kind === "passed") return { state, effects: [] };
      return askScript(state);
    case "due":
      if (state.script !== "due") return { state, effects: [] };
      if (!liveHolds(state)) return { state: { ...state, script: "idle" }, effects: [] };
      return { state: { ...state, script: "running" }, effects: [{ kind: "run" }] };
    case "judged": {
      const ended: StepJudge = { ...state, script: "idle", again: false };
      // While it ran an expectation may have been broken again: that hint is the newer truth.
      const told = liveHolds(state) ? tell(ended, event.verdict) : { state: ended, effects: [] };
      if (!state.again || event.verdict.kind === "passed" || !liveHolds(state)) return told;
      return { state: { ...told.state, script: "due" }, effects: [...told.effects, { kind: "wait" }] };
    }
  }
}

function askScript(state: StepJudge): { state: StepJudge; effects: JudgeEffect[] } {
  if (state.script === "running") return { state: { ...state, again: true }, effects: [] };
  if (state.script === "due") return { state, effects: [] };
  return { state: { ...state, script: "due" }, effects: [{ kind: "wait" }] };
}

function tell(state: StepJudge, verdict: Verdict): { state: StepJudge; effects: JudgeEffect[] } {
  if (state.told !== null && sameVerdict(state.told, verdict)) return { state, effects: [] };
  return { state: { ...state, told: verdict }, effects: [{ kind: "tell", verdict }] };
}

const sameVerdict = (a: Verdict, b: Verdict): boolean => JSON.stringify(a) === JSON.stringify(b);
