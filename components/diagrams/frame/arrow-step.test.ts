import { describe, expect, it } from "vitest";
import { arrowStep } from "./arrow-step.ts";

const stops = [
  { key: "a-merged", col: 0, row: 0 },
  { key: "a-lower", col: 0, row: 2 },
  { key: "b-merged", col: 1, row: 0 },
  { key: "b-upper", col: 1, row: 1 },
  { key: "d-lower", col: 3, row: 2 },
];

describe("arrowStep", () => {
  it("walks down and up the shaft, over layers that hold nothing", () => {
    expect(arrowStep(stops, "a-merged", "ArrowDown")).toBe("a-lower");
    expect(arrowStep(stops, "a-lower", "ArrowUp")).toBe("a-merged");
  });
  it("goes to the neighbouring path, to the mark nearest in height", () => {
    expect(arrowStep(stops, "a-lower", "ArrowRight")).toBe("b-upper");
    expect(arrowStep(stops, "b-upper", "ArrowRight")).toBe("d-lower");
  });
  it("stays where it is at the edge", () => {
    expect(arrowStep(stops, "a-merged", "ArrowLeft")).toBeNull();
    expect(arrowStep(stops, "a-merged", "ArrowUp")).toBeNull();
  });
});
