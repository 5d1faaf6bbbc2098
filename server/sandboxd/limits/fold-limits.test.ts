import { describe, expect, it } from "vitest";
import { foldLimits, type LimitHistory, type LimitLook, noHistory } from "./fold-limits.ts";
import type { LimitCounts } from "./limit-counts.ts";

const LIMITS = { memoryMiB: 128, pids: 64 };
const MIB = 1024 * 1024;
let clock = 0;
const look = (counts: Partial<LimitCounts>, usedMiB: number | null = null): LimitLook => ({
  counts: { memoryShort: 0, killed: 0, killedBelow: null, refused: 0, processes: 5, ...counts },
  disk: usedMiB === null ? null : { usedBytes: usedMiB * MIB, limitBytes: 1000 * MIB },
  at: ++clock,
});
const seeing = (...looks: LimitLook[]): LimitHistory =>
  looks.reduce((history, one) => foldLimits(history, one, LIMITS), noHistory);

describe("memory", () => {
  it("is told when a process was killed for the sandbox's own limit, with the limit and how often", () => {
    const { reached } = seeing(look({}), look({ memoryShort: 1, killed: 1 }), look({ memoryShort: 3, killed: 3 }));
    expect(reached).toEqual({ memory: { limitMiB: 128, times: 3, at: clock }, pids: null, disk: null });
  });

  it("is not told for a kill at a limit that was set inside, nor for a shortage that reclaim has cured", () => {
    expect(seeing(look({}), look({ killed: 4 })).reached.memory).toBeNull();
    expect(seeing(look({}), look({ memoryShort: 900 })).reached.memory).toBeNull();
  });

  it("is told when a look fell between the shortage and its kill, and one shortage is not used for two kills", () => {
    expect(seeing(look({}), look({ memoryShort: 1 }), look({ memoryShort: 1, killed: 1 })).reached.memory?.times).toBe(1);
    const second = seeing(look({}), look({ memoryShort: 1, killed: 1 }), look({ memoryShort: 1, killed: 2 }));
    expect(second.reached.memory?.times).toBe(1);
    const late = seeing(look({}), look({ memoryShort: 1 }), look({ memoryShort: 1 }), look({ memoryShort: 1, killed: 1 }));
    expect(late.reached.memory).toBeNull();
  });

  it("is told for a victim further down where that is counted apart, and then once", () => {
    const below = seeing(look({ killedBelow: 0 }), look({ killedBelow: 1 }), look({ killedBelow: 1 }));
    expect(below.reached.memory?.times).toBe(1);
    expect(foldLimits(below, look({ killedBelow: 2, memoryShort: 1, killed: 1 }), LIMITS).reached.memory?.times).toBe(3);
  });

  it("is not told for what was counted before anybody looked, or where the kernel does not tell", () => {
    expect(seeing(look({ memoryShort: 9, killed: 9 })).reached.memory).toBeNull();
    expect(seeing(look({ killed: null }), look({ memoryShort: 1, killed: 9 })).reached.memory).toBeNull();
  });
});

describe("processes", () => {
  it("are told when the kernel refused some, all folded into one count", () => {
    const { reached } = seeing(look({}), look({ refused: 300 }), look({ refused: 340 }));
    expect(reached.pids).toEqual({ limit: 64, times: 340, at: clock });
  });

  it("are told once while the table is full, where forks further down are not counted", () => {
    const { reached } = seeing(look({}), look({ processes: 64 }), look({ processes: 64 }));
    expect(reached.pids?.times).toBe(1);
    expect(seeing(look({ processes: 63 })).reached.pids).toBeNull();
  });
});

describe("the disk", () => {
  it("is told from 95 % on, first look included, since when it is so", () => {
    expect(seeing(look({}, 949)).reached.disk).toBeNull();
    const first = seeing(look({}, 950));
    expect(first.reached.disk).toEqual({ usedMiB: 950, limitMiB: 1000, at: clock });
    const since = clock;
    expect(foldLimits(first, look({}, 1001), LIMITS).reached.disk).toEqual({ usedMiB: 1000, limitMiB: 1000, at: since });
  });

  it("is taken back when there is room again, not at every small coming and going", () => {
    expect(seeing(look({}, 960), look({}, 940)).reached.disk).not.toBeNull();
    expect(seeing(look({}, 960), look({}, 929)).reached.disk).toBeNull();
  });

  it("is not told where nothing bounds it", () => {
    expect(seeing(look({}, null)).reached.disk).toBeNull();
  });
});
