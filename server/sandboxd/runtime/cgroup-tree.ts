import { chown, mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import type { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import { sendSignal } from "../system/send-signal.ts";
import type { Hierarchy } from "./cgroup-mode.ts";
import { CPU_PERIOD_US } from "./oci-spec.ts";

/**
 * The cgroups of one sandbox, in every hierarchy of the host:
 *   NAME/BODY     ours: the student's limits plus head-room, so that nothing outside is ever short
 *   NAME/BODY/box   the student's: limits in files of ours, the directory and its process lists delegated (made by the runtime)
 *   NAME/BODY/ctl   where terminals enter, beside the student's limits, so that a full pid table cannot lock us out
 *   NAME/BODY/script-A-N  where a check or setup enters and stays while it runs, with a limit of its own (checks/script-cgroup.ts)
 */
export type CgroupTree = { hierarchies: Hierarchy[]; path: string };

/** Scripts of ours that may run in one sandbox at once: a setup, a check and a click too many. */
export const MAX_SCRIPTS = 4;
/** Processes and threads that one script may have: a shell and a few Go programs of a dozen threads each. */
export const SCRIPT_PIDS = 96;
/** Zombies that scripts may leave charged to the sandbox alone, seen as each ends: a lesson about zombies shows a few (checks/settle-in-box.ts). */
export const STRAY_PIDS = 16;
/** Processes and threads for entering: the runtime's exec is a Go program of about a dozen threads, and several may enter at once. */
const ENTRY_PIDS = 96;
/**
 * Room for entering a sandbox that is full, whatever the scripts in it do (several that end at once see only their own strays); and memory for
 * their shells until they move into the box.
 */
const HEADROOM_PIDS = MAX_SCRIPTS * (SCRIPT_PIDS + STRAY_PIDS) + ENTRY_PIDS;
const HEADROOM_MIB = 64;
const HEADROOM_CPUS = 0.25;

/** v2 controllers switched on for the sandboxes, where the host has them. */
const V2_CONTROLLERS = ["cpu", "cpuset", "io", "memory", "pids"];

export const cgroupTree = (hierarchies: Hierarchy[], name: string, body: string): CgroupTree => ({
  hierarchies,
  path: `/${name}/${body}`,
});

const directoryOf = (tree: CgroupTree, hierarchy: Hierarchy, child = "") => `${hierarchy.mountpoint}${tree.path}${child}`;

/** Directories of a cgroup by controller name: each v1 controller (also "name=systemd"), "" for a v2 hierarchy. */
export function cgroupDirectories(tree: CgroupTree, child: "" | "/box" | "/ctl"): Record<string, string> {
  return Object.fromEntries(
    tree.hierarchies.flatMap((hierarchy) =>
      (hierarchy.version === 2 ? [""] : hierarchy.controllers).map((key) => [key, directoryOf(tree, hierarchy, child)]),
    ),
  );
}

/** Makes NAME, NAME/BODY with its limits, and NAME/BODY/ctl. Idempotent. `box` is the runtime's to make. */
export async function createCgroups(tree: CgroupTree, profile: SandboxProfile): Promise<void> {
  await Promise.all(
    tree.hierarchies.map(async (hierarchy) => {
      const own = directoryOf(tree, hierarchy);
      const shared = own.slice(0, own.lastIndexOf("/"));
      if (hierarchy.version === 2) await enableControllers(hierarchy.mountpoint);
      await mkdir(shared, { recursive: true });
      if (hierarchy.version === 2) await enableControllers(shared);
      if (hierarchy.controllers.includes("cpuset")) await inheritCpuset(shared);
      await mkdir(own, { recursive: true });
      if (hierarchy.version === 2) await enableControllers(own);
      for (const [file, value] of limitsOf(profile, hierarchy)) await writeControl(`${own}/${file}`, value).catch(ignoreMissing);
      if (hierarchy.controllers.includes("cpuset")) await inheritCpuset(own);
      await mkdir(`${own}/ctl`, { recursive: true });
      if (hierarchy.controllers.includes("cpuset")) await inheritCpuset(`${own}/ctl`);
    }),
  );
}

/** Gives the student the box: its directory and process lists, never a limit file. Container engines make their cgroups below it. */
export async function delegateBox(tree: CgroupTree, uid: number): Promise<void> {
  await Promise.all(
    tree.hierarchies.map(async (hierarchy) => {
      const box = directoryOf(tree, hierarchy, "/box");
      const files =
        hierarchy.version === 2 ? ["cgroup.procs", "cgroup.threads", "cgroup.subtree_control"] : ["cgroup.procs", "tasks"];
      for (const path of [box, ...files.map((file) => `${box}/${file}`)]) await chown(path, uid, uid).catch(ignoreMissing);
    }),
  );
}

/**
 * Puts a process under the student's limits. Moving is never refused by pids.max (cgroup v2 documentation, "PID"). A v2 cgroup that hands
 * controllers down takes no processes itself; where a student has arranged the box so, the process joins PID 1 wherever that is.
 */
export async function moveToBox(tree: CgroupTree, pid: number, initPid: number): Promise<void> {
  for (const hierarchy of tree.hierarchies) {
    const join = (directory: string) => writeControl(`${directory}/cgroup.procs`, String(pid));
    await join(directoryOf(tree, hierarchy, "/box")).catch(async (error: NodeJS.ErrnoException) => {
      if (hierarchy.version !== 2 || error.code !== "EBUSY") throw error;
      const path = /^0::(.*)$/m.exec(await readFile(`/proc/${initPid}/cgroup`, "utf8"))?.[1] ?? "";
      if (!path.startsWith(`${tree.path}/box/`)) throw error;
      await join(`${hierarchy.mountpoint}${path}`);
    });
  }
}

/** Every pid in the sandbox's cgroups, whatever they nested below. */
export async function readPids(tree: CgroupTree): Promise<number[]> {
  const pids = new Set<number>();
  for (const hierarchy of tree.hierarchies) {
    for (const directory of await descend(directoryOf(tree, hierarchy))) {
      const text = await readFile(`${directory}/cgroup.procs`, "utf8").catch(() => "");
      for (const line of text.split("\n")) if (line) pids.add(Number(line));
    }
  }
  return [...pids];
}

/**
 * Kills everything in the sandbox's cgroups and waits until it is gone.
 * @throws Error naming how many were left after timeoutMs
 */
export async function killCgroups(tree: CgroupTree, timeoutMs = 10_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
    // One write kills a whole v2 subtree, forks in flight included (cgroup v2 documentation, cgroup.kill; Linux 5.14).
    for (const hierarchy of tree.hierarchies.filter(({ version }) => version === 2)) {
      await writeControl(`${directoryOf(tree, hierarchy)}/cgroup.kill`, "1").catch(() => undefined);
    }
    for (const hierarchy of tree.hierarchies) await thaw(hierarchy, tree);
    const pids = await readPids(tree);
    if (pids.length === 0) return;
    if (Date.now() > until) throw new Error(`${pids.length} processes in cgroup ${tree.path} did not die within ${timeoutMs} ms`);
    for (const pid of pids) sendSignal(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Removes the sandbox's cgroups, deepest first. Nothing to remove is fine. @throws Error (EBUSY) while something still runs in them */
export async function destroyCgroups(tree: CgroupTree): Promise<void> {
  for (const hierarchy of tree.hierarchies) {
    for (const directory of (await descend(directoryOf(tree, hierarchy))).toReversed()) await removeDirectory(directory);
  }
}

/** Bodies that have a cgroup under our name in any hierarchy. */
export async function listCgroups(hierarchies: Hierarchy[], name: string): Promise<string[]> {
  const ids = await Promise.all(hierarchies.map(({ mountpoint }) => childrenOf(`${mountpoint}/${name}`)));
  return [...new Set(ids.flat())];
}

/** Removes the shared NAME cgroup when the last sandbox has gone. */
export async function removeSharedCgroup(hierarchies: Hierarchy[], name: string): Promise<void> {
  for (const { mountpoint } of hierarchies) await rmdir(`${mountpoint}/${name}`).catch(() => undefined);
}

function limitsOf(profile: SandboxProfile, hierarchy: Hierarchy): [string, string][] {
  const pids = String(profile.pids + HEADROOM_PIDS);
  const bytes = String((profile.memoryMiB + HEADROOM_MIB) * 1024 * 1024);
  if (hierarchy.version === 2) {
    return [
      ["pids.max", pids],
      ["memory.max", bytes],
      ["memory.swap.max", "0"],
      ["cpu.max", `${cpuQuota(profile)} ${CPU_PERIOD_US}`],
      ["cgroup.max.descendants", "1024"],
      ["cgroup.max.depth", "32"],
    ];
  }
  return hierarchy.controllers.flatMap((controller): [string, string][] => {
    if (controller === "pids") return [["pids.max", pids]];
    // memsw may not be below the plain limit, so the plain one comes first.
    if (controller === "memory")
      return [
        ["memory.limit_in_bytes", bytes],
        ["memory.memsw.limit_in_bytes", bytes],
      ];
    if (controller === "cpu")
      return [
        ["cpu.cfs_period_us", String(CPU_PERIOD_US)],
        ["cpu.cfs_quota_us", String(cpuQuota(profile))],
      ];
    return [];
  });
}

const cpuQuota = (profile: SandboxProfile) => Math.round((profile.cpus + HEADROOM_CPUS) * CPU_PERIOD_US);

/** A v1 freezer keeps even SIGKILL waiting (cgroup-v1 documentation, freezer), and a student may have frozen something. */
async function thaw(hierarchy: Hierarchy, tree: CgroupTree): Promise<void> {
  if (!hierarchy.controllers.includes("freezer")) return;
  for (const directory of await descend(directoryOf(tree, hierarchy))) {
    await writeControl(`${directory}/freezer.state`, "THAWED").catch(() => undefined);
  }
}

/** A v2 cgroup hands a controller down only when told so; one refused controller must not cost the others. */
async function enableControllers(directory: string): Promise<void> {
  const available = (await readFile(`${directory}/cgroup.controllers`, "utf8")).split(/\s+/);
  for (const controller of V2_CONTROLLERS.filter((name) => available.includes(name))) {
    await writeControl(`${directory}/cgroup.subtree_control`, `+${controller}`);
  }
}

/** A new v1 cpuset is empty and takes no process until it has CPUs and memory nodes (cgroup-v1 documentation, cpusets). */
async function inheritCpuset(directory: string): Promise<void> {
  for (const file of ["cpuset.cpus", "cpuset.mems"]) {
    const parent = await readFile(`${directory}/../${file}`, "utf8");
    await writeControl(`${directory}/${file}`, parent);
  }
}

async function childrenOf(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** The directory and all below it, parents before children; empty when it does not exist. */
async function descend(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [];
  const below = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map((entry) => descend(`${directory}/${entry.name}`)),
  );
  return [directory, ...below.flat()];
}

async function removeDirectory(directory: string): Promise<void> {
  // A killed process leaves its cgroup a moment after its parent saw it die.
  for (let tries = 0; ; tries++) {
    try {
      return await rmdir(directory);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "ENOENT") return;
      if (code !== "EBUSY" || tries >= 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

const ignoreMissing = (error: NodeJS.ErrnoException) => {
  if (error.code !== "ENOENT") throw error;
};

/** Never creates: a limit that this kernel does not have must come out as ENOENT. */
const writeControl = (path: string, value: string) => writeFile(path, value, { flag: "r+" });
