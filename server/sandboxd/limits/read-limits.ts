import { readFile } from "node:fs/promises";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import type { LimitLook } from "./fold-limits.ts";
import { type ControlFiles, toLimitCounts } from "./limit-counts.ts";
import type { OomLog } from "./oom-log.ts";

type Place = { version: 1 | 2; directory: string };

const FILES = {
  memory: {
    1: ["memory.oom_control", "memory.max_usage_in_bytes", "memory.limit_in_bytes"],
    2: ["memory.events", "memory.events.local"],
  },
  pids: { 1: ["pids.events", "pids.current"], 2: ["pids.events", "pids.events.local", "pids.current"] },
} as const;

/** Files whose change the kernel tells inotify of (cgroup_file_notify), where they exist. */
export const eventFiles = ({ cgroups }: Pick<RunningSandbox, "cgroups">): string[] => {
  const memory = placeOf(cgroups, "memory");
  const pids = placeOf(cgroups, "pids");
  return [
    ...(memory?.version === 2 ? [`${memory.directory}/memory.events`] : []),
    ...(pids ? [`${pids.directory}/pids.events`] : []),
    ...(pids?.version === 2 ? [`${pids.directory}/pids.events.local`] : []),
  ];
};

/** Where kills further down are told by the kernel's log alone: the directory of the student's memory cgroup on v1, null on v2. */
export const memcgOf = ({ cgroups }: Pick<RunningSandbox, "cgroups">): string | null => {
  const memory = placeOf(cgroups, "memory");
  return memory?.version === 1 ? memory.directory : null;
};

/** One look: a few small files of the kernel, at paths that are ours. */
export async function readLimits(sandbox: Pick<RunningSandbox, "cgroups" | "readDisk">, oomLog: OomLog): Promise<LimitLook> {
  const { cgroups, readDisk } = sandbox;
  const [memory, pids, disk] = await Promise.all([readControl(cgroups, "memory"), readControl(cgroups, "pids"), readDisk()]);
  const memcg = memcgOf(sandbox);
  const killedBelow = memcg === null ? null : oomLog.countBelow(memcg);
  return { counts: toLimitCounts(memory, pids, killedBelow), disk, at: Date.now() };
}

async function readControl(cgroups: RunningSandbox["cgroups"], controller: keyof typeof FILES): Promise<ControlFiles | null> {
  const place = placeOf(cgroups, controller);
  if (!place) return null;
  const texts = new Map<string, string>();
  await Promise.all(
    FILES[controller][place.version].map(async (name) => {
      const text = await readFile(`${place.directory}/${name}`, "utf8").catch(() => null); // not in this kernel
      if (text !== null) texts.set(name, text);
    }),
  );
  return { version: place.version, read: (name) => texts.get(name) ?? null };
}

/** The student's cgroup in the hierarchy that has a controller: a v1 one of its own, else v2. */
function placeOf(cgroups: RunningSandbox["cgroups"], controller: string): Place | null {
  const own = cgroups[controller];
  if (own !== undefined) return { version: 1, directory: `${own}/box` };
  return cgroups[""] === undefined ? null : { version: 2, directory: `${cgroups[""]}/box` };
}
