import { describe, expect, it } from "vitest";
import type { LimitsReached } from "../../lib/contract/sandbox-limits.ts";
import { toLimitNotices } from "./to-limit-notices.ts";

const LIMITS: LimitsReached = {
  memory: { limitMiB: 512, times: 2, at: 1 },
  pids: { limit: 448, times: 9000, at: 2 },
  disk: { usedMiB: 1000, limitMiB: 1024, at: 3 },
};
const kinds = (limits: LimitsReached, dismissed: string[] = []) => toLimitNotices(limits, dismissed).map(({ kind }) => kind);

describe("notices of limits", () => {
  it("are one of a kind, however often it happened", () => {
    expect(kinds(LIMITS)).toEqual(["memory", "pids", "diskNearlyFull"]);
    expect(kinds({ memory: null, pids: null, disk: { usedMiB: 1020, limitMiB: 1024, at: 3 } })).toEqual(["diskFull"]);
    expect(kinds({ memory: null, pids: null, disk: null })).toEqual([]);
  });

  it("stay away once dismissed, until it happens again", () => {
    const dismissed = toLimitNotices(LIMITS, []).map(({ mark }) => mark);
    expect(kinds(LIMITS, dismissed)).toEqual([]);
    expect(kinds({ ...LIMITS, disk: { usedMiB: 1001, limitMiB: 1024, at: 3 } }, dismissed)).toEqual([]);
    expect(kinds({ ...LIMITS, memory: { limitMiB: 512, times: 3, at: 9 } }, dismissed)).toEqual(["memory"]);
    expect(kinds({ ...LIMITS, disk: { usedMiB: 1000, limitMiB: 1024, at: 9 } }, dismissed)).toEqual(["diskNearlyFull"]);
  });
});
