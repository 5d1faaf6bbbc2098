import type { Cgroup, CgroupHierarchy, CgroupsPart } from "../../../../lib/contract/kernel/cgroups.ts";
import type { ObservedSandbox } from "../observed-sandbox.ts";
import type { PartReader, Reading } from "../part-reader.ts";
import { type ByteString, toVisible } from "../proc/byte-text.ts";
import {
  O_DIRECTORY,
  O_NOFOLLOW,
  O_RDONLY,
  openTrusted,
  readDirectory,
  readOnce,
  SystemError,
  statFd,
  withFd,
} from "../proc/libc.ts";
import { parseMountinfo } from "../proc/mountinfo.ts";
import { readOfProcess } from "../proc/process-directory.ts";
import { bindLimits } from "./binding-limits.ts";
import { type CgroupFacts, toFactsV1, toFactsV2 } from "./cgroup-facts.ts";

const MOST_CGROUPS = 200;
const MOST_DEPTH = 32;
const MOST_ENTRIES = 1_000;
/** d_type of a directory (readdir(3)). */
const DT_DIR = 4;

/** Reads the control groups a sandbox may see: its own directory in every hierarchy of the host, and all below. */
export function createCgroupsReader(): PartReader<CgroupsPart> {
  return {
    read: (reading) => ({ part: readCgroups(reading), problems: [] }),
    rest: () => undefined,
  };
}

type HostHierarchy = { id: string; version: 1 | 2; controllers: string[]; directory: string };

/** The hierarchies by the controllers that share one: v1 may mount several together. */
function hierarchiesOf({ cgroups }: ObservedSandbox): HostHierarchy[] {
  const byDirectory = new Map<string, string[]>();
  for (const [controller, directory] of Object.entries(cgroups)) {
    byDirectory.set(directory, [...(byDirectory.get(directory) ?? []), controller]);
  }
  return [...byDirectory].map(([directory, controllers]) =>
    controllers.includes("")
      ? { id: "", version: 2, controllers: [], directory }
      : { id: controllers.join(","), version: 1, controllers, directory },
  );
}

function readCgroups(reading: Reading): CgroupsPart {
  const hierarchies = hierarchiesOf(reading.sandbox);
  const versions = new Set(hierarchies.map(({ version }) => version));
  const mounted = mountpointsOf(reading);
  const inside = processesByCgroup(reading);
  return {
    mode: versions.size === 2 ? "hybrid" : versions.has(2) ? "v2" : "v1",
    hierarchies: hierarchies.map((hierarchy) => readHierarchy(hierarchy, inside, mounted)),
  };
}

type Inside = { ours: string[]; plumbing: number };
type Raw = { path: ByteString; parent: ByteString | null; depth: number; key: string; facts: CgroupFacts };

function readHierarchy(
  hierarchy: HostHierarchy,
  inside: ReadonlyMap<string, Inside>,
  mounted: ReadonlyMap<string, string>,
): CgroupHierarchy {
  const { id, version } = hierarchy;
  const found: Raw[] = [];
  let omitted = 0;
  const walk = (fd: number, path: ByteString, parent: ByteString | null, depth: number) => {
    if (found.length >= MOST_CGROUPS || depth > MOST_DEPTH) {
      omitted++;
      return;
    }
    // kernfs numbers its directories with a generation: a group that is made again is another one.
    const key = `cgroup-${id}-${statFd(fd).ino}`;
    found.push({ path, parent, depth, key, facts: factsOf(hierarchy, fd) });
    for (const name of childrenOf(fd)) {
      const child = openChild(fd, name);
      if (child !== null) withFd(child, () => walk(child, path === "/" ? `/${name}` : `${path}/${name}`, path, depth + 1));
    }
  };
  const root = openChild(null, `${hierarchy.directory}/box`);
  if (root !== null) withFd(root, () => walk(root, "/", null, 0));
  const outer = openChild(null, hierarchy.directory);
  const outerLimits = outer === null ? {} : withFd(outer, () => factsOf(hierarchy, outer).limits);

  const keys = new Map(found.map(({ path, key }) => [path, key]));
  const keyOf = (path: ByteString | null) => (path === null ? null : (keys.get(path) ?? null));
  const bound = bindLimits(
    found.map(({ key, parent, facts }) => ({ key, parent: keyOf(parent), limits: facts.limits })),
    outerLimits,
  );
  const cgroups = found.map(({ path, parent, depth, key, facts }): Cgroup => {
    const shown = toVisible(path);
    const here = inside.get(`${id} ${shown}`) ?? { ours: [], plumbing: 0 };
    return {
      key,
      path: shown,
      name: path === "/" ? "/" : toVisible(path.slice(path.lastIndexOf("/") + 1)),
      parent: keyOf(parent),
      depth,
      ...facts,
      processes: here.ours,
      plumbing: here.plumbing,
      binding: bound.get(key)!,
    };
  });
  return {
    id,
    version,
    controllers: version === 2 ? (found[0]?.facts.controllers ?? []) : hierarchy.controllers,
    mountpoint: mounted.get(id) ?? null,
    cgroups,
    omitted,
  };
}

