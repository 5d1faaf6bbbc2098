import { expect, test } from "vitest";
import type { ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import { type JudgeEffect, type JudgeEvent, judge, type StepJudge, startJudging } from "./step-judge.ts";

const hint = (en: string) => ({ kind: "not-yet" as const, hint: { en } });
const expectations = [
  { that: "a", hint: { en: "mount it" } },
  { that: "b", hint: { en: "write a file" } },
];
const live = { id: "01-mount", expect: expectations, check: null };
const both = { id: "02-both", expect: expectations, check: "exit 0" };
const script = { id: "03-script", expect: [], check: "exit 0" };

const met = (...values: boolean[]): ExpectationResult[] => values.map((value, i) => ({ id: String(i), met: value, error: null }));
const evaluated = (...values: boolean[]): JudgeEvent => ({ kind: "evaluated", results: met(...values) });
const passed = { kind: "passed" as const };

function play(state: StepJudge, ...events: JudgeEvent[]): { state: StepJudge; effects: JudgeEffect[] } {
  const effects: JudgeEffect[] = [];
  for (const event of events) {
    const next = judge(state, event);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects };
}

test("the hint is that of the first expectation which is not met", () =>
  expect(play(startJudging(live, "en"), evaluated(false, false), evaluated(true, false)).effects).toEqual([
    { kind: "tell", verdict: hint("mount it") },
    { kind: "tell", verdict: hint("write a file") },
  ]));

test("a live step ticks by itself, and says so once", () =>
  expect(play(startJudging(live, "en"), evaluated(true, true), evaluated(true, true)).effects).toEqual([
    { kind: "tell", verdict: passed },
  ]));

test("check.sh waits until the expectations hold", () => {
  expect(play(startJudging(both, "en"), evaluated(true, false), { kind: "active" }, { kind: "due" }).effects).toEqual([
    { kind: "tell", verdict: hint("write a file") },
  ]);
  expect(play(startJudging(both, "en"), evaluated(true, true), { kind: "due" }).effects).toEqual([
    { kind: "wait" },
    { kind: "run" },
  ]);
});

test("check.sh runs at most once at a time, and once more if something happened meanwhile", () => {
  const running = play(startJudging(both, "en"), evaluated(true, true), { kind: "due" }).state;
  const busy = play(running, { kind: "active" }, { kind: "active" }, evaluated(true, true), { kind: "due" });
  expect(busy.effects).toEqual([]);
  expect(play(busy.state, { kind: "judged", verdict: hint("nearly") }, { kind: "due" }).effects).toEqual([
    { kind: "tell", verdict: hint("nearly") },
    { kind: "wait" },
    { kind: "run" },
  ]);
});

test("much activity is one check", () =>
  expect(play(startJudging(both, "en"), evaluated(true, true), { kind: "active" }, { kind: "active" }).effects).toEqual([
    { kind: "wait" },
  ]));

test("what broke while check.sh ran is the newer truth", () => {
  const running = play(startJudging(both, "en"), evaluated(true, true), { kind: "due" }).state;
  const { state, effects } = play(running, evaluated(false, true), { kind: "judged", verdict: passed });
  expect(effects).toEqual([{ kind: "tell", verdict: hint("mount it") }]);
  expect(state.told).toEqual(hint("mount it"));
});

test("a step that only check.sh decides ticks by itself too", () =>
  expect(
    play(startJudging(script, "en"), { kind: "active" }, { kind: "due" }, { kind: "judged", verdict: passed }).effects,
  ).toEqual([{ kind: "wait" }, { kind: "run" }, { kind: "tell", verdict: passed }]));

test("activity asks nothing of a step that the kernel alone decides", () =>
  expect(play(startJudging(live, "en"), evaluated(true, false), { kind: "active" }).effects).toHaveLength(1));

test("a step that has passed is not checked again by activity", () => {
  const done = play(startJudging(both, "en"), evaluated(true, true), { kind: "due" }, { kind: "judged", verdict: passed }).state;
  expect(play(done, { kind: "active" }).effects).toEqual([]);
});

test("an expression that fails is our fault, not the student's", () => {
  const results = [{ id: "0", met: false, error: "Attempted to invoke a non-function" }];
  expect(play(startJudging(live, "en"), { kind: "evaluated", results }).effects).toMatchObject([
    { kind: "tell", verdict: { kind: "broken" } },
  ]);
});
