import { z } from "zod";

/** One mount of one mount namespace: a line of /proc/PID/mountinfo. */
export const MountPoint = z.object({
  /** Stable identity, never reused where the kernel has unique mount ids (Linux 6.11). */
  key: z.string(),
  id: z.number().int(),
  /** Key of the mount it is mounted on; null for the root. */
  parent: z.string().nullable(),
  /** Escaped. */
  mountpoint: z.string(),
  fsType: z.string(),
  source: z.string(),
  /** major:minor */
  device: z.string(),
  /** Directory of the file system that shows here: "/" unless only a part of it is mounted. */
  root: z.string(),
  readOnly: z.boolean(),
  /** Mount options, then those of the file system. */
  options: z.array(z.string()),
  superOptions: z.array(z.string()),
  /** Number of its peer group (shared:N), of the one it receives from (master:N, propagate_from:N), and whether it refuses to be bound. */
  propagation: z.object({
    shared: z.number().int().nullable(),
    master: z.number().int().nullable(),
    from: z.number().int().nullable(),
    unbindable: z.boolean(),
  }),
  /**
   * Another mount of the same file system in the same namespace that shows the directory this one shows: what a bind mount was made of,
   * inferred, for the kernel does not remember. path: the directory there.
   */
  bindOf: z.object({ key: z.string(), path: z.string() }).nullable(),
  /** A walk to its mount point ends on another mount, one on the same place or on a directory above: it cannot be seen. */
  covered: z.boolean(),
  /** Made by the lab before the student came. Hidden by default, with a count. */
  plumbing: z.boolean(),
});
export type MountPoint = z.infer<typeof MountPoint>;

export const MountNamespace = z.object({
  /** Key of the namespace, the same as in scope "processes". */
  key: z.string(),
  inode: z.number(),
  initial: z.boolean(),
  /** A process in it, key; the one whose table was read. */
  process: z.string(),
  mounts: z.array(MountPoint),
  omitted: z.number().int(),
});
export type MountNamespace = z.infer<typeof MountNamespace>;

/** Scope "mounts": the mount tables of every mount namespace of the sandbox that has a process. */
export const MountsPart = z.object({ namespaces: z.array(MountNamespace), omitted: z.number().int() });
export type MountsPart = z.infer<typeof MountsPart>;
