import type { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import { type LimitsReached, noLimitsReached } from "../../../lib/contract/sandbox-limits.ts";
import type { DiskUse } from "../storage/read-quota.ts";
import type { LimitCounts } from "./limit-counts.ts";

/** One look at a sandbox. at: Unix ms. */
export type LimitLook = { counts: LimitCounts; disk: DiskUse | null; at: number };

/** What all looks so far come to. */
export type LimitHistory = {
  reached: LimitsReached;
  /** The look before; null: nobody has looked yet, and what was counted until then is nobody's news. */
  last: LimitLook | null;
  /** Shortages of memory that the look before saw without a kill: the kernel counts them first, and the kill may have come after the look. */
  shortagesOpen: number;
};

export const noHistory: LimitHistory = { reached: noLimitsReached, last: null, shortagesOpen: 0 };

type Limits = Pick<SandboxProfile, "memoryMiB" | "pids">;

/** Told from here on, and taken back below the other: a file that comes and goes must not make a notice flicker. */
const DISK_FULL = 0.95;
const DISK_ROOM_AGAIN = 0.93;
const MIB = 1024 * 1024;

/** What is known after another look. */
export function foldLimits({ reached, last, shortagesOpen }: LimitHistory, now: LimitLook, limits: Limits): LimitHistory {
  const { at } = now;
  const shortages = shortagesOpen + grown(last?.counts.memoryShort, now.counts.memoryShort);
  const killed = grown(last?.counts.killed, now.counts.killed);
  // Kills beyond the shortages of our own limit had another limit: one that was set for a cgroup below.
  const ours = Math.min(shortages, killed) + grown(last?.counts.killedBelow, now.counts.killedBelow);
  const refused = refusals(last?.counts, now.counts, limits.pids);
  return {
    reached: {
      memory: ours > 0 ? { limitMiB: limits.memoryMiB, times: (reached.memory?.times ?? 0) + ours, at } : reached.memory,
      pids: refused > 0 ? { limit: limits.pids, times: (reached.pids?.times ?? 0) + refused, at } : reached.pids,
      disk: foldDisk(reached.disk, now),
    },
    last: now,
    shortagesOpen: Math.max(0, grown(last?.counts.memoryShort, now.counts.memoryShort) - killed),
  };
}

/** Refused forks; or one, where the kernel does not count them here and the table has become full. */
function refusals(before: LimitCounts | undefined, now: LimitCounts, limit: number): number {
  const counted = grown(before?.refused, now.refused);
  if (counted > 0) return counted;
  const isFull = (counts: LimitCounts | undefined) => (counts?.processes ?? 0) >= limit;
  return isFull(now) && !isFull(before) ? 1 : 0;
}

function foldDisk(known: LimitsReached["disk"], { disk, at }: LimitLook): LimitsReached["disk"] {
  if (!disk || disk.usedBytes < disk.limitBytes * (known ? DISK_ROOM_AGAIN : DISK_FULL)) return null;
  const limitMiB = Math.round(disk.limitBytes / MIB);
  return { usedMiB: Math.min(Math.round(disk.usedBytes / MIB), limitMiB), limitMiB, at: known?.at ?? at };
}

/** How far a counter has gone on; 0 while it is not known at both ends. */
const grown = (before: number | null | undefined, now: number | null): number =>
  before === undefined || before === null || now === null ? 0 : Math.max(0, now - before);

export const sameLimits = (one: LimitsReached, other: LimitsReached): boolean => JSON.stringify(one) === JSON.stringify(other);
