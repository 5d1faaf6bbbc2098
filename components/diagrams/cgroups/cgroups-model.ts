import type { Cgroup, CgroupHierarchy } from "../../../lib/contract/kernel/cgroups.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { containerOfCgroup } from "../frame/docker-names.ts";

export const RESOURCES = ["memory", "cpu", "pids"] as const;
export type Resource = (typeof RESOURCES)[number];

/** One control group in the hierarchy of one resource. */
export type Cell = {
  resource: Resource;
  hierarchy: CgroupHierarchy;
  cgroup: Cgroup;
  /** In use now: bytes, cores (measured between the last two readings) or processes; null where nothing tells. */
  current: number | null;
  /** The most memory it ever used, bytes. */
  peak: number | null;
  /** Its own limit; null: it has none of its own. */
  own: number | null;
  /** The limit that binds and the path of the group that imposes it; null: none. */
  binding: { limit: number; by: string } | null;
  /** cpu: share of the periods since the last reading in which it had to wait, 0 to 1; null: no period went by. */
  throttled: number | null;
};

/** A path in the tree; on v1 each resource may or may not have it. */
export type Row = {
  path: string;
  name: string;
  /** The container it was made for, null for others. */
  container: string | null;
  depth: number;
  cells: Partial<Record<Resource, Cell>>;
  /** Commands of the student's processes in it, in any hierarchy. */
  processes: string[];
  plumbing: number;
  oomKills: number;
  pidsRefused: number;
};

type Sample = {
  usageUs: number | null;
  periods: number;
  throttled: number;
  at: number;
  cores: number | null;
  waited: number | null;
};

export type CgroupsModel = {
  mode: "v2" | "hybrid" | "v1";
  rows: Row[];
  omitted: number;
  /** Last CPU readings by group, to measure what is used between two. */
  samples: ReadonlyMap<string, Sample>;
};

/** Stands for a process that had ended when its command was read. */
export const UNKNOWN = "?";

/** Readings closer than this tell nothing of a rate. */
const LEAST_GAP_MS = 200;

/** The picture's data from a view; null where control groups were not read. */
export function toCgroupsModel(view: KernelView, before: CgroupsModel | null): CgroupsModel | null {
  const part = view.cgroups;
  if (!part) return null;
  const samples = takeSamples(part.hierarchies, before?.samples ?? new Map(), view.sampledAt);
  const rows = new Map<string, Row>();
  const commandOf = new Map(view.processes?.processes.map(({ key, command, comm }) => [key, command || comm]));
  for (const resource of RESOURCES) {
    const hierarchy = hierarchyOf(part.hierarchies, resource);
    if (!hierarchy) continue;
    const paths = new Map(hierarchy.cgroups.map(({ key, path }) => [key, path]));
    for (const cgroup of hierarchy.cgroups) {
      const row = rows.get(cgroup.path) ?? emptyRow(cgroup, view);
      rows.set(cgroup.path, row);
      row.cells[resource] = toCell(resource, hierarchy, cgroup, paths, samples);
      row.processes = [...new Set([...row.processes, ...cgroup.processes.map((key) => commandOf.get(key) ?? UNKNOWN)])];
      row.plumbing = Math.max(row.plumbing, cgroup.plumbing);
      row.oomKills = Math.max(row.oomKills, cgroup.events.oomKills ?? 0);
      row.pidsRefused = Math.max(row.pidsRefused, cgroup.events.pidsRefused ?? 0);
    }
  }
  return {
    mode: part.mode,
    rows: inTreeOrder([...rows.values()]),
    omitted: part.hierarchies.reduce((most, { omitted }) => Math.max(most, omitted), 0),
    samples,
  };
}

/** Where a resource is controlled: its v1 hierarchy where there is one, else v2. */
export function hierarchyOf(
  hierarchies: readonly CgroupHierarchy[],
  resource: Resource | "cpuacct",
): CgroupHierarchy | undefined {
  return (
    hierarchies.find(({ version, controllers }) => version === 1 && controllers.includes(resource)) ??
    (hierarchies.some(({ version }) => version === 1) ? undefined : hierarchies.find(({ version }) => version === 2))
  );
}

