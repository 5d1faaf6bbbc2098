import { expect, test } from "vitest";
import type { TrackView } from "../../lib/contract/lesson-view.ts";
import { summarise } from "./summarise.ts";

const card = (id: string) => ({
  id,
  title: id.toUpperCase(),
  summary: "",
  minutes: 10,
  level: "beginner",
  steps: [],
  requires: [],
});
const tracks: TrackView[] = [
  { id: "fs", title: "Layers", summary: "", after: [], labs: [card("fs-01"), card("fs-02")] },
  { id: "net", title: "Network", summary: "", after: [], labs: [card("net-01")] },
];
const moments = [
  { lab: "fs-01", step: "02-x", diagram: "layers" as const, text: "a whiteout" },
  { lab: "net-01", step: "01-x", diagram: "network" as const, text: "a cable" },
];
const entry = { lab: "fs-02", startedAt: 100, passed: 1, total: 3, doneAt: null, moments: [] };

test("nothing done is nothing, with no dates", () => {
  expect(summarise(tracks, moments, { labs: [] })).toEqual({
    ...{ tracks: [], labs: 3, done: 0, steps: 0, from: null, to: null, seen: [], moments: 2 },
  });
});

test("labs stand in the curriculum's order, moments in the order in which they were seen", () => {
  const summary = summarise(tracks, moments, {
    labs: [
      { lab: "net-01", startedAt: 50, passed: 2, total: 2, doneAt: 70, moments: [{ step: "01-x", at: 60 }] },
      entry,
      { lab: "fs-01", startedAt: 200, passed: 4, total: 4, doneAt: 300, moments: [{ step: "02-x", at: 250 }] },
      { lab: "gone-01", startedAt: 1, passed: 9, total: 9, doneAt: 999, moments: [] },
    ],
  });
  expect(summary.tracks.map(({ id, done, of, labs }) => [id, done, of, labs.map((lab) => lab.card.id)])).toEqual([
    ["fs", 1, 2, ["fs-01", "fs-02"]],
    ["net", 1, 1, ["net-01"]],
  ]);
  expect(summary.seen.map(({ text }) => text)).toEqual(["a cable", "a whiteout"]);
  expect([summary.done, summary.steps, summary.from, summary.to]).toEqual([2, 7, 50, 300]);
});
