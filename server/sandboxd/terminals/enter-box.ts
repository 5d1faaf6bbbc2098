import { readFile, rm } from "node:fs/promises";
import { parseProcStat } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";

/** Entering takes 50 ms on an idle machine. */
const PATIENCE_MS = 20_000;

/**
 * Waits for a gated process to stand still, moves it under the student's limits and lets it go on. Answers with its host pid, null when it
 * ended first (entering failed, or `abandoned` says that nobody waits any more).
 */
export async function enterBox(sandbox: RunningSandbox, pidFile: string, abandoned: () => boolean): Promise<number | null> {
  const until = Date.now() + PATIENCE_MS;
  try {
    let pid: number | null = null;
    for (let pause = 1; Date.now() < until; pause = Math.min(pause * 1.5, 20)) {
      pid ??= await readPid(pidFile);
      const state = pid === null ? "starting" : await readState(pid);
      if (state === null) return null;
      if (state === "T" && pid !== null) {
        await sandbox.moveToBox(pid);
        process.kill(pid, "SIGCONT");
        return pid;
      }
      if (pid === null && abandoned()) return null;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new Error(`a process that entered ${sandbox.id} was not ready within ${PATIENCE_MS} ms`);
  } finally {
    await rm(pidFile, { force: true });
  }
}

async function readPid(pidFile: string): Promise<number | null> {
  const text = await readFile(pidFile, "utf8").catch(() => "");
  return /^\d+\s*$/.test(text) ? Number(text) : null;
}

async function readState(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return text === null ? null : parseProcStat(text).state;
}
