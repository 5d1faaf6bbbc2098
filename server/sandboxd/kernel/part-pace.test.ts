import { describe, expect, test } from "vitest";
import { PartPace } from "./part-pace.ts";

const read = (pace: PartPace, at: number, cost: number, changed = true) => {
  pace.begin();
  pace.end(at, cost, changed);
};

describe("the pace of a part", () => {
  test("a part that was never read is due at once", () => {
    expect(new PartPace({ leastMs: 60, idleMs: null }).isDue(0)).toBe(true);
  });
  test("a sandbox that does nothing is left alone, unless the kernel changes the part by itself", () => {
    const [still, moving] = [new PartPace({ leastMs: 60, idleMs: null }), new PartPace({ leastMs: 60, idleMs: 1_000 })];
    for (const pace of [still, moving]) read(pace, 0, 1);
    expect([still.isDue(1e9), moving.isDue(999), moving.isDue(1_000)]).toEqual([false, false, true]);
  });
  test("what would be read soon joins a reading; what the sandbox may have changed, or what costs much, does not come before its time", () => {
    const [cheap, dear, still] = [1_000, 1_000, null].map((idleMs) => new PartPace({ leastMs: 60, idleMs }));
    read(cheap!, 0, 1);
    read(dear!, 0, 100);
    read(still!, 0, 1);
    expect([cheap!.joins(499), cheap!.joins(500), dear!.joins(749), dear!.joins(750), still!.joins(1e9)]).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
    cheap!.used();
    expect(cheap!.joins(500)).toBe(false);
  });
  test("one that works is read again soon, an expensive part less often", () => {
    const [cheap, dear] = [new PartPace({ leastMs: 60, idleMs: null }), new PartPace({ leastMs: 60, idleMs: null })];
    read(cheap, 0, 1);
    read(dear, 0, 100);
    for (const pace of [cheap, dear]) pace.used();
    expect([cheap.isDue(59), cheap.isDue(60), dear.isDue(1_499), dear.isDue(1_500)]).toEqual([false, true, false, true]);
  });
  test("readings that find nothing new become rarer, but not for ever", () => {
    const pace = new PartPace({ leastMs: 60, idleMs: null });
    for (let round = 0; round < 50; round++) read(pace, 0, 10, false);
    pace.used();
    expect([pace.isDue(299), pace.isDue(450)]).toEqual([false, true]);
  });
  test("once what ran has ended it is looked at, whatever the pace was, and only once", () => {
    const pace = new PartPace({ leastMs: 60, idleMs: null });
    for (let round = 0; round < 50; round++) read(pace, 0, 10, false);
    pace.used();
    pace.rested();
    expect([pace.isDue(39), pace.isDue(40)]).toEqual([false, true]);
    read(pace, 40, 10, false);
    pace.rested();
    expect(pace.isDue(1e9)).toBe(false);
  });
  test("a hint waits for a fair share of the time only", () => {
    const pace = new PartPace({ leastMs: 60, idleMs: null });
    read(pace, 1_000, 20);
    expect(pace.readyAt()).toBe(1_080);
  });
});