/** Opens a cgroup's directory; there are no symbolic links below a cgroup, and none would be followed. null when it is gone. */
function openChild(dirFd: number | null, name: ByteString): number | null {
  try {
    const flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
    return dirFd === null ? openTrusted(name, flags) : openTrusted(name, flags, dirFd);
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}

const childrenOf = (fd: number): ByteString[] =>
  readDirectory(fd, MOST_ENTRIES)
    .names.filter(([, type]) => type === DT_DIR)
    .map(([name]) => name)
    .sort();

/** Controllers whose v2 files are there only while the controller is given to the cgroup; cpu.stat and cgroup.* always are. */
const GIVEN_V2: readonly string[] = ["memory", "pids", "io"];

/**
 * Looks only for files that can be there, since looking in vain costs as much as reading: those of a v1 hierarchy begin with the names of its
 * controllers, those of a v2 cgroup with the names in its cgroup.controllers (admin-guide/cgroup-v2.rst, "Enabling and Disabling").
 */
function factsOf({ version, controllers }: HostHierarchy, fd: number): CgroupFacts {
  const known = new Map<string, string | null>();
  const read = (name: string): string | null => {
    if (!belongs(name.slice(0, name.indexOf(".")))) return null;
    if (!known.has(name)) known.set(name, readControl(fd, name));
    return known.get(name) ?? null;
  };
  const belongs = (controller: string): boolean => {
    if (version === 1) return controllers.includes(controller);
    return !GIVEN_V2.includes(controller) || (read("cgroup.controllers") ?? "").split(/\s+/).includes(controller);
  };
  return version === 2 ? toFactsV2(read) : toFactsV1(read, controllers);
}

function readControl(fd: number, name: string): string | null {
  try {
    return withFd(openTrusted(name, O_RDONLY | O_NOFOLLOW, fd), readOnce);
  } catch (error) {
    // Not in this hierarchy, not on this kernel, or the group is just going away.
    if (error instanceof SystemError) return null;
    throw error;
  }
}

/** States of a process that has ended (proc_pid_stat(5)): cgroup.procs leaves it out, although its number stays taken. */
const ENDED: ReadonlySet<string> = new Set(["Z", "X"]);

/** Keys of the student's processes and the number of the lab's by "HIERARCHY PATH". */
function processesByCgroup(reading: Reading): Map<string, Inside> {
  const found = new Map<string, Inside>();
  for (const { info } of reading.processes()) {
    if (ENDED.has(info.state)) continue;
    for (const [hierarchy, path] of Object.entries(info.cgroups)) {
      const name = `${hierarchy} ${path}`;
      const here = found.get(name) ?? { ours: [], plumbing: 0 };
      found.set(name, here);
      if (info.plumbing) here.plumbing++;
      else here.ours.push(info.key);
    }
  }
  return found;
}

/** Where PID 1 of the sandbox has each hierarchy mounted, by the hierarchy's id. */
function mountpointsOf(reading: Reading): Map<string, string> {
  const init = reading.processes().find(({ hostPid }) => hostPid === reading.sandbox.initPid);
  const found = new Map<string, string>();
  if (!init) return found;
  for (const mount of parseMountinfo(readOfProcess(init.procFd, "mountinfo"))) {
    const at = toVisible(mount.mountpoint);
    if (mount.fsType === "cgroup2" && !found.has("")) found.set("", at);
    if (mount.fsType !== "cgroup") continue;
    const options = new Set(mount.superOptions.split(","));
    const id = Object.keys(reading.sandbox.cgroups).length === 0 ? "" : idOf(reading.sandbox, options);
    if (id !== null && !found.has(id)) found.set(id, at);
  }
  return found;
}

/** The v1 hierarchy whose controllers a cgroup mount names among its options. */
function idOf(sandbox: ObservedSandbox, options: ReadonlySet<string>): string | null {
  return (
    hierarchiesOf(sandbox).find(({ version, controllers }) => version === 1 && controllers.every((one) => options.has(one)))
      ?.id ?? null
  );
}
