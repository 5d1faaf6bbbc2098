import { readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { sendSignal } from "../system/send-signal.ts";

/** A busy machine takes its time to bury many. */
export const PATIENCE_MS = 5_000;

/** How many processes and threads may be in a cgroup and below from now on; it refuses forks, never moves. A cgroup that is gone is fine. */
export const limitForks = (directory: string, most: number) =>
  writeFile(`${directory}/pids.max`, String(most), { flag: "r+" }).catch(ignoreGone);

/**
 * Kills everything in a cgroup and below, and waits until it is gone.
 * @throws Error naming how many were left
 */
export async function killTree({ cgroups }: RunningSandbox, directory: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  // Nothing is born any more: what forks faster than it can be killed ends too.
  await limitForks(directory, 0);
  for (;;) {
    // One write kills the whole subtree, forks in flight included (cgroup v2 documentation, cgroup.kill; Linux 5.14). v1 has no such file.
    await writeFile(`${directory}/cgroup.kill`, "1", { flag: "r+" }).catch(() => undefined);
    const pids = await readPids(directory);
    if (pids.length === 0) return;
    if (Date.now() > until) throw new Error(`${pids.length} processes in ${directory} did not die`);
    for (const pid of pids) {
      sendSignal(pid, "SIGKILL");
      // A v1 freezer keeps even SIGKILL waiting, and root inside may put anything into one; ours is never frozen.
      if (cgroups.freezer) await writeFile(`${cgroups.freezer}/ctl/cgroup.procs`, String(pid), { flag: "r+" }).catch(ignoreGone);
    }
    await pause(2);
  }
}

/** How many more processes (threads and zombies count) a cgroup may hold, below zero where too many were moved in; no end where nothing limits it. */
export async function readRoom(cgroup: string): Promise<number> {
  const most = await readFile(`${cgroup}/pids.max`, "utf8").catch(() => "max");
  const room = Number(most) - (await readCount(cgroup));
  return Number.isNaN(room) ? Number.POSITIVE_INFINITY : room;
}

/** How many processes, threads and zombies are charged to a cgroup and below; none where it is gone. */
export async function readCount(cgroup: string): Promise<number> {
  return Number(await readFile(`${cgroup}/pids.current`, "utf8").catch(() => "0"));
}

export const childrenOf = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${directory}/${entry.name}`);

/** Pids in a cgroup and below. A zombie may be listed on v1 and never is on v2. */
export async function readPids(directory: string): Promise<number[]> {
  const text = await readFile(`${directory}/cgroup.procs`, "utf8").catch(() => "");
  const below = await Promise.all((await childrenOf(directory)).map(readPids));
  return [...text.split("\n").filter(Boolean).map(Number), ...below.flat()];
}

/** Removes a cgroup and those below. Zombies in it are no hindrance: they stay charged to what is above until they are reaped. */
export async function removeTree(directory: string): Promise<void> {
  for (const child of await childrenOf(directory)) await removeTree(child);
  for (let tries = 0; ; tries++) {
    try {
      return await rmdir(directory);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") return;
      // A process that has just died leaves its cgroup a moment later.
      if (code !== "EBUSY" || tries > 200) throw error;
      await pause(5);
    }
  }
}

/** It ended between being listed and being moved. */
export const ignoreGone = (error: NodeJS.ErrnoException) => {
  if (error.code !== "ESRCH" && error.code !== "ENOENT") throw error;
};

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
