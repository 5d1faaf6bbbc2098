import { STRAY_PIDS } from "../runtime/cgroup-tree.ts";
import { isRunning, type ProcessIdentity, readProcess } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { sendSignal } from "../system/send-signal.ts";
import { childrenOf, ignoreGone, killTree, PATIENCE_MS, pause, readCount, readPids, readRoom } from "./cgroup-processes.ts";

/** What a script left in the background and could not stay, and why: the box had no room, or its dead children are not waited for. */
export type Surplus = { processes: number; because: "room" | "zombies" };

/** A parent that waits at all has done so by then, and PID 1 reaps at once. */
const REAPING_MS = 1_000;

/**
 * Moves what runs in a script's cgroup to the box, as a whole or not at all: of a part that is killed, the other part may be the parent that
 * never waits for it, and a zombie can be moved nowhere and stays charged to the sandbox. Moving is never refused (cgroup v2 documentation,
 * "PID"), so room is looked for before and after: the student forks meanwhile, and other scripts end at the same time.
 */
export async function settleInBox(sandbox: RunningSandbox, whole: string, directory: string): Promise<Surplus | null> {
  const box = `${whole}/box`;
  const until = Date.now() + PATIENCE_MS;
  const moved: ProcessIdentity[] = [];
  for (let left = await readLiving(directory); left.length > 0; left = await readLiving(directory)) {
    // Something that forks faster than it can be moved has no business staying either.
    const fits = Date.now() < until && (await readRoom(box)) >= (await readCount(directory));
    if (!fits) return endAll(sandbox, directory, moved, "room");
    for (const one of left) {
      await sandbox.moveToBox(one.pid).catch(ignoreGone);
      moved.push(one);
    }
    if ((await readRoom(box)) < 0) return endAll(sandbox, directory, moved, "room");
    await pause(1);
  }
  if (moved.length > 0 && !(await areReaped(whole, directory))) return endAll(sandbox, directory, moved, "zombies");
  return null;
}

/** Processes in a cgroup that can still be moved. */
async function readLiving(directory: string): Promise<ProcessIdentity[]> {
  const found = await Promise.all((await readPids(directory)).map(readProcess));
  return found.filter((one) => one !== undefined);
}

/** Whether no more than a few zombies stay charged to the sandbox alone: those in this cgroup, and those whose cgroup is gone. */
async function areReaped(whole: string, directory: string): Promise<boolean> {
  const until = Date.now() + REAPING_MS;
  for (;;) {
    const all = await readCount(whole);
    const others = (await childrenOf(whole)).filter((child) => child !== directory);
    const elsewhere = (await Promise.all(others.map(readCount))).reduce((sum, count) => sum + count, 0);
    if (all - elsewhere <= STRAY_PIDS) return true;
    if (Date.now() > until) return false;
    await pause(10); // numbers that were read while something moved are no good either
  }
}

/** Kills what was moved and what was not, and waits until PID 1 has reaped it: it is counted until then. */
async function endAll(
  sandbox: RunningSandbox,
  directory: string,
  moved: ProcessIdentity[],
  because: Surplus["because"],
): Promise<Surplus> {
  const here = await readLiving(directory);
  const there: ProcessIdentity[] = [];
  for (const one of moved) if (await isRunning(one)) there.push(one);
  for (const { pid } of there) sendSignal(pid, "SIGKILL");
  await killTree(sandbox, directory);
  const until = Date.now() + PATIENCE_MS;
  for (const { pid } of there) while (isThere(pid) && Date.now() < until) await pause(2);
  const pids = new Set([...here, ...there].map(({ pid }) => pid));
  return { processes: pids.size, because };
}

/** Zombies are. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
