import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CODE_HUES } from "../lib/contract/code-colours.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");
const PAIR = /light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/;

/** name -> [light, dark] */
const tokens = new Map(
  [...read("globals.css").matchAll(new RegExp(`--([a-z-]+): ${PAIR.source}`, "g"))].map((m) => [m[1]!, [m[2]!, m[3]!]]),
);
const hues = new Map(
  [...read("code-colours.css").matchAll(/\.hue-([a-z]+) \{\s+color: ([^;]+);/g)].map(([, name, value]) => {
    const [, light, dark] = PAIR.exec(value!) ?? [];
    return [name!, light ? [light, dark!] : tokens.get(/var\(--([a-z-]+)\)/.exec(value!)![1]!)!];
  }),
);

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
const contrast = (a: string, b: string) => {
  const [dark, light] = [luminance(a), luminance(b)].sort((one, two) => one - two);
  return (light! + 0.05) / (dark! + 0.05);
};

test("every hue that code may have has a colour, in light and in dark, and no two are the same but those that recede", () => {
  expect([...hues.keys()].sort()).toEqual(Object.values(CODE_HUES).sort());
  const loud = [...hues].filter(([name]) => name !== "prompt").map(([, [light]]) => light);
  expect(new Set(loud).size).toBe(loud.length);
});

test.each([...hues.keys()])("%s can be read on each ground that code stands on: sunken, surface, accent-soft", (name) => {
  for (const ground of ["sunken", "surface", "accent-soft"])
    for (const theme of [0, 1]) {
      const ratio = contrast(hues.get(name)![theme]!, tokens.get(ground)![theme]!);
      expect(ratio, `${name} on ${ground}, ${theme === 0 ? "light" : "dark"}: ${ratio.toFixed(2)}`).toBeGreaterThanOrEqual(4.5);
    }
});
