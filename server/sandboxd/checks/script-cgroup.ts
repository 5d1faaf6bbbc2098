import { mkdir } from "node:fs/promises";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import { SCRIPT_PIDS } from "../runtime/cgroup-tree.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { childrenOf, killTree, limitForks, removeTree } from "./cgroup-processes.ts";
import { type Surplus, settleInBox } from "./settle-in-box.ts";

/**
 * A cgroup beside the student's box that holds a script and everything it starts: it enters here, so that not even a bash that the student has
 * replaced forks elsewhere first, and nothing leaves by forking, by setsid or by losing its parent. One hierarchy is enough to keep them
 * together: the one that counts processes, so that no script takes the room that entering needs.
 *
 * On v1 alone a process may still go into the box by itself (a v1 cgroup asks for no right over where it comes from), past the box's limit.
 */
export type ScriptCgroup = {
  /** What to enter by. */
  name: string;
  /** Kills everything in it and waits until it is gone. */
  kill(): Promise<void>;
  /** Puts what goes on in the background under the student's limits and removes the cgroup. Answers with what could not stay and was killed. */
  release(): Promise<Surplus | null>;
};

let lastNumber = 0;
/** Directories of scripts that somebody waits for. */
const live = new Set<string>();

export async function createScriptCgroup(sandbox: RunningSandbox): Promise<ScriptCgroup> {
  const whole = countingHierarchy(sandbox.cgroups);
  await endForgotten(sandbox, whole);
  const name = `script-${sandbox.adoptions}-${++lastNumber}`; // no name of an earlier sandboxd comes again
  const directory = `${whole}/${name}`;
  live.add(directory);
  try {
    await makeCgroup(directory);
    await limitForks(directory, SCRIPT_PIDS);
    await sandbox.admit(name);
  } catch (error) {
    await removeTree(directory).finally(() => live.delete(directory));
    throw error;
  }
  return {
    name,
    kill: () => killTree(sandbox, directory),
    async release() {
      try {
        const surplus = await settleInBox(sandbox, whole, directory);
        await removeTree(directory);
        return surplus;
      } finally {
        live.delete(directory); // should it have failed, the next script ends what is left
        await sandbox.dismiss(name);
      }
    },
  };
}

/** v1's pids hierarchy, else v2: on a hybrid host that one has no controllers. */
function countingHierarchy(cgroups: Readonly<Record<string, string>>): string {
  const directory = cgroups.pids ?? cgroups[""];
  if (!directory) throw new Error("nothing counts this sandbox's processes: no pids controller is mounted");
  return directory;
}

async function makeCgroup(directory: string): Promise<void> {
  await mkdir(directory).catch((error: NodeJS.ErrnoException) => {
    // cgroup.max.descendants counts ours too.
    if (error.code !== "EAGAIN") throw error;
    throw new SandboxdError("failed", "This sandbox is full of control groups, so no check can run; remove some with rmdir.", {
      cause: error,
    });
  });
}

/** Ends scripts that nobody waits for: those of a sandboxd that was killed, for one. Their room is counted on. */
async function endForgotten(sandbox: RunningSandbox, whole: string): Promise<void> {
  for (const directory of await childrenOf(whole)) {
    if (!directory.startsWith(`${whole}/script-`) || live.has(directory)) continue;
    await killTree(sandbox, directory);
    await removeTree(directory);
  }
}
