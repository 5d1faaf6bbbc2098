import { describe, expect, test } from "vitest";
import { toReason } from "../to-reason.ts";
import { type LayerEntry, NO_XATTRS, type OverlayXattrs } from "./layer-entry.ts";
import { type FoundPath, findProvenance, type LayerSource, type OverlayRules } from "./provenance.ts";

type Node = Partial<LayerEntry> & { mark?: Partial<OverlayXattrs>; in?: Tree };
type Tree = { [name: string]: Node };

const BASE: LayerEntry = {
  kind: "file",
  size: 1,
  mode: 0o644,
  uid: 0,
  gid: 0,
  allocated: 0,
  mtimeMs: 0,
  bornMs: null,
  xattrs: NO_XATTRS,
  text: null,
  target: null,
  covered: null,
};
const file = (mark: Partial<OverlayXattrs> = {}): Node => ({ mark });
const dir = (inside: Tree = {}, mark: Partial<OverlayXattrs> = {}): Node => ({ kind: "directory", in: inside, mark });
const whiteout: Node = { kind: "whiteout" };
const origin = { origin: true };
const opaque = { opaque: "y" as const };

/** A layer in memory. */
function layer(tree: Tree, rootMark: Partial<OverlayXattrs> = {}): LayerSource {
  const root = dir(tree, rootMark);
  const at = (path: string): Node | undefined =>
    (path === "" ? [] : path.split("/")).reduce<Node | undefined>((node, name) => node?.in?.[name], root);
  const entry = ({ mark, in: _, ...rest }: Node): LayerEntry => ({ ...BASE, ...rest, xattrs: { ...NO_XATTRS, ...mark } });
  return {
    list(path) {
      const found = at(path);
      if (!found?.in) return null;
      return { complete: true, entries: new Map(Object.entries(found.in).map(([name, node]) => [name, entry(node)])) };
    },
    lookup(path) {
      const found = at(path);
      return found ? entry(found) : null;
    },
  };
}

const RULES: OverlayRules = { hasUpper: true, followRedirects: true, dataOnly: new Set(), copiedUpWithoutOrigin: () => false };
const see = (layers: LayerSource[], rules: Partial<OverlayRules> = {}) =>
  new Map(findProvenance(layers, { ...RULES, ...rules }, () => null).paths.map((path) => [path.path, path]));
const short = (path: FoundPath | undefined) =>
  path && [path.state, path.visibleFrom, path.cells.map((cell) => cell.layer).join()];

