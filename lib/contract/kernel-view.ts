import { z } from "zod";
import { Reason } from "./reason.ts";

/**
 * What the kernel says of one sandbox, as the diagrams, the tables and the checks know it.
 * Every name in here (paths, xattr values, hostnames) was chosen by a student: treat it as hostile text.
 */

/** Where a fact comes from, shown to the learner who asks "how do you know?". */
export const Evidence = z.object({
  /** The kernel interface that was read, e.g. "/proc/PID/mountinfo", "lstat(2)", "getxattr(2)". */
  source: z.string(),
  /** A command the learner can type in the sandbox to see the same fact. */
  command: z.string(),
  /** The raw value as read, control characters escaped, capped. */
  raw: z.string(),
  /** observed: read directly. inferred: follows from observed facts. unknown: could not be read, raw says why. */
  grade: z.enum(["observed", "inferred", "unknown"]),
});
export type Evidence = z.infer<typeof Evidence>;

export const FileKind = z.enum(["file", "directory", "symlink", "whiteout", "char-device", "block-device", "fifo", "socket"]);
export type FileKind = z.infer<typeof FileKind>;

/** One entry as it lies in one layer on disk. */
export const LayerCell = z.object({
  /** Index into Overlay.layers (0 = topmost). */
  layer: z.number().int().nonnegative(),
  kind: FileKind,
  /** Bytes (st_size). */
  size: z.number(),
  /** Permission bits, octal text such as "0644". */
  mode: z.string(),
  uid: z.number(),
  gid: z.number(),
  /** Allocated bytes (st_blocks * 512). */
  allocated: z.number(),
  mtimeMs: z.number(),
  /** Directory with {trusted,user}.overlay.opaque = y: nothing below shows through. */
  opaque: z.boolean(),
  /** Metadata-only copy: the data is still in a lower layer. */
  metacopy: z.boolean(),
  /** {trusted,user}.overlay.redirect, if any. */
  redirect: z.string().nullable(),
  /** {trusted,user}.overlay.origin is present: this entry was copied up from a lower layer. */
  origin: z.boolean(),
  /** Names of the overlay xattrs that are set. */
  xattrs: z.array(z.string()),
  /** First line of a small regular text file (at most 80 characters), null where it is not small text. */
  text: z.string().nullable(),
  /** Symbolic link target, never followed. */
  target: z.string().nullable(),
  /** Path in the layer where a redirect makes it differ from the path in merged. */
  realPath: z.string().optional(),
  /** Why only the kind of this entry is known, e.g. because another mount lies over it. */
  unread: z.string().optional(),
  /** The same for every language. */
  unreadReason: Reason.optional(),
});
export type LayerCell = z.infer<typeof LayerCell>;

/**
 * What a path is in the merged view.
 * lower: comes from a lower layer untouched. created: exists in upper only. copied-up: in upper, came from a lower (origin xattr or still visible lower twin).
 * replaced: in upper and unrelated to the lower file of that name. merged: a directory whose entries come from several layers.
 * opaque: a directory that hides everything below. deleted: a whiteout hides a lower entry. hidden: on disk in a lower, invisible because a
 * parent is deleted, opaque or not a directory above it.
 * Paths and other names are shown escaped (\\n, \\x1b, \\u{202e}, a backslash doubled), so that different names never look the same.
 */
export const PathState = z.enum(["lower", "created", "copied-up", "replaced", "merged", "opaque", "deleted", "hidden"]);
export type PathState = z.infer<typeof PathState>;

export const OverlayPath = z.object({
  /** Path relative to the mount point, no leading slash. */
  path: z.string(),
  depth: z.number().int(),
  /** Kind seen through merged; null when nothing is seen there. */
  kind: FileKind.nullable(),
  state: PathState,
  /** Index of the layer whose entry is seen through merged; null when nothing is seen. */
  visibleFrom: z.number().int().nullable(),
  /** One cell per layer that holds an entry of this name, topmost first. */
  cells: z.array(LayerCell),
});
export type OverlayPath = z.infer<typeof OverlayPath>;

