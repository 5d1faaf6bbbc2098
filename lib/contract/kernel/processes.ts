import { z } from "zod";

/** The eight kinds of namespaces, as /proc/PID/ns names them (namespaces(7)). */
export const NamespaceType = z.enum(["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"]);
export type NamespaceType = z.infer<typeof NamespaceType>;

/** One process of the sandbox; threads are counted, not listed. */
export const ProcessInfo = z.object({
  /** Stable identity: pid in the sandbox and start time, so that a pid that is given away again is another process. */
  key: z.string(),
  /**
   * Its number in every pid namespace it is visible in, from the sandbox's own (first) to the innermost (last): NSpid of /proc/PID/status
   * without the numbers outside the sandbox. At least one.
   */
  pids: z.array(z.number().int()).min(1),
  /** key of its parent process, null when that is outside the sandbox. */
  parent: z.string().nullable(),
  /** /proc/PID/comm, escaped. */
  comm: z.string(),
  /** Its arguments joined by spaces, escaped and capped; "[comm]" where there are none. */
  command: z.string(),
  /** State letter of /proc/PID/stat: R, S, D, T, Z ... */
  state: z.string(),
  /** Effective uid as the sandbox's root user namespace shows it. */
  uid: z.number().int(),
  threads: z.number().int(),
  /** Terminal such as "pts/0", null without one. */
  tty: z.string().nullable(),
  /** Seconds since the sandbox's first process started, to two digits. */
  startedAt: z.number(),
  /** Key of the namespace it is in, by type; a type that could not be read (zombies have none) is absent. */
  namespaces: z.partialRecord(NamespaceType, z.string()),
  /** Key of the namespace its children will be in (pid_for_children, time_for_children) where that differs from its own. */
  childNamespaces: z.object({ pid: z.string().optional(), time: z.string().optional() }).optional(),
  /** Directory of its cgroup by hierarchy ("" for v2, else the v1 controllers' name), as the sandbox sees it: "/" is its own root. */
  cgroups: z.record(z.string(), z.string()),
  /** Belongs to the lab, not to the student: PID 1 (catatonit) and what our checks run. Hidden by default, with a count. */
  plumbing: z.boolean(),
});
export type ProcessInfo = z.infer<typeof ProcessInfo>;

/** What keeps a namespace alive (namespaces(7), "Namespace lifetime"). */
export const NamespacePin = z.object({
  kind: z.enum(["process", "mount", "fd", "child", "owned"]),
  /** process, fd: key of the process. mount: key of the mount namespace. child, owned: key of the namespace that needs it. */
  by: z.string(),
  /** mount: the mount point. fd: its number. Else empty. */
  detail: z.string(),
});
export type NamespacePin = z.infer<typeof NamespacePin>;

export const NamespaceInfo = z.object({
  /** Stable identity that is never reused: inode numbers are. */
  key: z.string(),
  type: NamespaceType,
  /** Inode number, as readlink shows it: net:[4026532281]. */
  inode: z.number(),
  /** One of those the sandbox itself began with. */
  initial: z.boolean(),
  /** Enclosing namespace: only pid and user namespaces nest. Null for the outermost that is visible, and for the other types. */
  parent: z.string().nullable(),
  /** The user namespace that owns it, null where the kernel does not tell or it lies outside the sandbox. */
  owner: z.string().nullable(),
  /** Name it was given by a mount, e.g. by "ip netns add": the last component of the mount point. Null without one. */
  name: z.string().nullable(),
  pins: z.array(NamespacePin),
  /** How many pins were left out of the list. */
  morePins: z.number().int(),
  /** uts: nodename, escaped. */
  hostname: z.string().optional(),
  /** user: lines of uid_map and gid_map as [inside, outside, count], outside as the sandbox's root user namespace counts. */
  uidMap: z.array(z.tuple([z.number(), z.number(), z.number()])).optional(),
  gidMap: z.array(z.tuple([z.number(), z.number(), z.number()])).optional(),
  /** time: offsets in seconds. */
  offsets: z.object({ monotonic: z.number(), boottime: z.number() }).optional(),
});
export type NamespaceInfo = z.infer<typeof NamespaceInfo>;

/** Scope "processes": who runs, and in which namespaces. */
export const ProcessesPart = z.object({
  processes: z.array(ProcessInfo),
  namespaces: z.array(NamespaceInfo),
  /** Processes that were left out because there are too many. */
  omitted: z.number().int(),
});
export type ProcessesPart = z.infer<typeof ProcessesPart>;
