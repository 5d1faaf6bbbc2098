import { expect, it } from "vitest";
import { nextOrder, sortRows } from "./sort-rows.ts";

it("sorts by a column and keeps equal rows in their order", () => {
  const rows = [
    { n: "b", k: 1 },
    { n: "a", k: 2 },
    { n: "b", k: 3 },
  ];
  expect(sortRows(rows, { column: "n", descending: false }, (row) => row.n).map((row) => row.k)).toEqual([2, 1, 3]);
  expect(sortRows(rows, { column: "n", descending: true }, (row) => row.n).map((row) => row.k)).toEqual([1, 3, 2]);
});
it("turns ascending, descending and off with each click", () => {
  const first = nextOrder(null, "path");
  expect(first).toEqual({ column: "path", descending: false });
  expect(nextOrder(first, "path")).toEqual({ column: "path", descending: true });
  expect(nextOrder({ column: "path", descending: true }, "path")).toBeNull();
});
