import { describe, expect, it } from "vitest";
import { SandboxId } from "../../../lib/contract/ids.ts";
import { toEndReason } from "./life.ts";
import { newSandboxId } from "./new-id.ts";
import { lowestFreeSlot } from "./slots.ts";

const life = { now: 1_000_000, alive: true, activeAt: 950_000, expiresAt: 2_000_000, profile: { idleSeconds: 60 } };

describe("how long a sandbox lives", () => {
  it("goes on while somebody works in it and its time has not come", () => {
    expect(toEndReason(life)).toBeUndefined();
  });

  it("ends when nobody has touched it for as long as its profile allows", () => {
    expect(toEndReason({ ...life, activeAt: 940_000 })).toBe("idle");
  });

  it("ends at its time, however busy", () => {
    expect(toEndReason({ ...life, activeAt: life.now, expiresAt: life.now })).toBe("expired");
  });

  it("ends when its first process has ended, whatever else is true", () => {
    expect(toEndReason({ ...life, alive: false, expiresAt: 0 })).toBe("died");
  });
});

describe("names and places", () => {
  it("gives the lowest free slot, so that ranges are used again", () => {
    expect([lowestFreeSlot([]), lowestFreeSlot([0, 1, 3]), lowestFreeSlot([1])]).toEqual([0, 2, 0]);
  });

  it("makes ids that the contract accepts and that differ", () => {
    const ids = Array.from({ length: 200 }, newSandboxId);
    for (const id of ids) expect(SandboxId.safeParse(id).success).toBe(true);
    expect(new Set(ids).size).toBe(200);
  });
});
