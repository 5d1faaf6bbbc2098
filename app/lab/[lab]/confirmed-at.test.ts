import { describe, expect, it } from "vitest";
import { freshnessOf } from "../../../components/diagrams/frame/freshness.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { confirmedAtOf } from "./confirmed-at.ts";

const view: KernelView = { sandbox: "aaaaaaaaaaaa", revision: 7, sampledAt: 10_000, overlays: [], problems: [], changes: [] };
const freshAt = (now: number, confirmedAt: number | null) =>
  freshnessOf({ now, confirmedAt, connected: true, paused: false, waiting: 0 }).kind;

describe("confirmedAtOf", () => {
  it("is the time of the reading until it is confirmed", () => {
    expect(confirmedAtOf(view, null)).toBe(10_000);
    expect(confirmedAtOf(view, { revision: 7, confirmedAt: 12_000 })).toBe(12_000);
  });
  it("believes no confirmation of another picture", () => {
    expect(confirmedAtOf(view, { revision: 6, confirmedAt: 12_000 })).toBe(10_000);
    expect(confirmedAtOf(view, { revision: 8, confirmedAt: 12_000 })).toBe(10_000);
  });
  it("never goes back when an old confirmation is still known", () => {
    expect(confirmedAtOf({ ...view, sampledAt: 13_000 }, { revision: 7, confirmedAt: 12_000 })).toBe(13_000);
  });
  it("is unknown without a picture, and for one that was never read", () => {
    expect(confirmedAtOf(null, { revision: 7, confirmedAt: 12_000 })).toBeNull();
    expect(confirmedAtOf({ ...view, sampledAt: 0 }, null)).toBeNull();
  });
  it("an open connection alone keeps nothing live: three seconds of silence and the picture is stale", () => {
    const last = { revision: 7, confirmedAt: 12_000 };
    expect(freshAt(15_000, confirmedAtOf(view, last))).toBe("live");
    expect(freshAt(15_001, confirmedAtOf(view, last))).toBe("stale");
    expect(freshAt(15_001, confirmedAtOf({ ...view, sampledAt: 0 }, null))).toBe("waiting");
  });
});
