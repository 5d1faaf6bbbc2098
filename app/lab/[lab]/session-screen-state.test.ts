import { expect, test } from "vitest";
import { emptyLabState, reduceLab } from "./lab-state.ts";
import { sessionScreen } from "./session-screen-state.ts";

const refusedWith = (code: string) => reduceLab(emptyLabState, { type: "refused", problem: { code, error: "why" } });

test("a start that nobody answered is said to be that, not to go on for ever", () => {
  const opening = reduceLab(emptyLabState, { type: "opening", fresh: false });
  expect(sessionScreen(opening)).toEqual({ kind: "starting", detail: null });
  expect(sessionScreen(reduceLab(opening, { type: "refused", problem: { code: "no-answer", error: "" } }))).toEqual({
    kind: "no-answer",
  });
});

test("what the server refuses has the screen of its reason", () => {
  expect(sessionScreen(refusedWith("too-many"))).toEqual({ kind: "too-many", running: [] });
  expect(sessionScreen(refusedWith("unavailable"))).toEqual({ kind: "unavailable", detail: "why" });
  expect(sessionScreen(refusedWith("not-ready"))).toEqual({ kind: "not-ready", detail: "why" });
  expect(sessionScreen(refusedWith("full"))).toEqual({ kind: "full", detail: "why" });
  expect(sessionScreen(refusedWith("failed"))).toEqual({ kind: "refused", detail: "why" });
});
