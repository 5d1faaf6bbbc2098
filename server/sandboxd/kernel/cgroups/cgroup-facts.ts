import type { Cgroup, CgroupNumbers } from "../../../../lib/contract/kernel/cgroups.ts";

/** Text of a control file of one cgroup, null where this hierarchy or kernel does not have it. */
export type ReadFile = (name: string) => string | null;

export type CgroupFacts = Pick<
  Cgroup,
  "controllers" | "subtreeControl" | "type" | "frozen" | "limits" | "events" | "files" | "numbers"
>;

/** Files whose raw text an explanation quotes: what limits, by version. */
const LIMIT_FILES = {
  1: ["memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "cpu.cfs_quota_us", "cpu.cfs_period_us", "cpu.shares", "pids.max"],
  2: ["memory.max", "memory.high", "memory.low", "memory.swap.max", "cpu.max", "cpu.weight", "pids.max"],
} as const;

/** v1 counts limits in pages: this and more means none (page_counter.h, PAGE_COUNTER_MAX, 4096-byte pages). */
const NO_LIMIT_BYTES = 0x7ffffffffffff000;

const EMPTY_NUMBERS: CgroupNumbers = {
  memoryCurrent: null,
  memoryPeak: null,
  swapCurrent: null,
  cpuUsageUs: null,
  cpuPeriods: null,
  cpuThrottled: null,
  cpuThrottledUs: null,
  pidsCurrent: null,
  ioReadBytes: null,
  ioWrittenBytes: null,
};

/** A number of a control file; null for a missing file. */
const number = (text: string | null): number | null => (text === null || text.trim() === "" ? null : Number(text));
/** A limit; "max" and what v1 writes for none are null. */
const limit = (text: string | null): number | null => {
  const value = text?.trim() === "max" ? null : number(text);
  return value === null || value >= NO_LIMIT_BYTES || value < 0 ? null : value;
};

/** Lines "name value", as in cpu.stat and memory.events. */
export function parseKeyed(text: string | null): Map<string, number> {
  return new Map(
    (text ?? "").split("\n").flatMap((line): [string, number][] => {
      const [name, value] = line.split(" ");
      return name && value !== undefined ? [[name, Number(value)]] : [];
    }),
  );
}

const words = (text: string | null): string[] => (text ?? "").split(/\s+/).filter(Boolean);
const filesOf = (read: ReadFile, version: 1 | 2) =>
  Object.fromEntries(
    LIMIT_FILES[version].flatMap((name) => {
      const text = read(name);
      return text === null ? [] : [[name, text.trim()]];
    }),
  );

/** What a v2 cgroup says of itself (cgroup v2 documentation, admin-guide/cgroup-v2.rst). */
export function toFactsV2(read: ReadFile): CgroupFacts {
  const cpu = parseKeyed(read("cpu.stat"));
  const memoryEvents = parseKeyed(read("memory.events"));
  const [quota, period] = words(read("cpu.max"));
  const io = sumIo(read("io.stat"));
  return {
    controllers: words(read("cgroup.controllers")),
    subtreeControl: words(read("cgroup.subtree_control")),
    type: read("cgroup.type")?.trim() ?? null,
    // cgroup.freeze is what was asked of this very group; a group above freezes it as well.
    frozen: parseKeyed(read("cgroup.events")).get("frozen") === 1,
    limits: {
      memoryMax: limit(read("memory.max")),
      memoryHigh: limit(read("memory.high")),
      memoryLow: limit(read("memory.low")) || null,
      swapMax: limit(read("memory.swap.max")),
      cpuCores: quota === undefined || quota === "max" ? null : Number(quota) / Number(period),
      cpuWeight: number(read("cpu.weight")),
      pidsMax: limit(read("pids.max")),
    },
    events: {
      oomKills: memoryEvents.get("oom_kill") ?? null,
      memoryMaxHits: memoryEvents.get("max") ?? null,
      pidsRefused: parseKeyed(read("pids.events")).get("max") ?? null,
    },
    files: filesOf(read, 2),
    numbers: {
      memoryCurrent: number(read("memory.current")),
      memoryPeak: number(read("memory.peak")),
      swapCurrent: number(read("memory.swap.current")),
      cpuUsageUs: cpu.get("usage_usec") ?? null,
      cpuPeriods: cpu.get("nr_periods") ?? null,
      cpuThrottled: cpu.get("nr_throttled") ?? null,
      cpuThrottledUs: cpu.get("throttled_usec") ?? null,
      pidsCurrent: number(read("pids.current")),
      ...io,
    },
  };
}

/** "8:0 rbytes=1 wbytes=2 rios=3 ..." a device. */
function sumIo(text: string | null): Pick<CgroupNumbers, "ioReadBytes" | "ioWrittenBytes"> {
  if (text === null) return { ioReadBytes: null, ioWrittenBytes: null };
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`\\b${name}=(\\d+)`, "g"))].reduce((all, [, bytes]) => all + Number(bytes), 0);
  return { ioReadBytes: sum("rbytes"), ioWrittenBytes: sum("wbytes") };
}

