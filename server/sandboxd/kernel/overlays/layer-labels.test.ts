import { expect, test } from "vitest";
import { toLayerLabels } from "./layer-labels.ts";

test("a layer is called by the last part of its path", () => {
  expect(toLayerLabels(["/root/upper", "/root/lower1", "/"])).toEqual(["upper", "lower1", "/"]);
});
test("layers of the same name carry as many parents as it takes", () => {
  expect(toLayerLabels(["/o/a/diff", "/o/b/diff", "/x"])).toEqual(["a/diff", "b/diff", "x"]);
});
test("the same path twice is numbered", () => {
  expect(toLayerLabels(["/a/l", "/a/l"])).toEqual(["a/l", "a/l #2"]);
});
