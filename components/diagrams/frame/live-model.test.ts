import { expect, it } from "vitest";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { createLiveReducer, emptyLiveState, type LiveState, LOG_LINES } from "./live-model.ts";

type Model = { names: string[]; slots: Record<string, number> };
type Change = { id: string; name: string };

const view = (revision: number, names: string[], more: Partial<KernelView> = {}): KernelView => ({
  sandbox: "a",
  revision,
  sampledAt: revision * 10,
  overlays: [],
  problems: names,
  changes: [],
  ...more,
});
const reduce = createLiveReducer<Model, Change>({
  toModel: ({ problems }, before) => {
    const slots = { ...before?.slots };
    for (const name of problems) slots[name] ??= Object.keys(slots).length;
    return { names: problems, slots };
  },
  diff: (before, after, revision) =>
    after.names.filter((name) => !before.names.includes(name)).map((name) => ({ id: `${revision}:${name}`, name })),
});
const after = (...views: (KernelView | null)[]): LiveState<Model, Change> =>
  views.reduce((state: LiveState<Model, Change>, one) => reduce(state, { type: "view", view: one }), emptyLiveState);

it("moves nothing at the first picture, and what is new after that", () => {
  expect(after(view(1, ["a"]))).toMatchObject({ motion: null, log: [] });
  const state = after(view(1, ["a"]), view(2, ["a", "b"]));
  expect(state.motion?.changes).toEqual([{ id: "2:b", name: "b" }]);
  expect(state.log).toEqual([{ change: { id: "2:b", name: "b" }, at: 20 }]);
});

it("goes on with a motion when only numbers are newer, and ends it once it was told", () => {
  const moving = after(view(1, ["a"]), view(2, ["a", "b"]), view(2, ["a", "b"]));
  expect(moving.motion?.changes).toHaveLength(1);
  expect(reduce(moving, { type: "settled", revision: 2 }).motion).toBeNull();
});

it("keeps the picture while paused, counts what is new, and then shows it without moving", () => {
  const paused = reduce(after(view(1, ["a"])), { type: "pause" });
  const later = [view(2, ["a", "b"]), view(3, ["a", "b", "c"])].reduce(
    (state, one) => reduce(state, { type: "view", view: one }),
    paused,
  );
  expect(later).toMatchObject({ waiting: 2, model: { names: ["a"] } });
  expect(later.log).toHaveLength(2);
  expect(reduce(later, { type: "pause" })).toMatchObject({
    paused: false,
    waiting: 0,
    motion: null,
    model: { names: ["a", "b", "c"] },
  });
});

it("keeps a slot for what has gone until it is tidied up", () => {
  const state = after(view(1, ["a", "b"]), view(2, ["b"]));
  expect(state.model?.slots.b).toBe(1);
  expect(reduce(state, { type: "tidy" }).model?.slots).toEqual({ b: 0 });
});

it("begins anew with another sandbox", () => {
  const state = after(view(1, ["a"]), view(2, ["a", "b"]), view(3, ["z"], { sandbox: "b" }));
  expect(state).toMatchObject({ motion: null, log: [], model: { slots: { z: 0 } } });
});

it("keeps the last lines of the log only", () => {
  const names = Array.from({ length: LOG_LINES + 5 }, (_, at) => `n${at}`);
  const state = after(view(0, []), ...names.map((_, at) => view(at + 1, names.slice(0, at + 1))));
  expect(state.log).toHaveLength(LOG_LINES);
  expect(state.log.at(-1)?.change.name).toBe("n24");
});
