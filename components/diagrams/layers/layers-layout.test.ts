import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import { cell, overlay, path } from "./fixtures/build-overlay.ts";
import { hostileNames, manyLowers, threeHundredPaths, threeLowers } from "./fixtures/special-views.ts";
import { layoutLayers, rememberLayout } from "./layers-layout.ts";
import { isChanged, toOverlayModel } from "./layers-model.ts";
import type { Box, LayersLayout } from "./layout-types.ts";

const layoutOf = (one: Overlay, width = 700): LayersLayout => {
  const model = toOverlayModel(one);
  return layoutLayers(model, width, rememberLayout(null, model));
};
const files = (...names: string[]) =>
  overlay(
    "/m",
    ["l1", "l2"],
    names.map((name) => path(name, "lower", 1, [cell(1), cell(2)])),
  );
const places = (layout: LayersLayout) => new Map(layout.marks.map(({ key, x, y, w, h }) => [key, { x, y, w, h }]));
const inside = (box: Box, outer: Box) =>
  box.x >= outer.x && box.y >= outer.y && box.x + box.w <= outer.x + outer.w && box.y + box.h <= outer.y + outer.h;
const overlap = (a: Box, b: Box) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const names = fc.uniqueArray(
  fc.string({ minLength: 1, maxLength: 12 }).filter((name) => !name.includes("/")),
  { minLength: 1, maxLength: 23 },
);

describe("the stack", () => {
  it("lays the same paths out alike, in whatever order they come", () => {
    fc.assert(
      fc.property(names, (some) => {
        expect(layoutOf(files(...some.toReversed()))).toEqual(layoutOf(files(...some)));
      }),
    );
  });
  it("moves nobody when a path comes or goes", () => {
    fc.assert(
      fc.property(names, fc.nat(), (some, pick) => {
        const gone = some[pick % some.length]!;
        const all = toOverlayModel(files(...some));
        const fewer = toOverlayModel(files(...some.filter((name) => name !== gone)));
        const first = rememberLayout(null, all);
        const before = places(layoutLayers(all, 700, first));
        const second = rememberLayout(first, fewer);
        for (const [key, box] of places(layoutLayers(fewer, 700, second))) expect(box).toEqual(before.get(key));
        // It comes back to its own place.
        expect(places(layoutLayers(all, 700, rememberLayout(second, all)))).toEqual(before);
      }),
    );
  });
  it("closes the gaps only when asked to tidy up", () => {
    const all = toOverlayModel(files("a", "b", "c"));
    const less = toOverlayModel(files("a", "c"));
    const kept = layoutLayers(less, 700, rememberLayout(rememberLayout(null, all), less));
    const tidy = layoutLayers(less, 700, rememberLayout(null, less));
    expect(kept.shafts.map((shaft) => shaft.slot)).toEqual([0, 2]);
    expect(tidy.shafts.map((shaft) => shaft.slot)).toEqual([0, 1]);
  });
  it("puts merged on top, then upper, then the leftmost lower", () => {
    const { slabs } = layoutOf(threeLowers.overlays[0]!);
    expect(slabs.map((slab) => slab.id)).toEqual(["merged", "layer:0", "layer:1", "layer:2", "layer:3"]);
    expect(slabs.map((slab) => slab.y)).toEqual(slabs.map((slab) => slab.y).toSorted((a, b) => a - b));
  });
  it.each([320, 480, 760, 1200])("keeps every tile inside its slab and apart from every other at %i px", (width) => {
    for (const one of [threeLowers, manyLowers, hostileNames]) {
      const layout = layoutOf(one.overlays[0]!, width);
      for (const mark of layout.marks) {
        const home = layout.slabs[mark.row]!;
        expect(inside(mark, home)).toBe(true);
        for (const other of layout.marks) expect(other !== mark && overlap(mark, other)).toBe(false);
      }
      for (const shaft of layout.shafts) expect(shaft.label.name.length).toBeLessThanOrEqual(Math.floor((shaft.w - 6) / 6.7));
    }
  });
  it("ends every ray at the tile that is seen", () => {
    const layout = layoutOf(threeLowers.overlays[0]!);
    for (const { beam, path: of } of layout.shafts) {
      if (!beam) continue;
      const met = layout.marks.find((mark) => mark.path === of && mark.mark?.layer === of.reach)!;
      const end = beam.y + beam.h;
      expect(end).toBeGreaterThan(met.y);
      expect(end).toBeLessThan(met.y + met.h);
    }
  });
  it("drops the curtain over every lower of an opaque directory and of what lies in it", () => {
    const curtains = layoutOf(threeLowers.overlays[0]!)
      .shafts.filter((shaft) => shaft.curtain)
      .map((shaft) => shaft.path.path);
    expect(curtains).toEqual(["cache", "cache/new", "cache/old"]);
  });
  it("folds only the untouched middle of many layers", () => {
    const { slabs } = layoutOf(manyLowers.overlays[0]!);
    const shown = slabs.filter((slab) => slab.role !== "fold").flatMap((slab) => slab.layers);
    expect(shown).toEqual([0, 1, 2, 3, 9, 17, 18]);
    expect(slabs.flatMap((slab) => slab.layers)).toEqual(Array.from({ length: 19 }, (_, layer) => layer));
  });
});

