import fc from "fast-check";
import { expect, it } from "vitest";
import { textColumns } from "../frame/clip-label.ts";
import { wrapText } from "./wrap-text.ts";

it("breaks between words and cuts what does not fit", () => {
  expect(wrapText("Reaches 10.0.0.0/24 over eth0.", 20, 3)).toEqual(["Reaches 10.0.0.0/24", "over eth0."]);
  expect(wrapText("one two three four", 7, 2)).toEqual(["one two", "three…"]);
});
it("breaks Chinese between characters", () => {
  expect(wrapText("谁也到不了：没有路由。", 12, 2)).toEqual(["谁也到不了：", "没有路由。"]);
});
it("never makes a line that is too long, nor too many", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 80 }),
      fc.integer({ min: 4, max: 40 }),
      fc.integer({ min: 1, max: 4 }),
      (text, columns, most) => {
        const lines = wrapText(text, columns, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(textColumns(line)).toBeLessThanOrEqual(columns);
      },
    ),
  );
});
