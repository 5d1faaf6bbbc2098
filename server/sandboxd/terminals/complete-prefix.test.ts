import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completePrefixLength } from "./complete-prefix.ts";

const WHOLE = [
  "a",
  "héllo",
  "层",
  "🐧",
  "\x1b[31m",
  "\x1b[?2004h",
  "\x1b]0;title\x07",
  "\x1b(B",
  "\x1bM",
  "\x1b[38;5;120m",
  "\r\n",
];

describe("complete prefix", () => {
  test("whole characters and sequences are complete", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WHOLE)), (parts) => {
        const bytes = Buffer.from(parts.join(""));
        expect(completePrefixLength(bytes)).toBe(bytes.length);
      }),
    );
  });

  test.each(["层", "🐧", "\x1b[31m", "\x1b]0;title\x07", "\x1b(B", "\x1bP1$r\x07"])(
    "%j cut anywhere is held back as a whole",
    (last) => {
      const whole = Buffer.from(last);
      for (let cut = 1; cut < whole.length; cut++)
        expect(completePrefixLength(Buffer.concat([Buffer.from("ok"), whole.subarray(0, cut)]))).toBe(2);
    },
  );

  test("bytes that are no UTF-8 are not waited for", () => {
    expect(completePrefixLength(Buffer.from([0x61, 0x80, 0x80, 0x80, 0x80]))).toBe(5);
    expect(completePrefixLength(Buffer.from([0xff, 0x61]))).toBe(2);
  });
});
