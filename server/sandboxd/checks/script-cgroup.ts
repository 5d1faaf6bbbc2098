import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import { SCRIPT_PIDS } from "../runtime/cgroup-tree.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { sendSignal } from "../system/send-signal.ts";

/**
 * A cgroup beside the student's box that holds a script and everything it starts: nothing can leave it by forking, by setsid or by losing
 * its parent. One hierarchy is enough to keep them together: the one that counts processes, so that no script (nor a program of the student
 * that it calls) takes the room that entering needs.
 */
export type ScriptCgroup = {
  add(pid: number): Promise<void>;
  /** Kills everything in it and waits until it is gone. */
  kill(): Promise<void>;
  /**
   * Puts what goes on in the background under the student's limits and removes the cgroup. What those have no room for is killed, since moving
   * is never refused (cgroup v2 documentation, "PID"): answers how many that were.
   */
  release(): Promise<number>;
};

const PATIENCE_MS = 5_000;
let lastNumber = 0;

export async function createScriptCgroup(sandbox: RunningSandbox): Promise<ScriptCgroup> {
  const whole = chooseHierarchy(sandbox.cgroups);
  const directory = `${whole}/script-${++lastNumber}`;
  // A leftover of an earlier sandboxd with this number may be there; what is in it is ours all the same.
  await mkdir(directory, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    // cgroup.max.descendants counts ours too.
    if (error.code !== "EAGAIN") throw error;
    throw new SandboxdError("failed", "This sandbox is full of control groups, so no check can run; remove some with rmdir.", {
      cause: error,
    });
  });
  const limitForks = (most: number) => writeFile(`${directory}/pids.max`, String(most), { flag: "r+" }).catch(ignoreGone);
  await limitForks(SCRIPT_PIDS);
  const readPids = () => readTree(directory);

  const kill = async () => {
    const until = Date.now() + PATIENCE_MS;
    // Nothing is born any more: what forks faster than it can be killed ends too.
    await limitForks(0);
    for (;;) {
      // One write kills the whole subtree, forks in flight included (cgroup v2 documentation, cgroup.kill; Linux 5.14). v1 has no such file.
      await writeFile(`${directory}/cgroup.kill`, "1", { flag: "r+" }).catch(() => undefined);
      const pids = await readPids();
      if (pids.length === 0) return;
      if (Date.now() > until) throw new Error(`${pids.length} processes of a script in ${sandbox.id} did not die`);
      for (const pid of pids) sendSignal(pid, "SIGKILL");
      await pause(2);
    }
  };

  return {
    add: (pid) => writeFile(`${directory}/cgroup.procs`, String(pid), { flag: "r+" }),
    kill,
    async release() {
      const until = Date.now() + PATIENCE_MS;
      let killed = 0;
      for (let pids = await readPids(); pids.length > 0; pids = await readPids()) {
        const fit = Date.now() > until ? [] : pids.slice(0, await readRoom(`${whole}/box`));
        for (const pid of fit) await sandbox.moveToBox(pid).catch(ignoreGone);
        // Something that forks faster than it can be moved has no business staying either.
        if (fit.length === pids.length) continue;
        killed += (await readPids()).length;
        await kill();
      }
      await removeTree(directory);
      return killed;
    },
  };
}

/** v1's pids hierarchy, else v2 (on a hybrid host that one has no controllers), else whatever this host has. */
function chooseHierarchy(cgroups: Readonly<Record<string, string>>): string {
  const directory = cgroups.pids ?? cgroups[""] ?? Object.values(cgroups)[0];
  if (!directory) throw new Error("this sandbox has no cgroup");
  return directory;
}

/** How many more processes (threads count) a cgroup may hold; no end where nothing limits it. */
async function readRoom(cgroup: string): Promise<number> {
  const [now, most] = await Promise.all(
    ["pids.current", "pids.max"].map((file) => readFile(`${cgroup}/${file}`, "utf8").catch(() => "max")),
  );
  const room = Number(most) - Number(now);
  return Number.isNaN(room) ? Number.POSITIVE_INFINITY : Math.max(0, room);
}

const childrenOf = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${directory}/${entry.name}`);

/** Pids in a cgroup and below. Zombies are not listed by v2 and cannot be moved on v1; both go when they are reaped. */
async function readTree(directory: string): Promise<number[]> {
  const text = await readFile(`${directory}/cgroup.procs`, "utf8").catch(() => "");
  const below = await Promise.all((await childrenOf(directory)).map(readTree));
  return [...text.split("\n").filter(Boolean).map(Number), ...below.flat()];
}

async function removeTree(directory: string): Promise<void> {
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
const ignoreGone = (error: NodeJS.ErrnoException) => {
  if (error.code !== "ESRCH" && error.code !== "ENOENT") throw error;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
