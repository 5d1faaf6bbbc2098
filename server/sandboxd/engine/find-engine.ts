import { readFile } from "node:fs/promises";
import { type CgroupTree, readPids } from "../runtime/cgroup-tree.ts";
import { type ProcessIdentity, readProcess } from "../runtime/process-identity.ts";

const PROGRAMS = ["containerd", "dockerd"];

/**
 * containerd and dockerd of a sandbox that nobody has entered yet: the names of its processes (proc_pid_comm(5)) are then what we started.
 * @throws Error when one of them is missing
 */
export async function findEngine(tree: CgroupTree): Promise<ProcessIdentity[]> {
  const named = await Promise.all(
    (await readPids(tree)).map(async (pid) => ({
      comm: (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")).trim(),
      process: await readProcess(pid),
    })),
  );
  return PROGRAMS.map((program) => {
    const found = named.find(({ comm }) => comm === program)?.process;
    if (!found) throw new Error(`${program} does not run in ${tree.path} although the engine has just started`);
    return found;
  });
}
