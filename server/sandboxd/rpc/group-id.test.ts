import { expect, test } from "vitest";
import { parseGroupId } from "./group-id.ts";

test("a group is found by its whole name", () => {
  const text = "root:x:0:\nglassboxer:x:5:\nglassbox:x:996:ann,bob\n";
  expect(parseGroupId(text, "glassbox")).toBe(996);
  expect(parseGroupId(text, "glass")).toBeNull();
});
