import { describe, expect, it } from "vitest";
import { freshnessOf } from "./freshness.ts";

const facts = { now: 10_000, confirmedAt: 9_700, connected: true, paused: false, waiting: 0 };

describe("freshnessOf", () => {
  it("is live for three seconds after the kernel was read", () => {
    expect(freshnessOf(facts)).toEqual({ kind: "live", ageMs: 300 });
    expect(freshnessOf({ ...facts, now: 12_700 })).toEqual({ kind: "live", ageMs: 3000 });
  });
  it("is stale after that", () => {
    expect(freshnessOf({ ...facts, now: 12_701 })).toEqual({ kind: "stale", ageMs: 3001 });
  });
  it("never shows a negative age when the clocks differ", () => {
    expect(freshnessOf({ ...facts, now: 9_000 })).toEqual({ kind: "live", ageMs: 0 });
  });
  it("says why there is no live picture", () => {
    expect(freshnessOf({ ...facts, confirmedAt: null }).kind).toBe("waiting");
    expect(freshnessOf({ ...facts, connected: false }).kind).toBe("disconnected");
    expect(freshnessOf({ ...facts, paused: true, waiting: 2 })).toEqual({ kind: "paused", waiting: 2 });
  });
});
