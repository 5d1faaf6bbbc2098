import { expect, test } from "vitest";
import { isSearchKey } from "./is-search-key.ts";

const press = (key: string, parts = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, defaultPrevented: false },
  ...parts,
});
const inside = { closest: () => ({}) as Element };
const elsewhere = { closest: () => null };

test("a slash, Ctrl+K and Cmd+K open the search", () => {
  expect(isSearchKey(press("/"), elsewhere)).toBe(true);
  expect(isSearchKey(press("/", { shiftKey: true }), null)).toBe(true);
  expect(isSearchKey(press("k", { ctrlKey: true }), elsewhere)).toBe(true);
  expect(isSearchKey(press("K", { metaKey: true }), elsewhere)).toBe(true);
});

test("what is typed into a terminal, an editor or a field stays there", () => {
  expect(isSearchKey(press("/"), inside)).toBe(false);
  expect(isSearchKey(press("k", { ctrlKey: true }), inside)).toBe(false);
});

test("other keys, and those that another has taken, do not", () => {
  for (const key of [press("k"), press("/", { altKey: true }), press("/", { ctrlKey: true }), press("/", { isComposing: true })])
    expect(isSearchKey(key, null)).toBe(false);
  expect(isSearchKey(press("/", { defaultPrevented: true }), null)).toBe(false);
  expect(isSearchKey(press("k", { ctrlKey: true, shiftKey: true }), null)).toBe(false);
});
