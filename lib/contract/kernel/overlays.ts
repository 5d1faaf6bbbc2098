import { z } from "zod";
import { Reason } from "../reason.ts";
import { Evidence } from "./evidence.ts";

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
