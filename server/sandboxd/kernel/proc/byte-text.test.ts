import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toVisible, toVisibleCut } from "./byte-text.ts";

const bytes = (text: string) => Buffer.from(text, "utf8").toString("latin1");

describe("names as people see them", () => {
  test("plain names and other languages stay as they are", () => {
    expect(toVisible("in_both.txt")).toBe("in_both.txt");
    expect(toVisible(bytes("文件 é 😀"))).toBe("文件 é 😀");
  });
  test("control characters, invisible characters and broken UTF-8 are spelled out", () => {
    expect(toVisible("a\nb\x1b[31m\x7f")).toBe("a\\nb\\x1b[31m\\u{7f}");
    expect(toVisible(bytes("x\u202egpj"))).toBe("x\\u{202e}gpj");
    expect(toVisible("\xff\xfe")).toBe("\\xff\\xfe");
    expect(toVisible(`\xff${bytes("é")}\xe9`)).toBe("\\xffé\\xe9");
  });
  test("a name that spells an escape is not the name that has the character", () => {
    expect(toVisible("a\\nb")).toBe("a\\\\nb");
  });
  test("two different names never look the same", () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 8 }).map((array) => Buffer.from(array).toString("latin1"));
    const tricky = fc
      .array(fc.constantFrom("\\", "x", "n", "\n", "\xff", "f", "u", "{", "202e", "}", "\xe2\x80\xae", "\xc3", "\xa9"), {
        maxLength: 6,
      })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(name, tricky), fc.oneof(name, tricky), (a, b) => a === b || toVisible(a) !== toVisible(b)),
      {
        numRuns: 3000,
      },
    );
  });
  test("what is cut says so", () => {
    expect(toVisibleCut("abcdef", 4)).toBe("abc…");
    expect(toVisibleCut("abcd", 4)).toBe("abcd");
  });
});