/** What a cgroup of a v1 hierarchy says of itself (admin-guide/cgroup-v1); controllers: the hierarchy's. */
export function toFactsV1(read: ReadFile, controllers: readonly string[]): CgroupFacts {
  const has = (controller: string) => controllers.includes(controller);
  const cpu = has("cpu") ? parseKeyed(read("cpu.stat")) : new Map<string, number>();
  const throttledNs = cpu.get("throttled_time");
  const usageNs = has("cpuacct") ? number(read("cpuacct.usage")) : null;
  const memory = number(read("memory.usage_in_bytes"));
  const memsw = number(read("memory.memsw.usage_in_bytes"));
  const quota = number(read("cpu.cfs_quota_us"));
  const period = number(read("cpu.cfs_period_us"));
  const memoryMax = limit(read("memory.limit_in_bytes"));
  const both = limit(read("memory.memsw.limit_in_bytes"));
  return {
    controllers: [...controllers],
    subtreeControl: [...controllers],
    type: null,
    frozen: has("freezer") && read("freezer.state")?.trim() === "FROZEN",
    limits: {
      memoryMax,
      memoryHigh: null,
      memoryLow: null,
      swapMax: both === null || memoryMax === null ? null : Math.max(0, both - memoryMax),
      cpuCores: quota === null || quota < 0 || !period ? null : quota / period,
      cpuWeight: null,
      pidsMax: limit(read("pids.max")),
    },
    events: {
      oomKills: has("memory") ? (parseKeyed(read("memory.oom_control")).get("oom_kill") ?? null) : null,
      memoryMaxHits: has("memory") ? number(read("memory.failcnt")) : null,
      pidsRefused: has("pids") ? (parseKeyed(read("pids.events")).get("max") ?? null) : null,
    },
    files: filesOf(read, 1),
    numbers: {
      ...EMPTY_NUMBERS,
      memoryCurrent: memory,
      memoryPeak: number(read("memory.max_usage_in_bytes")),
      swapCurrent: memory === null || memsw === null ? null : Math.max(0, memsw - memory),
      cpuUsageUs: usageNs === null ? null : Math.round(usageNs / 1000),
      cpuPeriods: cpu.get("nr_periods") ?? null,
      cpuThrottled: cpu.get("nr_throttled") ?? null,
      cpuThrottledUs: throttledNs === undefined ? null : Math.round(throttledNs / 1000),
      pidsCurrent: has("pids") ? number(read("pids.current")) : null,
      ...(has("blkio") ? sumBlkio(read("blkio.throttle.io_service_bytes")) : {}),
    },
  };
}

/** "8:0 Read 123" a device and direction. */
function sumBlkio(text: string | null): Partial<CgroupNumbers> {
  if (text === null) return {};
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^\\d+:\\d+ ${name} (\\d+)$`, "gm"))].reduce((all, [, bytes]) => all + Number(bytes), 0);
  return { ioReadBytes: sum("Read"), ioWrittenBytes: sum("Write") };
}
