// biome-ignore lint/style/noRestrictedImports: the test asks a real bash
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { shellQuote, visibleName } from "./shell-quote.ts";

/** What bash makes of the word. */
const bash = (word: string): string => execFileSync("bash", ["-c", `printf %s ${word}`]).toString("utf8");

describe("shellQuote", () => {
  it("leaves plain paths readable", () => {
    expect(shellQuote("/root/upper/in_both.txt")).toBe("/root/upper/in_both.txt");
  });
  it.each([
    ['spaces and $HOME `id` "x"', 'spaces and $HOME `id` "x"'],
    ["it's", "it's"],
    ["two\\nlines", "two\nlines"],
    ["back\\\\slash and it's", "back\\slash and it's"],
    ["esc\\x1b[31m", "esc\u001b[31m"],
    ["bidi\\u{202e}gpj.exe", "bidi\u202egpj.exe"],
    ["-rf; reboot", "-rf; reboot"],
  ])("gives bash the very name behind %s", (shown, name) => {
    expect(bash(shellQuote(shown))).toBe(name);
  });
  it("never contains a character that would press Enter or steer the terminal", () => {
    expect(shellQuote("raw\nnewline\u001b]0;x\u0007")).not.toMatch(/[\u0000-\u001f\u007f]/);
  });
});

describe("visibleName", () => {
  it("shows what would otherwise hide or reorder text", () => {
    expect(visibleName("a\u202eb\u200bc")).toBe("a\\xe2\\x80\\xaeb\\xe2\\x80\\x8bc");
  });
});
