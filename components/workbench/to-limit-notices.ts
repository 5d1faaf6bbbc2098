import type { LimitsReached } from "../../lib/contract/sandbox-limits.ts";

/** One thing to say. mark: changes when there is something new to say of the same kind. */
export type LimitNotice = { mark: string; at: number } & (
  | { kind: "memory" | "pids"; limit: number; times: number }
  | { kind: "diskFull" | "diskNearlyFull"; used: number; limit: number }
);

/** From here on next to nothing can be written any more. */
const FULL = 0.99;

/** What there is to say, one notice of a kind, without what was dismissed (its marks). */
export function toLimitNotices({ memory, pids, disk }: LimitsReached, dismissed: readonly string[]): LimitNotice[] {
  const notices: LimitNotice[] = [];
  if (memory) notices.push({ kind: "memory", limit: memory.limitMiB, times: memory.times, ...marked("memory", memory) });
  if (pids) notices.push({ kind: "pids", limit: pids.limit, times: pids.times, ...marked("pids", pids) });
  if (disk) {
    const kind = disk.usedMiB >= disk.limitMiB * FULL ? "diskFull" : "diskNearlyFull";
    notices.push({ kind, used: disk.usedMiB, limit: disk.limitMiB, mark: `${kind}:${disk.at}`, at: disk.at });
  }
  return notices.filter(({ mark }) => !dismissed.includes(mark));
}

const marked = (kind: string, { times, at }: { times: number; at: number }) => ({ mark: `${kind}:${times}`, at });
