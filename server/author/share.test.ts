import { expect, test } from "vitest";
import { formatShare, isInShare, parseShare } from "./share.ts";

test("the parts of a share meet everything, each thing once", () => {
  const parts = ["1/3", "2/3", "3/3"].map((text) => parseShare(text));
  for (let index = 0; index < 10; index++) expect(parts.filter((part) => isInShare(index, part))).toHaveLength(1);
});

test("days in a row have all the parts", () => {
  const day = 86_400_000;
  const parts = [0, 1, 2].map((days) => formatShare(parseShare("today/3", Date.UTC(2026, 10, 29) + days * day)));
  expect(parts.toSorted()).toEqual(["1/3", "2/3", "3/3"]);
});

test.each(["0/3", "today/0", "today", "4/3", "1", "a/b", "1/3/5", "-1/3", "1/"])(
  "%s is no share, and it says what is",
  (text) => {
    expect(() => parseShare(text)).toThrow(/--share .*write which of how many parts/);
  },
);
