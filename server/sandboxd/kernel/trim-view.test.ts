import { expect, test } from "vitest";
import type { KernelView, OverlayPath } from "../../../lib/contract/kernel-view.ts";
import { trimView } from "./trim-view.ts";

const path = (name: string, state: OverlayPath["state"] = "lower"): OverlayPath =>
  ({ path: name, depth: name.split("/").length - 1, state, kind: "file", visibleFrom: 1, cells: [] }) as OverlayPath;
const viewOf = (...lists: OverlayPath[][]) =>
  ({
    overlays: lists.map((paths) => ({ paths, scan: { state: "complete", reason: null, entries: paths.length } })),
  }) as unknown as KernelView;
const many = Array.from({ length: 50 }, (_, index) => path(`deep/in/f${index}`));

test("a view that fits is sent as it is", () => {
  const view = viewOf(many);
  expect(trimView(view, 50)).toEqual(view);
});
test("changed paths and the way to them stay, and the view says how many were left out", () => {
  const view = trimView(viewOf([...many, path("x"), path("x/y"), path("x/y/z", "deleted"), path("top")]), 4);
  expect(view.overlays[0]?.paths.map((one) => one.path)).toEqual(["x", "x/y", "x/y/z", "top"]);
  expect(view.overlays[0]).toMatchObject({ omitted: 50, scan: { state: "partial", reason: "50 paths are not shown" } });
});
test("a small overlay beside a large one stays whole", () => {
  const view = trimView(viewOf(many, [path("a"), path("b")]), 20);
  expect(view.overlays.map((overlay) => overlay.paths.length)).toEqual([18, 2]);
});
