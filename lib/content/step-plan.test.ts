import { expect, test } from "vitest";
import type { ScriptOutcome } from "../contract/verdict.ts";
import { judgeScript, judgeStep, toExpectations } from "./step-plan.ts";

const step = {
  expect: [
    { that: "a", hint: { en: "mount it", "zh-CN": "挂载它" } },
    { that: "b", hint: { en: "delete it" } },
  ],
  check: "#!/bin/bash\n",
};
const live = { ...step, check: null };
const met = (a: boolean, b: boolean) => [
  { id: "1", met: b, error: null },
  { id: "0", met: a, error: null },
];
const ended = (exitCode: number | null, more: Partial<ScriptOutcome> = {}): ScriptOutcome => ({
  exitCode,
  stdout: "",
  stderr: "",
  truncated: false,
  timedOut: false,
  durationMs: 1,
  ...more,
});

test("expectations go to sandboxd by their place in the author's list", () => {
  expect(toExpectations(step, {})).toEqual([
    { id: "0", expr: "a" },
    { id: "1", expr: "b" },
  ]);
});

test("the first expectation that does not hold gives the hint", () => {
  expect(judgeStep(live, met(false, false), null, "en")).toEqual({
    kind: "not-yet",
    hint: { en: "mount it", "zh-CN": "挂载它" },
  });
  expect(judgeStep(live, met(true, false), null, "en")).toEqual({ kind: "not-yet", hint: { en: "delete it" } });
  expect(judgeStep(live, met(true, true), null, "en")).toEqual({ kind: "passed" });
});

test("the script is asked only when the expectations hold", () => {
  expect(judgeStep(step, met(false, true), ended(0), "en")).toMatchObject({ kind: "not-yet" });
  expect(judgeStep(step, met(true, true), null, "en")).toBeNull();
  expect(judgeStep(step, met(true, true), ended(0), "en")).toEqual({ kind: "passed" });
});

test("an expression that fails, or was never evaluated, is not the learner's fault", () => {
  const failed = [{ id: "0", met: false, error: "no such function" }];
  expect(judgeStep(live, failed, null, "en")).toMatchObject({
    kind: "broken",
    detail: expect.stringContaining("no such function"),
  });
  expect(judgeStep(live, [], null, "en")).toMatchObject({ kind: "broken" });
});

test("exit 1 is not yet, and what the script printed is the hint", () => {
  expect(judgeScript(ended(1, { stdout: "缺少目录\n" }), "zh-CN")).toEqual({
    kind: "not-yet",
    hint: { en: "缺少目录", "zh-CN": "缺少目录" },
  });
});

test("any other end of the script is the author's fault", () => {
  expect(judgeScript(ended(127, { stderr: "foo: command not found" }), "en")).toEqual({
    kind: "broken",
    detail: "check.sh exited with 127: foo: command not found",
  });
  expect(judgeScript(ended(null, { timedOut: true }), "en")).toMatchObject({ kind: "broken" });
});

test("a step without checks has no verdict", () => {
  expect(judgeStep({ expect: [], check: null }, [], null, "en")).toBeNull();
});
