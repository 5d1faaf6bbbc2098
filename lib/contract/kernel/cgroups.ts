import { z } from "zod";

/** What changes all the time; bytes, microseconds, counts. null: this kernel or hierarchy does not tell. */
export const CgroupNumbers = z.object({
  memoryCurrent: z.number().nullable(),
  memoryPeak: z.number().nullable(),
  /** memory.swap.current; v1: memsw usage minus memory usage. */
  swapCurrent: z.number().nullable(),
  cpuUsageUs: z.number().nullable(),
  /** Periods in which it wanted to run, those in which it ran out of quota, and for how long it then waited. */
  cpuPeriods: z.number().nullable(),
  cpuThrottled: z.number().nullable(),
  cpuThrottledUs: z.number().nullable(),
  pidsCurrent: z.number().nullable(),
  ioReadBytes: z.number().nullable(),
  ioWrittenBytes: z.number().nullable(),
});
export type CgroupNumbers = z.infer<typeof CgroupNumbers>;

/** The limit that binds: the least of its own and its ancestors'. null: nothing limits it. */
const binding = z
  .object({
    /** Bytes, cores or processes. */
    limit: z.number(),
    /** Key of the cgroup that imposes it. */
    by: z.string(),
  })
  .nullable();

export const Cgroup = z.object({
  key: z.string(),
  /** As the sandbox sees it: "/" is the root of its cgroup namespace. Escaped. */
  path: z.string(),
  /** Last component; "/" for the root. Escaped. */
  name: z.string(),
  parent: z.string().nullable(),
  depth: z.number().int(),
  /** v2: cgroup.controllers; v1: the hierarchy's own. */
  controllers: z.array(z.string()),
  /** v2: cgroup.subtree_control, what its children may be limited by. v1: the same as controllers. */
  subtreeControl: z.array(z.string()),
  /** domain, "domain threaded", "domain invalid", threaded; null on v1. */
  type: z.string().nullable(),
  frozen: z.boolean(),
  /** Keys of the processes directly in it (scope "processes" names them), the lab's own and those that have ended left out. */
  processes: z.array(z.string()),
  /** The lab's own processes directly in it. */
  plumbing: z.number().int(),
  /** Its own limits; null: "max" (v2) or a number too large to mean anything (v1). Bytes, cores, processes, 1..10000. */
  limits: z.object({
    memoryMax: z.number().nullable(),
    memoryHigh: z.number().nullable(),
    memoryLow: z.number().nullable(),
    swapMax: z.number().nullable(),
    cpuCores: z.number().nullable(),
    cpuWeight: z.number().nullable(),
    pidsMax: z.number().nullable(),
  }),
  /** Counted events: structural, because a diagram shows each. null where the kernel does not tell. */
  events: z.object({
    /** Processes that the memory limit of this cgroup (or one below) killed. */
    oomKills: z.number().nullable(),
    /** Times its memory reached the limit. */
    memoryMaxHits: z.number().nullable(),
    /** Forks that its pids limit refused. */
    pidsRefused: z.number().nullable(),
  }),
  binding: z.object({ memory: binding, cpu: binding, pids: binding }),
  /** Raw text of the limit files that exist, by file name such as "memory.max": what the explanation quotes. */
  files: z.record(z.string(), z.string()),
  numbers: CgroupNumbers,
});
export type Cgroup = z.infer<typeof Cgroup>;

export const CgroupHierarchy = z.object({
  /** "" for v2, else the v1 controllers joined by commas, such as "cpu,cpuacct" or "name=systemd". */
  id: z.string(),
  version: z.union([z.literal(1), z.literal(2)]),
  controllers: z.array(z.string()),
  /** Where it is mounted in the sandbox (PID 1's mounts), null where it is not. */
  mountpoint: z.string().nullable(),
  /** Parents before children, siblings by name. The first is the root, whose limits the lab set. */
  cgroups: z.array(Cgroup),
  omitted: z.number().int(),
});
export type CgroupHierarchy = z.infer<typeof CgroupHierarchy>;

/** Scope "cgroups": what the sandbox may see and limit. */
export const CgroupsPart = z.object({
  mode: z.enum(["v2", "hybrid", "v1"]),
  hierarchies: z.array(CgroupHierarchy),
});
export type CgroupsPart = z.infer<typeof CgroupsPart>;
