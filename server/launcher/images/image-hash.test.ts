import { expect, test } from "vitest";
import { toImageHash } from "./image-hash.ts";

const parts = { content: "c", rootfs: undefined, bases: ["b"] };

test("an image is built anew when its folder, its release or its base changes, and only then", () => {
  const hash = toImageHash(parts);
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(toImageHash({ ...parts })).toBe(hash);
  const others = [{ content: "d" }, { rootfs: "bookworm" }, { bases: ["d"] }, { bases: ["b", "b"] }, { bases: [] }];
  expect(new Set(others.map((change) => toImageHash({ ...parts, ...change })).concat(hash)).size).toBe(others.length + 1);
});
