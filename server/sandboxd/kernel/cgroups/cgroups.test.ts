import { describe, expect, test } from "vitest";
import { bindLimits } from "./binding-limits.ts";
import { toFactsV1, toFactsV2 } from "./cgroup-facts.ts";

const from = (files: Record<string, string>) => (name: string) => files[name] ?? null;

describe("a v2 cgroup", () => {
  const facts = toFactsV2(
    from({
      "cgroup.controllers": "cpu memory pids\n",
      "cgroup.subtree_control": "memory\n",
      "cgroup.type": "domain\n",
      "cgroup.freeze": "0\n",
      "cgroup.events": "populated 1\nfrozen 1\n",
      "memory.max": "67108864\n",
      "memory.high": "max\n",
      "memory.low": "0\n",
      "memory.swap.max": "0\n",
      "memory.current": "4096000\n",
      "memory.peak": "67108864\n",
      "memory.events": "low 0\nhigh 0\nmax 17\noom 2\noom_kill 1\noom_group_kill 0\n",
      "cpu.max": "20000 100000\n",
      "cpu.weight": "100\n",
      "cpu.stat": "usage_usec 5000\nuser_usec 1\nnr_periods 40\nnr_throttled 38\nthrottled_usec 3100000\n",
      "pids.max": "20\n",
      "pids.current": "3\n",
      "pids.events": "max 5\n",
      "io.stat": "8:0 rbytes=100 wbytes=20 rios=1 wios=1\n8:16 rbytes=1 wbytes=2 rios=1 wios=1\n",
    }),
  );
  test("tells its limits, unlimited as none", () => {
    expect(facts.limits).toEqual({
      memoryMax: 67108864,
      memoryHigh: null,
      memoryLow: null,
      swapMax: 0,
      cpuCores: 0.2,
      cpuWeight: 100,
      pidsMax: 20,
    });
    expect(facts.files["cpu.max"]).toBe("20000 100000");
  });
  test("tells what it counted and uses", () => {
    expect(facts.events).toEqual({ oomKills: 1, memoryMaxHits: 17, pidsRefused: 5 });
    expect(facts.numbers).toMatchObject({
      memoryCurrent: 4096000,
      memoryPeak: 67108864,
      cpuThrottled: 38,
      cpuThrottledUs: 3100000,
      ioReadBytes: 101,
      ioWrittenBytes: 22,
    });
  });
  test("is frozen when a group above it is", () => expect(facts.frozen).toBe(true));
  test("without controllers tells nothing rather than zero", () => {
    const bare = toFactsV2(from({ "cgroup.controllers": "\n", "cgroup.type": "domain\n", "cpu.stat": "usage_usec 7\n" }));
    expect(bare.limits).toMatchObject({ memoryMax: null, cpuCores: null, pidsMax: null });
    expect(bare.events).toEqual({ oomKills: null, memoryMaxHits: null, pidsRefused: null });
    expect(bare.numbers).toMatchObject({ memoryCurrent: null, cpuUsageUs: 7, pidsCurrent: null, ioReadBytes: null });
  });
});

describe("a v1 cgroup", () => {
  test("of the memory hierarchy tells limit, swap as the difference, peak and kills", () => {
    const facts = toFactsV1(
      from({
        "memory.limit_in_bytes": "33554432\n",
        "memory.memsw.limit_in_bytes": "50331648\n",
        "memory.usage_in_bytes": "1000\n",
        "memory.memsw.usage_in_bytes": "1500\n",
        "memory.max_usage_in_bytes": "33554432\n",
        "memory.failcnt": "12\n",
        "memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n",
      }),
      ["memory"],
    );
    expect(facts.limits).toMatchObject({ memoryMax: 33554432, swapMax: 16777216, pidsMax: null });
    expect(facts.events).toEqual({ oomKills: 3, memoryMaxHits: 12, pidsRefused: null });
    expect(facts.numbers).toMatchObject({ memoryCurrent: 1000, swapCurrent: 500, memoryPeak: 33554432 });
  });
  test("without a limit has none: the kernel writes the largest number of pages", () => {
    expect(toFactsV1(from({ "memory.limit_in_bytes": "9223372036854771712\n" }), ["memory"]).limits.memoryMax).toBeNull();
    expect(toFactsV1(from({ "cpu.cfs_quota_us": "-1\n", "cpu.cfs_period_us": "100000\n" }), ["cpu"]).limits.cpuCores).toBeNull();
    expect(toFactsV1(from({ "pids.max": "max\n" }), ["pids"]).limits.pidsMax).toBeNull();
  });
  test("counts time in nanoseconds and is told in microseconds", () => {
    const facts = toFactsV1(
      from({
        "cpu.cfs_quota_us": "5000\n",
        "cpu.cfs_period_us": "10000\n",
        "cpu.stat": "nr_periods 4\nnr_throttled 2\nthrottled_time 9000\n",
        "cpuacct.usage": "12000\n",
      }),
      ["cpu", "cpuacct"],
    );
    expect(facts.limits.cpuCores).toBe(0.5);
    expect(facts.numbers).toMatchObject({ cpuUsageUs: 12, cpuThrottledUs: 9, cpuThrottled: 2 });
  });
});

describe("the limit that binds", () => {
  const limits = (memoryMax: number | null, pidsMax: number | null = null) => ({
    memoryMax,
    pidsMax,
    cpuCores: null,
    memoryHigh: null,
    memoryLow: null,
    swapMax: null,
    cpuWeight: null,
  });
  const tree = [
    { key: "/", parent: null, limits: limits(512, 448) },
    { key: "/a", parent: "/", limits: limits(64) },
    { key: "/a/b", parent: "/a", limits: limits(128, 20) },
    { key: "/a/b/c", parent: "/a/b", limits: limits(32) },
  ];
  test("is the least of its own and those above it, and says whose", () => {
    const bound = bindLimits(tree);
    expect(bound.get("/a/b")).toEqual({ memory: { limit: 64, by: "/a" }, cpu: null, pids: { limit: 20, by: "/a/b" } });
    expect(bound.get("/a/b/c")?.memory).toEqual({ limit: 32, by: "/a/b/c" });
    expect(bound.get("/a")?.pids).toEqual({ limit: 448, by: "/" });
  });
  test("above the root counts as the root's", () => {
    expect(bindLimits(tree, { memoryMax: 100, cpuCores: 1.25 }).get("/")).toEqual({
      memory: { limit: 100, by: "/" },
      cpu: { limit: 1.25, by: "/" },
      pids: { limit: 448, by: "/" },
    });
  });
});
