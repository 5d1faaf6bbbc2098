import { readFile } from "node:fs/promises";

/** One cgroup hierarchy of the host. controllers is empty for the v2 hierarchy and holds e.g. ["cpu", "cpuacct"] or ["name=systemd"] on v1. */
export type Hierarchy = { mountpoint: string; version: 1 | 2; controllers: string[] };
export type CgroupMode = "v2" | "hybrid" | "v1";

/** v1 controllers by the name /proc/self/mountinfo gives them in its super options. */
const V1_CONTROLLERS = new Set([
  ...["cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "blkio", "pids", "net_cls", "net_prio", "perf_event"],
  ...["hugetlb", "rdma", "misc"],
]);

/** The cgroup hierarchies in a mountinfo text (proc_pid_mountinfo(5)), each once, first mount wins. */
export function parseHierarchies(mountinfo: string): Hierarchy[] {
  const found = new Map<string, Hierarchy>();
  for (const line of mountinfo.split("\n")) {
    const [before, after] = line.split(" - ");
    const mountpoint = before?.split(" ")[4];
    const [type, , superOptions = ""] = after?.split(" ") ?? [];
    if (!mountpoint || (type !== "cgroup" && type !== "cgroup2")) continue;
    const options = superOptions.split(",");
    const controllers =
      type === "cgroup2" ? [] : options.filter((option) => V1_CONTROLLERS.has(option) || option.startsWith("name="));
    const key = type === "cgroup2" ? "" : controllers.join(",");
    if (!found.has(key)) found.set(key, { mountpoint, version: type === "cgroup2" ? 2 : 1, controllers });
  }
  return [...found.values()];
}

export const toCgroupMode = (hierarchies: Hierarchy[]): CgroupMode => {
  const versions = new Set(hierarchies.map((hierarchy) => hierarchy.version));
  return versions.has(1) ? (versions.has(2) ? "hybrid" : "v1") : "v2";
};

/** @throws Error when no cgroup file system is mounted */
export async function readHierarchies(): Promise<Hierarchy[]> {
  const hierarchies = parseHierarchies(await readFile("/proc/self/mountinfo", "utf8"));
  if (hierarchies.length === 0) throw new Error("no cgroup file system is mounted; mount cgroup2 on /sys/fs/cgroup");
  return hierarchies;
}
