import { describe, expect, test } from "vitest";
import { parseCgroups, parseCommandLine, parseIdMap, parseStat, parseStatus, parseTimeOffsets } from "./process-facts.ts";

describe("/proc of a process", () => {
  test("a name with brackets and spaces does not shift the fields of stat", () => {
    const stat = "4242 (a) S (b) R 17 4242 4242 34816 4242 4194304 1 0 0 0 0 0 0 0 20 0 1 0 987654 1 2";
    expect(parseStat(stat)).toEqual({
      comm: "a) S (b",
      state: "R",
      parent: 17,
      tty: "pts/0",
      startTicks: 987654,
      isEnding: false,
    });
  });
  test("whoever has ended, or is about to, says so by its flags", () => {
    const withFlags = (state: string, flags: number) =>
      parseStat(`1 (x) ${state} 0 1 1 0 -1 ${flags} 0 0 0 0 0 0 0 0 20 0 1 0 5 1 2`).isEnding;
    expect([withFlags("Z", 4194316), withFlags("S", 4194308), withFlags("S", 4194304)]).toEqual([true, true, false]);
  });
  test("a terminal beyond the 256th has its number, and no terminal is none", () => {
    const withTty = (tty: number) => parseStat(`1 (x) S 0 1 1 ${tty} 0 0 0 0 0 0 0 0 0 0 20 0 1 0 5 1 2`).tty;
    expect([withTty(0), withTty((136 << 8) | 7), withTty((137 << 8) | 3)]).toEqual([null, "pts/7", "pts/259"]);
  });
  test("status gives effective uid, threads and the number in every pid namespace", () => {
    const status = "Name:\tUid: 5\nUmask:\t0022\nUid:\t300000\t300001\t300000\t300000\nThreads:\t3\nNSpid:\t4711\t12\t1\n";
    expect(parseStatus(status)).toEqual({ uid: 300001, threads: 3, pids: [4711, 12, 1] });
  });
  test("no name writes a line of its own into status, or ends one early", () => {
    const status = "Name:\tx\rNSpid:\t1 7\nUid:\t0\t5\nThreads:\t1\nNSpid:\t4711\t12\n";
    expect(parseStatus(status)).toEqual({ uid: 5, threads: 1, pids: [4711, 12] });
    expect([...parseCgroups("1:pids:/gb/id/box/a\rb\n")]).toEqual([["pids", "/gb/id/box/a\rb"]]);
  });
  test("arguments are joined, an empty list is none", () => {
    expect(parseCommandLine("sleep\0 60\0")).toBe("sleep  60");
    expect(parseCommandLine("")).toBeNull();
    expect(parseCommandLine("\0\0")).toBeNull();
    expect(parseCommandLine("x".repeat(100_000))?.length).toBe(800);
  });
  test("cgroups are found by hierarchy, whatever their names hold", () => {
    const text = "12:cpu,cpuacct:/gb/id/box\n3:name=systemd:/gb/id/box/a:b\n0::/gb/id/box\nnonsense\n";
    expect([...parseCgroups(text)]).toEqual([
      ["cpu,cpuacct", "/gb/id/box"],
      ["name=systemd", "/gb/id/box/a:b"],
      ["", "/gb/id/box"],
    ]);
  });
  test("id maps are told in the numbers of the sandbox", () => {
    expect(parseIdMap("         0     301000          1\n      1000     300005         10\n", (id) => id - 300_000)).toEqual([
      [0, 1000, 1],
      [1000, 5, 10],
    ]);
  });
  test("clock offsets may be negative", () => {
    expect(parseTimeOffsets("monotonic           86400         0\nboottime           -60         0\n")).toEqual({
      monotonic: 86400,
      boottime: -60,
    });
  });
});
