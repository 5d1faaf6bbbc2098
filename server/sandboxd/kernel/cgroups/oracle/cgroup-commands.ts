import fc from "fast-check";
import { quote } from "../../oracle/sandbox-shell.ts";

/** A hierarchy of the sandbox, as the test found it. */
export type Place = { id: string; version: 1 | 2; controllers: string[]; mountpoint: string };

const NAMES = ["a", "b", "<i>\xc3\xbc", "sp ace\r", "x (deleted)", "\x1b[1m\\", "\xff", "n".repeat(100)];
const name = fc.oneof({ weight: 5, arbitrary: fc.constantFrom("a", "b") }, { weight: 1, arbitrary: fc.constantFrom(...NAMES) });
const path = fc
  .oneof(
    { weight: 3, arbitrary: fc.tuple(name) },
    { weight: 3, arbitrary: fc.tuple(name, name) },
    { weight: 1, arbitrary: fc.tuple(name, name, name) },
  )
  .map((names) => names.join("/"));
const any = fc.nat({ max: 1_000 });
const MIB = 1024 * 1024;

/** File and value of a limit, or of what else a student may write, by controller. */
const SETTINGS: Record<string, [file: string, value: string][]> = {
  memory: [
    ["memory.limit_in_bytes", String(8 * MIB)],
    ["memory.limit_in_bytes", String(300 * MIB)],
    ["memory.limit_in_bytes", "-1"],
    ["memory.memsw.limit_in_bytes", String(16 * MIB)],
  ],
  cpu: [
    ["cpu.cfs_quota_us", "20000"],
    ["cpu.cfs_quota_us", "-1"],
    ["cpu.cfs_period_us", "50000"],
    ["cpu.shares", "512"],
  ],
  pids: [
    ["pids.max", "3"],
    ["pids.max", "50"],
    ["pids.max", "max"],
  ],
  freezer: [
    ["freezer.state", "FROZEN"],
    ["freezer.state", "THAWED"],
  ],
  "": [
    ["cgroup.freeze", "1"],
    ["cgroup.freeze", "0"],
    ["cgroup.type", "threaded"],
    ["cgroup.subtree_control", "+memory"],
    ["cgroup.subtree_control", "+cpu +pids"],
    ["memory.max", String(8 * MIB)],
    ["memory.high", String(4 * MIB)],
    ["cpu.max", "20000 100000"],
    ["cpu.weight", "50"],
    ["pids.max", "3"],
  ],
};

/** Numbers choose the hierarchy and the setting, so that it can be printed; toScript makes bash of it. */
export type CgroupCommand =
  | { what: "make"; at: number; path: string }
  | { what: "remove"; at: number; path: string }
  | { what: "set"; at: number; path: string; which: number }
  | { what: "enter"; at: number; path: string | null; who: number }
  | { what: "kill"; who: number };

const who = fc.nat({ max: 2 });
const command: fc.Arbitrary<CgroupCommand> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant("make" as const), at: any, path }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("remove" as const), at: any, path }) },
  { weight: 7, arbitrary: fc.record({ what: fc.constant("set" as const), at: any, path, which: any }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant("enter" as const), at: any, path: fc.option(path), who }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("kill" as const), who }) },
);

const pick = <T>(from: readonly T[], number: number): T => from[number % from.length]!;
const settingsOf = ({ version, controllers }: Place) =>
  version === 2 ? SETTINGS[""]! : controllers.flatMap((one) => SETTINGS[one] ?? []);

/**
 * Bash that may fail without harm. WAIT: processes that wait; what v1 has frozen does not die before it is thawed, so nobody waits for it.
 * Hierarchies with something to set come up more often.
 */
export function toScript(one: CgroupCommand, places: readonly Place[]): string {
  if (one.what === "kill") return `kill -9 "\${WAIT[${one.who}]}"`;
  const busy = places.filter((place) => settingsOf(place).length > 0);
  const place = one.at % 5 === 0 ? pick(places, one.at / 5) : pick(busy, one.at);
  const group = one.path === null ? place.mountpoint : `${place.mountpoint}/${one.path}`;
  if (one.what === "make") return `mkdir -p ${quote(group)}`;
  if (one.what === "remove") return `rmdir ${quote(group)}`;
  if (one.what === "enter")
    return `mkdir -p ${quote(group)}; printf %s "\${WAIT[${one.who}]}" > ${quote(`${group}/cgroup.procs`)}`;
  const setting = settingsOf(place)[one.which % settingsOf(place).length];
  if (!setting) return ":";
  return `mkdir -p ${quote(group)}; printf %s ${quote(setting[1])} > ${quote(`${group}/${setting[0]}`)}`;
}

export const cgroupActs = fc.tuple(
  fc.array(command, { minLength: 6, maxLength: 24, size: "max" }),
  fc.array(command, { minLength: 2, maxLength: 8, size: "max" }),
);

export const BEGIN = "WAIT=(); for i in 0 1 2; do sleep 1000 & WAIT+=($!); done";
export const END = `for pid in "\${WAIT[@]}"; do kill -9 $pid; wait $pid; done`;
