import { readFile, rm } from "node:fs/promises";
import { parseProcStat } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { awaitPid } from "./pid-file.ts";

/** From being entered to standing still is one exec of a shell. */
const PATIENCE_MS = 10_000;

export type BoxEntry = {
  /** Where the runtime writes the host pid; removed afterwards. */
  pidFile: string;
  /** Whether the runtime is gone, so that no pid will come any more. */
  abandoned: () => boolean;
  /** How often it stands still before it goes on for good; it is moved at the last time. */
  stops: number;
  /** Done while the process stands still for the last time. */
  prepare?: () => Promise<void>;
};

/**
 * Waits for a gated process to stand still, moves it under the student's limits and lets it go on. Answers with its host pid, null when it
 * ended first because it could not be entered.
 */
export async function enterBox(sandbox: RunningSandbox, entry: BoxEntry): Promise<number | null> {
  const pid = await enterAndStay(sandbox, entry);
  if (pid !== null) process.kill(pid, "SIGCONT");
  return pid;
}

/** The same, but it goes on standing still, until somebody sends it a SIGCONT. */
export async function enterAndStay(
  sandbox: RunningSandbox,
  { pidFile, abandoned, stops, prepare }: BoxEntry,
): Promise<number | null> {
  try {
    const pid = await awaitPid(pidFile, abandoned);
    if (pid === null) return null;
    const until = Date.now() + PATIENCE_MS;
    let left = stops;
    for (let pause = 1; Date.now() < until; pause = Math.min(pause * 1.5, 20)) {
      const state = await readState(pid);
      if (state === null || state === "Z" || state === "X") return null;
      if (state === "T") {
        left -= 1;
        if (left > 0) {
          // SIGCONT takes the stopped state away before kill(2) returns: the next T is the next stop.
          process.kill(pid, "SIGCONT");
          continue;
        }
        await Promise.all([sandbox.moveToBox(pid), prepare?.()]);
        return pid;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new Error(`a process that entered ${sandbox.id} was not ready within ${PATIENCE_MS} ms`);
  } finally {
    await rm(pidFile, { force: true });
  }
}

async function readState(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return text === null ? null : parseProcStat(text).state;
}