const emptyRow = ({ path, name, depth }: Cgroup, { docker }: KernelView): Row => ({
  path,
  name,
  container: containerOfCgroup(docker, path),
  depth,
  cells: {},
  processes: [],
  plumbing: 0,
  oomKills: 0,
  pidsRefused: 0,
});

function toCell(
  resource: Resource,
  hierarchy: CgroupHierarchy,
  cgroup: Cgroup,
  paths: ReadonlyMap<string, string>,
  samples: CgroupsModel["samples"],
): Cell {
  const { limits, numbers, binding } = cgroup;
  const sample = samples.get(cgroup.path);
  const bound = binding[resource];
  return {
    resource,
    hierarchy,
    cgroup,
    current: resource === "memory" ? numbers.memoryCurrent : resource === "pids" ? numbers.pidsCurrent : (sample?.cores ?? null),
    peak: resource === "memory" ? numbers.memoryPeak : null,
    own: resource === "memory" ? limits.memoryMax : resource === "pids" ? limits.pidsMax : limits.cpuCores,
    binding: bound && { limit: bound.limit, by: paths.get(bound.by) ?? "?" },
    throttled: resource === "cpu" ? (sample?.waited ?? null) : null,
  };
}

/** CPU readings by path: on v1 cpuacct counts usage, perhaps in a hierarchy of its own, and cpu counts the throttling. */
function takeSamples(hierarchies: readonly CgroupHierarchy[], before: CgroupsModel["samples"], at: number): Map<string, Sample> {
  const byPath = (resource: "cpu" | "cpuacct") =>
    new Map(hierarchyOf(hierarchies, resource)?.cgroups.map(({ path, numbers }) => [path, numbers]));
  const [usage, quota] = [byPath("cpuacct"), byPath("cpu")];
  const samples = new Map<string, Sample>();
  for (const path of new Set([...usage.keys(), ...quota.keys()])) {
    const counted = quota.get(path);
    const now = {
      usageUs: usage.get(path)?.cpuUsageUs ?? counted?.cpuUsageUs ?? null,
      periods: counted?.cpuPeriods ?? 0,
      throttled: counted?.cpuThrottled ?? 0,
      at,
    };
    samples.set(path, toSample(before.get(path), now));
  }
  return samples;
}

function toSample(old: Sample | undefined, now: Omit<Sample, "cores" | "waited">): Sample {
  // A group that was made anew counts from nothing.
  const goesOn = old !== undefined && (now.usageUs ?? 0) >= (old.usageUs ?? 0) && now.periods >= old.periods;
  if (!goesOn) return { ...now, cores: null, waited: null };
  const gap = now.at - old.at;
  if (gap < LEAST_GAP_MS) return old;
  const periods = now.periods - old.periods;
  return {
    ...now,
    cores: now.usageUs === null || old.usageUs === null ? null : (now.usageUs - old.usageUs) / (gap * 1000),
    waited: periods > 0 ? Math.max(0, now.throttled - old.throttled) / periods : null,
  };
}

/** Parents before children, siblings by name. */
function inTreeOrder(rows: Row[]): Row[] {
  const parts = (path: string) => path.split("/").filter(Boolean);
  return rows.toSorted((a, b) => {
    const [x, y] = [parts(a.path), parts(b.path)];
    for (let at = 0; at < Math.max(x.length, y.length); at++) {
      if (x[at] === y[at]) continue;
      if (x[at] === undefined) return -1;
      if (y[at] === undefined) return 1;
      return x[at]! < y[at]! ? -1 : 1;
    }
    return 0;
  });
}

export const groupMark = (path: string): string => `group|${path}`;
export const cellMark = (path: string, resource: Resource): string => `${resource}|${path}`;
