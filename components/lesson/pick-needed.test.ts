import { expect, test } from "vitest";
import { pickNeeded } from "./pick-needed.ts";

const steps = [
  { id: "01-a", title: "A", needs: [] },
  { id: "02-b", title: "B", needs: ["01-a"] },
  { id: "03-c", title: "C", needs: ["01-a", "02-b"] },
];
const needed = (current: string, ...passed: string[]) =>
  pickNeeded(steps, current, (step) => passed.includes(step)).map(({ number, title }) => `${number} ${title}`);

test("a step names what it builds upon and did not pass in this sandbox", () => {
  expect(needed("03-c")).toEqual(["1 A", "2 B"]);
  expect(needed("03-c", "01-a")).toEqual(["2 B"]);
  expect(needed("03-c", "01-a", "02-b")).toEqual([]);
  expect(needed("01-a")).toEqual([]);
});

test("a step that has passed here needs nothing any more", () => {
  expect(needed("03-c", "03-c")).toEqual([]);
});
