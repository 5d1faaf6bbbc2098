import fc from "fast-check";
import { expect, test } from "vitest";
import { cutByHue } from "./code-colours.ts";

test("a text is cut into its runs, and what no run names is plain", () => {
  expect(cutByHue("cat -n x # y", "f3 1 o2 3 c2")).toEqual([
    { text: "cat", hue: "function" },
    { text: " ", hue: null },
    { text: "-n", hue: "option" },
    { text: " x ", hue: null },
    { text: "# ", hue: "comment" },
    { text: "y", hue: null },
  ]);
  expect(cutByHue("plain", "")).toEqual([{ text: "plain", hue: null }]);
});

test("whatever the colours say, the runs are the text again", () => {
  const word = fc.tuple(fc.constantFrom("", "c", "z", "C", "-"), fc.nat(12), fc.constantFrom("", " ", "  ", "x"));
  const words = fc.array(word).map((each) => each.flat().join(""));
  fc.assert(
    fc.property(fc.string(), words, (text, colours) => {
      const runs = cutByHue(text, colours);
      expect(runs.map((run) => run.text).join("")).toBe(text);
      expect(runs.every((run) => run.text !== "")).toBe(true);
    }),
  );
});
