import { readFile, rm } from "node:fs/promises";
import { parseProcStat } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { awaitPid } from "./pid-file.ts";

/** From being entered to standing still is one exec of a shell. */
const PATIENCE_MS = 10_000;

/**
 * Waits for a gated process to stand still, moves it under the student's limits and lets it go on. Answers with its host pid, null when it
 * ended first (entering failed, or abandoned() says that the runtime is gone).
 */
export async function enterBox(sandbox: RunningSandbox, pidFile: string, abandoned: () => boolean): Promise<number | null> {
  try {
    const pid = await awaitPid(pidFile, abandoned);
    if (pid === null) return null;
    const until = Date.now() + PATIENCE_MS;
    for (let pause = 1; Date.now() < until; pause = Math.min(pause * 1.5, 20)) {
      const state = await readState(pid);
      if (state === null || state === "Z" || state === "X") return null;
      if (state === "T") {
        await sandbox.moveToBox(pid);
        process.kill(pid, "SIGCONT");
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
