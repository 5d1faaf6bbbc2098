import { readFile } from "node:fs/promises";
import { type CgroupTree, readPids } from "../runtime/cgroup-tree.ts";
import { type ProcessIdentity, readProcess } from "../runtime/process-identity.ts";

const PROGRAMS = ["containerd", "dockerd"];

export type NamedProcess = ProcessIdentity & { comm: string };

/**
 * containerd and dockerd of a sandbox that nobody has entered yet: the names of its processes (proc_pid_comm(5)) are then what we started.
 * @throws Error when one of them is missing
 */
export async function findEngine(tree: CgroupTree): Promise<ProcessIdentity[]> {
  const named = await Promise.all((await readPids(tree)).map(readNamed));
  const processes = named.filter((one) => one !== undefined);
  return PROGRAMS.map((program) => {
    const found = firstOf(processes, program);
    if (!found) throw new Error(`${program} does not run in ${tree.path} although the engine has just started`);
    return found;
  });
}

/**
 * The process of that name which started first. A child has its parent's name until it executes another program, and may have any pid: pids
 * begin again from the bottom (pid_max, proc_sys_kernel(5)).
 */
export function firstOf(processes: readonly NamedProcess[], program: string): ProcessIdentity | undefined {
  const [first] = processes.filter(({ comm }) => comm === program).toSorted((a, b) => Number(a.startTime) - Number(b.startTime));
  return first && { pid: first.pid, startTime: first.startTime };
}

async function readNamed(pid: number): Promise<NamedProcess | undefined> {
  const comm = (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")).trim();
  const process = await readProcess(pid);
  return process && { comm, ...process };
}
