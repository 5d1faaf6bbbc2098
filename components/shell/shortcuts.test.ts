import { expect, test } from "vitest";
import { keysOf, pageShortcut } from "./shortcuts.ts";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {}) => ({
  ...{ key, code: `Key${key.toUpperCase()}`, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

test("a key does what the table says, with what is held and with nothing else", () => {
  expect(pageShortcut(press("?", { shiftKey: true }), true)).toBe("map");
  expect(pageShortcut(press("?"), true)).toBe("map");
  expect(pageShortcut(press("n"), true)).toBe("next");
  expect(pageShortcut(press("n", { ctrlKey: true }), true)).toBeNull();
  expect(pageShortcut(press("n", { altKey: true }), true)).toBeNull();
  expect(pageShortcut(press("N", { shiftKey: true }), true)).toBeNull();
  expect(pageShortcut(press("L", { ctrlKey: true, shiftKey: true }), true)).toBe("panes");
  expect(pageShortcut(press("l", { ctrlKey: true }), true)).toBeNull();
  expect(pageShortcut(press("p", { metaKey: true }), true)).toBe("print");
});

test("who switched single keys off keeps those that need a second one", () => {
  expect(pageShortcut(press("n"), false)).toBeNull();
  expect(pageShortcut(press("?"), false)).toBeNull();
  expect(pageShortcut(press("p", { ctrlKey: true }), false)).toBe("print");
});

test("a key is written as it is on the keyboard", () => {
  expect(keysOf({ key: "S", mod: true }, false)).toEqual(["Ctrl", "S"]);
  expect(keysOf({ key: "S", mod: true }, true)).toEqual(["\u2318", "S"]);
  expect(keysOf({ key: "Delete" }, true)).toEqual(["Del"]);
});
