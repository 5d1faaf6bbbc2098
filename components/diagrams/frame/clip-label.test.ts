import { describe, expect, it } from "vitest";
import { clipEnd, clipMiddle, textColumns } from "./clip-label.ts";

describe("clipMiddle", () => {
  it("leaves a name that fits alone", () => {
    expect(clipMiddle("in_both.txt", 11)).toBe("in_both.txt");
  });
  it("keeps the beginning and the suffix of a long name", () => {
    expect(clipMiddle("a-very-long-file-name.txt", 11)).toBe("a-ver…e.txt");
  });
  it("counts Chinese characters as two columns", () => {
    expect(textColumns("文件.txt")).toBe(8);
    expect(textColumns(clipMiddle("叠加文件系统的很长的名字.txt", 12))).toBeLessThanOrEqual(12);
  });
  it("never cuts an emoji or a combined letter in two", () => {
    expect(clipEnd("👩‍💻👩‍💻👩‍💻", 5)).toBe("👩‍💻👩‍💻…");
  });
});
