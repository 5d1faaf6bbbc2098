import { expect, it } from "vitest";
import { DEFAULT_PANES, formatPanes, parsePanes } from "./panes.ts";

it("gives back the panes as they were left", () => {
  const panes = { columns: { lesson: 30, stage: 70 }, rows: { diagram: 60.5, terminal: 39.5 } };
  expect(parsePanes(formatPanes(panes))).toEqual(panes);
});

it("takes nothing odd from a cookie", () => {
  for (const text of [undefined, "", "x-y", "0-100", "-5", "NaN-50.0.0", "1e9-3"])
    expect(parsePanes(text).columns).toEqual(DEFAULT_PANES.columns);
  expect(parsePanes("30").rows).toEqual(DEFAULT_PANES.rows);
});
