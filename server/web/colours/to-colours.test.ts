import { expect, test } from "vitest";
import { toColours } from "./to-colours.ts";

test("neighbours of one hue become one run, blanks at the end of a word are nobody's, and the plain end is left out", () => {
  const lines = [
    [
      { content: "ls ", letter: "f" as const },
      { content: "-", letter: "o" as const },
      { content: "l", letter: "o" as const },
    ],
    [{ content: "plain", letter: "" as const }],
  ];
  expect(toColours("ls -l\nplain", lines)).toBe("f2 1 o2");
});

test("tokens that are not the text colour nothing", () => {
  expect(toColours("ls\r\nx", [[{ content: "ls", letter: "f" }], [{ content: "x", letter: "" }]])).toBe("");
});
