import { describe, expect, it } from "vitest";
import { remaining } from "./clock.ts";

const MINUTE = 60_000;

describe("remaining", () => {
  it("counts minutes and seconds", () => {
    expect(remaining(59 * MINUTE + 5000, 0)).toEqual({ text: "59:05", tone: "calm" });
  });

  it("shows hours where there are any", () => {
    expect(remaining(90 * MINUTE, 0).text).toBe("1:30:00");
  });

  it("warns in the last five minutes", () => {
    expect(remaining(5 * MINUTE, 0)).toEqual({ text: "5:00", tone: "soon" });
    expect(remaining(5 * MINUTE + 1, 0).tone).toBe("calm");
  });

  it("never goes below zero", () => {
    expect(remaining(1000, 9000)).toEqual({ text: "0:00", tone: "over" });
  });
});