export const OverlayLayer = z.object({
  role: z.enum(["upper", "lower"]),
  /** The directory as mountinfo names it, unescaped. */
  path: z.string(),
  /** Last path component, made unique within the overlay: what a label shows. */
  label: z.string(),
  readable: z.boolean(),
  /** Why it could not be read, null when readable. */
  unreadableBecause: z.string().nullable(),
  /** The same for every language. */
  unreadableReason: Reason.optional(),
  /** File system type and device of the layer. */
  fsType: z.string().nullable(),
  /** Only reached through metacopy redirects (lowerdir=a::b, datadir+). */
  dataOnly: z.boolean().optional(),
  /** Where a relative path was found: inferred, for the kernel does not say what it was relative to. */
  foundAt: z.string().optional(),
});
export type OverlayLayer = z.infer<typeof OverlayLayer>;

export const Overlay = z.object({
  /** Stable identity: survives re-reads, never reused for a later mount (mount namespace, mount id, device, generation). */
  key: z.string(),
  mountId: z.number().int(),
  device: z.string(),
  mountNamespace: z.string(),
  /** Where it is mounted, as a process in its mount namespace sees it. */
  mountpoint: z.string(),
  /** The free-text source field. */
  source: z.string(),
  readOnly: z.boolean(),
  options: z.array(z.string()),
  /** upper first (if any), then lowers from topmost to bottom: layers[0] wins. */
  layers: z.array(OverlayLayer),
  hasUpper: z.boolean(),
  work: z.string().nullable(),
  /** Names that lie in work/work at this moment (copy-up passes through here). */
  workEntries: z.array(z.string()),
  /** complete: all entries were read. partial: a cap was hit, says which. */
  scan: z.object({
    state: z.enum(["complete", "partial", "failed"]),
    /** All that is missing and why, in English. */
    reason: z.string().nullable(),
    entries: z.number().int(),
    /** What cut the reading short, for every language; what is wrong with layers is said of the layers. */
    reasons: z.array(Reason).optional(),
  }),
  paths: z.array(OverlayPath),
  /** The mountinfo line, escaped for display. */
  evidence: Evidence,
  /** Other mounts of the same overlay: binds, and copies in other mount namespaces. */
  alsoMountedAt: z.array(z.object({ mountNamespace: z.string(), mountId: z.number().int(), mountpoint: z.string() })).optional(),
  /** Whether this overlay can mark its entries with user.overlay.* or trusted.overlay.*; none: no opaque directories, no origins. */
  xattrs: z.enum(["user", "trusted", "none"]).optional(),
  /** Untouched paths that were read and count for expectations, but are left out here because the view would be too large. */
  omitted: z.number().int().optional(),
});
export type Overlay = z.infer<typeof Overlay>;

/** One difference between this revision and the one before. Animations and the change log name its id. */
export const KernelChange = z.object({
  id: z.string(),
  kind: z.enum([
    "overlay-mounted",
    "overlay-unmounted",
    "created",
    "copied-up",
    "deleted",
    "vanished",
    "opaque",
    "changed",
    "restored",
  ]),
  overlay: z.string(),
  mountpoint: z.string(),
  path: z.string().nullable(),
  /** Layer indices the entry moved from and to, where that is known. */
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  /** true only if an entry was really observed in work/ while this happened. */
  viaWork: z.boolean(),
});
export type KernelChange = z.infer<typeof KernelChange>;

/** The parts of a view a watcher may ask for. Each costs only while someone watches it. */
export const KernelScope = z.enum(["overlays"]);
export type KernelScope = z.infer<typeof KernelScope>;

export const KernelView = z.object({
  sandbox: z.string(),
  /** Grows by one with every change; equal revisions mean equal content. */
  revision: z.number().int(),
  /** Unix time in milliseconds at which the kernel was read; 0 where it could not be read yet. */
  sampledAt: z.number(),
  overlays: z.array(Overlay),
  /** What could not be read, as sentences. */
  problems: z.array(z.string()),
  /** The same for every language, in the same order. */
  problemReasons: z.array(Reason).optional(),
  changes: z.array(KernelChange),
  /** Mounts of the lab itself that are left out: the overlay that is the sandbox's own root. */
  plumbing: z.object({ overlays: z.number().int() }).optional(),
});
export type KernelView = z.infer<typeof KernelView>;

/**
 * The view of this revision was still what the kernel said at confirmedAt: the time, on sandboxd's clock in Unix ms, of a look that would
 * have noticed a change. Comes about once a second while someone watches; what was last confirmed more than a few seconds ago is old.
 */
export const KernelConfirmation = z.object({ revision: z.number().int(), confirmedAt: z.number() });
export type KernelConfirmation = z.infer<typeof KernelConfirmation>;
