import { describe, expect, test } from "vitest";
import type { LayerCell, Overlay, OverlayPath, PathState } from "../../../../lib/contract/kernel-view.ts";
import { diffOverlays } from "./diff-overlays.ts";

const cell = (layer: number, change: Partial<LayerCell> = {}): LayerCell => ({
  layer,
  kind: "file",
  size: 1,
  mode: "0644",
  uid: 0,
  gid: 0,
  allocated: 0,
  mtimeMs: 0,
  opaque: false,
  metacopy: false,
  redirect: null,
  origin: false,
  xattrs: [],
  text: null,
  target: null,
  ...change,
});
const at = (path: string, state: PathState, layers: number[], change: Partial<LayerCell> = {}): OverlayPath => {
  const visibleFrom = state === "deleted" || state === "hidden" ? null : layers[0]!;
  return {
    path,
    depth: 0,
    kind: visibleFrom === null ? null : "file",
    state,
    visibleFrom,
    cells: layers.map((layer) => cell(layer, change)),
  };
};
const overlay = (paths: OverlayPath[], change: Partial<Overlay> = {}): Overlay => ({
  key: "k",
  mountId: 1,
  device: "0:1",
  mountNamespace: "mnt:[1]",
  mountpoint: "/m",
  source: "overlay",
  readOnly: false,
  options: [],
  layers: [],
  hasUpper: true,
  work: "/w",
  workEntries: [],
  scan: { state: "complete", reason: null, entries: 0 },
  paths,
  evidence: { source: "", command: "", raw: "", grade: "observed" },
  ...change,
});
const between = (before: OverlayPath[], after: OverlayPath[], sawWork: string[] = []) =>
  diffOverlays([overlay(before)], [overlay(after)], 7, new Set(sawWork)).map(({ kind, path, from, to, viaWork }) => [
    kind,
    path,
    from,
    to,
    viaWork,
  ]);

describe("what happened between two readings", () => {
  test("nothing: no change", () => {
    expect(between([at("a", "lower", [1])], [at("a", "lower", [1])])).toEqual([]);
  });
  test("a lower file that is now in upper was copied up, through work only if it was seen there", () => {
    expect(between([at("a", "lower", [2])], [at("a", "copied-up", [0, 2])])).toEqual([["copied-up", "a", 2, 0, false]]);
    expect(between([at("a", "lower", [2])], [at("a", "copied-up", [0, 2])], ["k"])).toEqual([["copied-up", "a", 2, 0, true]]);
  });
  test("a whiteout deletes; a file of upper alone just vanishes", () => {
    expect(between([at("a", "lower", [1])], [at("a", "deleted", [0, 1])])).toEqual([["deleted", "a", 1, 0, false]]);
    expect(between([at("a", "created", [0])], [])).toEqual([["vanished", "a", 0, null, false]]);
  });
  test("a new file is created, also over a whiteout", () => {
    expect(between([], [at("a", "created", [0])])).toEqual([["created", "a", null, 0, false]]);
    expect(between([at("a", "deleted", [0, 1])], [at("a", "replaced", [0, 1])])).toEqual([["created", "a", null, 0, false]]);
  });
  test("a whiteout that is taken away restores the lower file", () => {
    expect(between([at("a", "deleted", [0, 1])], [at("a", "lower", [1])])).toEqual([["restored", "a", null, 1, false]]);
  });
  test("a directory that turns opaque drops the curtain, and what was in it is hidden, not gone", () => {
    expect(
      between([at("d", "merged", [1, 2]), at("d/x", "lower", [1])], [at("d", "opaque", [0, 1, 2]), at("d/x", "hidden", [1])]),
    ).toEqual([
      ["opaque", "d", 1, 0, false],
      ["hidden", "d/x", 1, 1, false],
    ]);
  });
  test("what a deleted directory held is hidden where it still lies, also when it was seen from a copy above", () => {
    expect(
      between(
        [at("d", "merged", [0, 1]), at("d/x", "copied-up", [0, 2]), at("d/y", "created", [0])],
        [at("d", "deleted", [0, 1]), at("d/x", "hidden", [2])],
      ),
    ).toEqual([
      ["deleted", "d", 0, 0, false],
      ["hidden", "d/x", 0, 2, false],
      ["vanished", "d/y", 0, null, false],
    ]);
  });
  test("other content is a change; a directory's own size and time are not", () => {
    expect(between([at("a", "created", [0])], [at("a", "created", [0], { size: 2 })])).toEqual([["changed", "a", 0, 0, false]]);
    const directory = { kind: "directory" as const };
    expect(between([at("d", "merged", [0], directory)], [at("d", "merged", [0], { ...directory, mtimeMs: 9, size: 9 })])).toEqual(
      [],
    );
  });
  test("another key is another overlay: one goes, one comes", () => {
    const changes = diffOverlays([overlay([], { key: "a" })], [overlay([], { key: "b" })], 3, new Set());
    expect(changes.map(({ id, kind, overlay: key }) => [id, kind, key])).toEqual([
      ["3.1", "overlay-unmounted", "a"],
      ["3.2", "overlay-mounted", "b"],
    ]);
  });
  test("what a partial reading does not list has not vanished", () => {
    const partial = overlay([], { scan: { state: "partial", reason: "cap", entries: 1 } });
    expect(diffOverlays([overlay([at("a", "created", [0])])], [partial], 2, new Set())).toEqual([]);
  });
});
