import { parseKeyed, type ReadFile } from "../kernel/cgroups/cgroup-facts.ts";

/** What the kernel has counted at the student's own cgroup (`box`) since it was made. null: not told here. */
export type LimitCounts = {
  /** Times that the box's own memory limit could not be met. */
  memoryShort: number | null;
  /** Processes of the box, or of cgroups in it, that an OOM killer ended. */
  killed: number | null;
  /** Processes of cgroups in the box that were killed for the box's own limit, where `killed` does not count them: on v1. */
  killedBelow: number | null;
  /** Forks that were refused for the box's own limit. */
  refused: number | null;
  processes: number | null;
};

/** The control files of one controller's cgroup; version of its hierarchy. */
export type ControlFiles = { version: 1 | 2; read: ReadFile };

/**
 * memory, v2: memory.events.local `oom` counts at the cgroup whose limit it was, while `oom_kill` counts at the victim's, wherever that lies
 * below, and in memory.events of all above it (cgroup-v2.rst; memcg_memory_event in include/linux/memcontrol.h). Together: ours, and a kill.
 * v1: nothing is handed up. `oom_kill` of memory.oom_control counts victims that were in this very cgroup; it was for the box's limit if the
 * box has ever been that full. (failcnt stays 0 on some kernels.) Those of cgroups further down are told by the kernel's log alone (OomLog).
 *
 * pids: `max` of pids.events.local counts at the cgroup whose limit it was (Linux 6.11). Before, and on v1, `max` of pids.events counts at
 * the cgroup that wanted to fork, whichever limit above refused it: for processes in the box itself that is the box's, since the one above
 * it is far larger (pids_can_fork in kernel/cgroup/pids.c). What forks further down is seen by how many there are.
 */
export function toLimitCounts(memory: ControlFiles | null, pids: ControlFiles | null, killedBelow: number | null): LimitCounts {
  const current = pids?.read("pids.current") ?? null;
  return {
    ...toMemoryCounts(memory),
    killedBelow,
    refused: pids ? keyed(pids.read("pids.events.local") ?? pids.read("pids.events"), "max") : null,
    processes: current === null ? null : Number(current),
  };
}

function toMemoryCounts(memory: ControlFiles | null): Pick<LimitCounts, "memoryShort" | "killed"> {
  if (!memory) return { memoryShort: null, killed: null };
  if (memory.version === 2)
    return {
      memoryShort: keyed(memory.read("memory.events.local"), "oom"),
      killed: keyed(memory.read("memory.events"), "oom_kill"),
    };
  const killed = keyed(memory.read("memory.oom_control"), "oom_kill");
  const [most, limit] = ["memory.max_usage_in_bytes", "memory.limit_in_bytes"].map((name) =>
    Number(memory.read(name) ?? Number.NaN),
  );
  return { memoryShort: most! >= limit! - CHARGE_BATCH_BYTES ? killed : 0, killed };
}

/** Memory is charged in batches of 64 pages (MEMCG_CHARGE_BATCH), so that the last one may not have fitted; with room to spare. */
const CHARGE_BATCH_BYTES = 1024 * 1024;

const keyed = (text: string | null, name: string): number | null => parseKeyed(text).get(name) ?? null;
