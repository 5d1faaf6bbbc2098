import { describe, expect, it } from "vitest";
import { type ControlFiles, toLimitCounts } from "./limit-counts.ts";

const files = (version: 1 | 2, texts: Record<string, string>): ControlFiles => ({ version, read: (name) => texts[name] ?? null });

describe("what the kernel counts at the student's cgroup", () => {
  it("is, on v2, whose limit it was from the local file and who was killed from the one that counts all below", () => {
    const memory = files(2, {
      "memory.events": "low 0\nhigh 0\nmax 90\noom 5\noom_kill 4\noom_group_kill 0\n",
      "memory.events.local": "low 0\nhigh 0\nmax 12\noom 2\noom_kill 1\noom_group_kill 0\n",
    });
    const pids = files(2, { "pids.events": "max 30\n", "pids.events.local": "max 7\n", "pids.current": "64\n" });
    expect(toLimitCounts(memory, pids, null)).toEqual({
      memoryShort: 2,
      killed: 4,
      killedBelow: null,
      refused: 7,
      processes: 64,
    });
  });

  it("is, on v2 before Linux 6.11, what pids.events says", () => {
    expect(toLimitCounts(null, files(2, { "pids.events": "max 30\n", "pids.current": "4\n" }), null)).toMatchObject({
      refused: 30,
    });
  });

  it("is, on v1, the kills of this very cgroup, ours if it has ever been full", () => {
    const memory = (most: string) =>
      files(1, {
        "memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n",
        "memory.max_usage_in_bytes": most,
        "memory.limit_in_bytes": "134217728\n",
      });
    const pids = files(1, { "pids.events": "max 1\n", "pids.current": "2\n" });
    expect(toLimitCounts(memory("134201344\n"), pids, 7)).toEqual({
      memoryShort: 3,
      killed: 3,
      killedBelow: 7,
      refused: 1,
      processes: 2,
    });
    expect(toLimitCounts(memory("99000000\n"), pids, null)).toMatchObject({ memoryShort: 0, killed: 3 });
  });

  it("is unknown where there is no such file", () => {
    expect(toLimitCounts(files(2, {}), null, null)).toEqual({
      memoryShort: null,
      killed: null,
      killedBelow: null,
      refused: null,
      processes: null,
    });
  });
});
