import { describe, expect, it } from "vitest";
import { cell, overlay, path } from "./fixtures/build-overlay.ts";
import { overlayByHand } from "./fixtures/overlay-by-hand.ts";
import { hostileNames, threeLowers } from "./fixtures/special-views.ts";
import { byTree, toOverlayModel } from "./layers-model.ts";

const find = (view: typeof threeLowers, name: string) =>
  toOverlayModel(view.overlays[0]!).paths.find((one) => one.path === name)!;
const roles = (view: typeof threeLowers, name: string) => find(view, name).cells.map((mark) => `${mark.layer}:${mark.role}`);

describe("toOverlayModel", () => {
  it("sees the topmost entry and keeps the lower ones on disk", () => {
    expect(roles(threeLowers, "tool")).toEqual(["1:seen", "2:under", "3:under"]);
    expect(find(threeLowers, "tool").reach).toBe(1);
  });
  it("stops the look at a whiteout", () => {
    const deleted = find(overlayByHand[4]!, "in_both.txt");
    expect(deleted.cells.map((mark) => mark.role)).toEqual(["whiteout", "under"]);
    expect(deleted.reach).toBe(0);
  });
  it("looks through merged directories down to the last one", () => {
    expect(roles(threeLowers, "etc")).toEqual(["0:seen", "2:part", "3:part"]);
    expect(find(threeLowers, "etc").reach).toBe(3);
  });
  it("does not look below an opaque directory, nor below it for its entries", () => {
    expect(roles(threeLowers, "cache")).toEqual(["0:seen", "2:under", "3:under"]);
    expect(find(threeLowers, "cache").curtain).toBe(0);
    expect(find(threeLowers, "cache/old").curtain).toBe(0);
    expect(find(threeLowers, "etc/hosts").curtain).toBeNull();
  });
  it("finds the data of a metadata-only copy below it", () => {
    expect(roles(threeLowers, "big.img")).toEqual(["0:seen", "3:part"]);
  });
  it("does not merge a directory with a file of the same name below", () => {
    const model = toOverlayModel(
      overlay(
        "/m",
        ["a", "b"],
        [path("d", "created", 0, [cell(0, { kind: "directory" }), cell(1), cell(2, { kind: "directory" })])],
      ),
    );
    expect(model.paths[0]!.cells.map((mark) => mark.role)).toEqual(["seen", "under", "under"]);
  });
  it("gives facts whose fields a test can take apart again, whatever the name", () => {
    const facts = toOverlayModel(hostileNames.overlays[0]!).paths.flatMap((one) => [
      one.merged.fact,
      ...one.cells.map((mark) => mark.fact),
    ]);
    expect(facts.every((fact) => fact.split("|").length === 5)).toBe(true);
    expect(facts.map((fact) => fact.split("|")[0]!.replaceAll("%7C", "|").replaceAll("%25", "%"))).toContain("pipe|in%name");
  });
  it("does not depend on the order in which paths and cells arrive", () => {
    const one = threeLowers.overlays[0]!;
    const shuffled = { ...one, paths: one.paths.toReversed().map((each) => ({ ...each, cells: each.cells.toReversed() })) };
    expect(toOverlayModel(shuffled).paths).toEqual(toOverlayModel(one).paths);
  });
});

describe("byTree", () => {
  it("puts a directory's entries directly after it", () => {
    expect(["a-b", "a/b", "a", "a/a", "a!"].sort(byTree)).toEqual(["a", "a/a", "a/b", "a!", "a-b"]);
  });
});

describe("less common entries", () => {
  it("knows a whiteout without a device: an empty file with the whiteout attribute", () => {
    const hidden = cell(0, { size: 0, xattrs: ["user.overlay.whiteout"] });
    const model = toOverlayModel(overlay("/m", ["a"], [path("x", "deleted", null, [hidden, cell(1)])]));
    expect(model.paths[0]!.cells.map((mark) => mark.role)).toEqual(["whiteout", "under"]);
  });
  it("follows a renamed directory to its old name only", () => {
    expect(roles(threeLowers, "docs")).toEqual(["0:seen", "3:part"]);
    const directory = (layer: number, over = {}) => cell(layer, { kind: "directory", ...over });
    const renamed = path("new", "merged", 0, [
      directory(0, { redirect: "old" }),
      directory(1),
      directory(2, { realPath: "old" }),
    ]);
    const model = toOverlayModel(overlay("/m", ["a", "b"], [renamed]));
    expect(model.paths[0]!.cells.map((mark) => mark.role)).toEqual(["seen", "under", "part"]);
  });
});