describe("the grid", () => {
  const one = threeHundredPaths.overlays[0]!;
  it("takes over above 24 paths and gives way only below 21, so that one file does not flip it", () => {
    const at = (count: number) => toOverlayModel(files(...Array.from({ length: count }, (_, index) => `f${index}`)));
    const grid = rememberLayout(rememberLayout(null, at(24)), at(25));
    expect(grid.view).toBe("grid");
    expect(rememberLayout(grid, at(24)).view).toBe("grid");
    expect(rememberLayout(grid, at(20)).view).toBe("stack");
  });
  it("folds unchanged directories until at most 200 rows are left, and never a changed path", () => {
    const layout = layoutOf(one);
    const model = toOverlayModel(one);
    expect(layout.rows.length).toBeLessThanOrEqual(200);
    const drawn = new Set(layout.rows.flatMap(({ row }) => (row.type === "path" ? [row.id] : [])));
    expect(model.paths.filter(isChanged).every((changed) => drawn.has(changed.path))).toBe(true);
    const folded = layout.rows.reduce((sum, { row }) => sum + (row.type === "fold" ? row.total : 0), 0);
    expect(drawn.size + folded).toBe(model.paths.length);
  });
  it("counts what it folds by state", () => {
    const fold = layoutOf(one).rows.find(({ row }) => row.type === "fold")!.row;
    expect(fold.type === "fold" && fold.counts).toEqual({ merged: 1, lower: 74 });
  });
  it("keeps every tile inside its column and row", () => {
    const layout = layoutOf(one, 390);
    for (const mark of layout.marks) {
      expect(inside(mark, layout.slabs[mark.col]!)).toBe(true);
      expect(inside(mark, layout.rows[mark.row]!)).toBe(true);
    }
  });
  it("leaves an empty line where a path was, until asked to tidy up", () => {
    const all = toOverlayModel(one);
    const less = toOverlayModel({ ...one, paths: one.paths.filter((each) => each.path !== "etc/entry-03") });
    const memory = rememberLayout(null, all);
    const before = layoutLayers(all, 700, memory);
    const after = layoutLayers(less, 700, rememberLayout(memory, less));
    expect(after.rows.find(({ row }) => row.type === "gap")?.row.id).toBe("etc/entry-03");
    const was = places(before);
    for (const [key, box] of places(after)) expect(box).toEqual(was.get(key));
  });
  it("lays 200 paths out in 4 ms", () => {
    const model = toOverlayModel({ ...one, paths: one.paths.slice(0, 200) });
    const memory = rememberLayout(null, model);
    const times = Array.from({ length: 40 }, () => {
      const start = performance.now();
      layoutLayers(model, 700, memory);
      return performance.now() - start;
    }).sort((a, b) => a - b);
    expect(times[20]).toBeLessThan(4);
  });
});
