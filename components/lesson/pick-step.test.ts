import { describe, expect, it } from "vitest";
import { pickStep } from "./pick-step.ts";

const steps = ["01-mount", "02-copy-up", "03-delete"];
const none = { asked: null, at: null, passed: () => false };

describe("pickStep", () => {
  it("goes where the address says", () => {
    expect(pickStep(steps, { ...none, asked: "03-delete", at: "02-copy-up" })).toBe("03-delete");
  });

  it("goes back to where the student was", () => {
    expect(pickStep(steps, { ...none, at: "02-copy-up" })).toBe("02-copy-up");
  });

  it("otherwise shows the first step that has not passed", () => {
    expect(pickStep(steps, { ...none, passed: (step) => step === "01-mount" })).toBe("02-copy-up");
    expect(pickStep(steps, { ...none, passed: () => true })).toBe("01-mount");
  });

  it("does not trust a step that the lab no longer has", () => {
    expect(pickStep(steps, { ...none, asked: "09-gone", at: "08-gone" })).toBe("01-mount");
  });
});
