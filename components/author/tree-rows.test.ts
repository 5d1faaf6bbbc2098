import jsonata from "jsonata";
import { expect, test } from "vitest";
import { toTreeRows } from "./tree-rows.ts";

const view = {
  overlays: [
    { mountpoint: "/root/a", paths: [] },
    { mountpoint: "/root/b", paths: [{ path: "x", "odd-key": { and: 1 } }] },
  ],
  problems: ["none"],
};
const paths = (open: string[], search = "") => toTreeRows(view, new Set(open), search).rows.map(({ path }) => path);

test("what is folded stays folded, and an object in a list is called by its name", () => {
  expect(paths([])).toEqual(["overlays", "problems"]);
  const { rows } = toTreeRows(view, new Set(["overlays"]), "");
  expect(rows.map(({ path, depth, text }) => [path, depth, text])).toEqual([
    ["overlays", 0, "[2]"],
    ["overlays[0]", 1, "/root/a"],
    ["overlays[1]", 1, "/root/b"],
    ["problems", 0, "[1]"],
  ]);
});

test("a search shows what has the words and what leads there", () => {
  expect(paths([], "root/B")).toEqual(["overlays", "overlays[1]", "overlays[1].mountpoint"]);
  expect(paths([], "nowhere")).toEqual([]);
});

test("each path is JSONata that leads to its value, whatever a key is called", async () => {
  const all = toTreeRows(view, new Set(), "and").rows.at(-1)!;
  expect(all.path).toBe("overlays[1].paths[0].`odd-key`.`and`");
  expect(await jsonata(all.path).evaluate(view)).toBe(1);
});

test("a list that is too long to read is cut, and says so", () => {
  const long = { list: Array.from({ length: 5000 }, (_, index) => index) };
  const { rows, cut } = toTreeRows(long, new Set(["list"]), "");
  expect(cut).toBe(true);
  expect(rows.length).toBeLessThan(1000);
});