describe("where a path of an overlay comes from", () => {
  test("upper wins over lower, and the topmost lower over those below", () => {
    const paths = see([layer({ both: file() }), layer({ both: file(), low: file() }), layer({ low: file(), deep: file() })]);
    expect(short(paths.get("both"))).toEqual(["replaced", 0, "0,1"]);
    expect(short(paths.get("low"))).toEqual(["lower", 1, "1,2"]);
    expect(short(paths.get("deep"))).toEqual(["lower", 2, "2"]);
  });
  test("a file with the origin mark was copied up; one without came by itself", () => {
    const paths = see([layer({ a: file(origin), b: file(), moved: file(origin) }), layer({ a: file(), b: file() })]);
    expect(short(paths.get("a"))).toEqual(["copied-up", 0, "0,1"]);
    expect(short(paths.get("b"))).toEqual(["replaced", 0, "0,1"]);
    expect(short(paths.get("moved"))).toEqual(["copied-up", 0, "0"]);
  });
  test("where overlay cannot mark its files, what is known from elsewhere decides", () => {
    const paths = see([layer({ a: file() }), layer({ a: file() })], { copiedUpWithoutOrigin: () => true });
    expect(paths.get("a")?.state).toBe("copied-up");
  });
  test("a whiteout deletes; the lower file stays on disk", () => {
    const paths = see([layer({ gone: whiteout }), layer({ gone: file() })]);
    expect(short(paths.get("gone"))).toEqual(["deleted", null, "0,1"]);
    expect(paths.get("gone")?.kind).toBeNull();
  });
  test("a whiteout in a lower layer hides only what is below it", () => {
    const paths = see([layer({}), layer({ x: file() }), layer({ x: whiteout, y: whiteout }), layer({ x: file(), y: file() })]);
    expect(short(paths.get("x"))).toEqual(["lower", 1, "1,2,3"]);
    expect(short(paths.get("y"))).toEqual(["deleted", null, "2,3"]);
  });
  test("what is in a deleted directory is hidden, not gone", () => {
    const paths = see([layer({ d: whiteout }), layer({ d: dir({ f: file(), e: dir({ g: file() }) }) })]);
    expect(short(paths.get("d/f"))).toEqual(["hidden", null, "1"]);
    expect(short(paths.get("d/e/g"))).toEqual(["hidden", null, "1"]);
  });
  test("directories of the same name merge", () => {
    const paths = see([layer({ d: dir({ new: file() }) }), layer({ d: dir({ a: file() }) }), layer({ d: dir({ b: file() }) })]);
    expect(short(paths.get("d"))).toEqual(["merged", 0, "0,1,2"]);
    expect([paths.get("d/new")?.state, paths.get("d/a")?.visibleFrom, paths.get("d/b")?.visibleFrom]).toEqual(["created", 1, 2]);
  });
  test("an opaque directory hides everything below it", () => {
    const paths = see([layer({ d: dir({ f: file() }, opaque) }), layer({ d: dir({ f: file(), x: file() }) })]);
    expect(short(paths.get("d"))).toEqual(["opaque", 0, "0,1"]);
    expect(short(paths.get("d/x"))).toEqual(["hidden", null, "1"]);
    expect(short(paths.get("d/f"))).toEqual(["replaced", 0, "0,1"]);
  });
  test("a new directory that the kernel marked opaque for nothing is simply new", () => {
    expect(see([layer({ d: dir({}, opaque) }), layer({})]).get("d")?.state).toBe("created");
  });
  test("an opaque directory in a lower layer ends the merge there", () => {
    const paths = see([layer({ d: dir() }), layer({ d: dir({ a: file() }, opaque) }), layer({ d: dir({ b: file() }) })]);
    expect(short(paths.get("d"))).toEqual(["merged", 0, "0,1,2"]);
    expect(paths.get("d/a")?.visibleFrom).toBe(1);
    expect(paths.get("d/b")?.state).toBe("hidden");
  });
  test("a file over a directory hides it, a directory over a file does too, and ends the merge", () => {
    const paths = see([
      layer({ x: file(), y: dir({ new: file() }) }),
      layer({ x: dir({ in: file() }), y: file() }),
      layer({ y: dir({ old: file() }) }),
    ]);
    expect(short(paths.get("x"))).toEqual(["replaced", 0, "0,1"]);
    expect(paths.get("x/in")?.state).toBe("hidden");
    expect(paths.get("y")?.visibleFrom).toBe(0);
    expect(paths.get("y/new")?.state).toBe("created");
    expect(paths.get("y/old")?.state).toBe("hidden");
  });
  test("an absolute redirect lets a renamed directory keep its lower content", () => {
    const paths = see([
      layer({ new: dir({}, { ...origin, redirect: "/old" }), old: whiteout }),
      layer({ old: dir({ f: file() }) }),
    ]);
    expect(short(paths.get("new"))).toEqual(["merged", 0, "0,1"]);
    expect(paths.get("new/f")).toMatchObject({ state: "lower", visibleFrom: 1, cells: [{ layer: 1, path: "old/f" }] });
    expect(paths.get("old")?.state).toBe("deleted");
    expect(paths.get("old/f")?.state).toBe("hidden");
  });
  test("a relative redirect renames within the same parent", () => {
    const paths = see([layer({ d: dir({ new: dir({}, { redirect: "old" }) }) }), layer({ d: dir({ old: dir({ f: file() }) }) })]);
    expect(paths.get("d/new/f")).toMatchObject({ visibleFrom: 1, cells: [{ path: "d/old/f" }] });
  });
  test("a redirect is not followed where the mount says nofollow", () => {
    const paths = see([layer({ new: dir({}, { redirect: "/old" }) }), layer({ old: dir({ f: file() }) })], {
      followRedirects: false,
    });
    expect(paths.has("new/f")).toBe(false);
  });
  test("a metadata-only copy is copied up and shows the layer that lends its data", () => {
    const paths = see([layer({ f: file({ metacopy: true, origin: true }) }), layer({ f: file() }), layer({ f: file() })]);
    expect(short(paths.get("f"))).toEqual(["copied-up", 0, "0,1,2"]);
  });
  test("a data-only layer is seen only through a redirect", () => {
    const layers = [layer({ f: file({ metacopy: true, redirect: "/blob" }) }), layer({ blob: file() })];
    const paths = see(layers, { hasUpper: false, dataOnly: new Set([1]) });
    expect(paths.get("blob")?.state).toBe("hidden");
    expect(paths.get("f")?.cells.map((cell) => [cell.layer, cell.path])).toEqual([
      [0, "f"],
      [1, "blob"],
    ]);
  });
  test("an empty file with the whiteout mark deletes only in a directory marked x", () => {
    const mark: Node = { size: 0, mark: { whiteout: true } };
    const below = layer({ d: dir({ f: file() }) });
    const marked = see([layer({ d: dir({ f: mark }, { opaque: "x" }) }), below], { hasUpper: false });
    const unmarked = see([layer({ d: dir({ f: mark }) }), below], { hasUpper: false });
    expect(marked.get("d/f")?.state).toBe("deleted");
    expect(unmarked.get("d/f")?.state).toBe("lower");
  });
  test("names like __proto__ are names", () => {
    const tree = Object.fromEntries([["constructor", file()]]);
    const proto = layer(tree);
    const source: LayerSource = {
      list: (path) => (path === "" ? { complete: true, entries: new Map([["__proto__", BASE]]) } : null),
      lookup: () => null,
    };
    expect([...see([proto, source]).keys()].sort()).toEqual(["__proto__", "constructor"]);
  });
  test("without upper nothing is created or copied up", () => {
    const paths = see([layer({ a: file(origin), d: dir({}, opaque) }), layer({ a: file(), d: dir({ x: file() }) })], {
      hasUpper: false,
    });
    expect(paths.get("a")?.state).toBe("lower");
    expect(paths.get("d")?.state).toBe("opaque");
  });
  test("a list that was cut is asked for single names, so that what is shown is still right", () => {
    const cut: LayerSource = {
      list: (path) => (path === "" ? { complete: false, entries: new Map() } : null),
      lookup: (path) => (path === "f" ? BASE : null),
    };
    expect(short(see([layer({ f: file() }), cut]).get("f"))).toEqual(["replaced", 0, "0,1"]);
  });
  test("reading stops when it is told to, and says why", () => {
    const asked: number[] = [];
    const stop = (paths: number) => (asked.push(paths) > 1 ? toReason("time-cap", {}) : null);
    expect(findProvenance([layer({ d: dir({ f: file() }) })], RULES, stop)).toMatchObject({
      stopped: { code: "time-cap" },
      paths: [{ path: "d" }],
    });
    expect(asked).toEqual([0, 1]);
  });
  test("a tree deeper than 64 levels is partial", () => {
    const deep = (levels: number): Tree => (levels === 0 ? {} : { d: dir(deep(levels - 1)) });
    expect(findProvenance([layer(deep(80))], RULES, () => null).stopped?.text).toContain("64 levels");
  });
});
