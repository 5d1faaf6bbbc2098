import type { FileKind } from "../../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../../lib/contract/reason.ts";
import type { ByteString } from "../proc/byte-text.ts";

/** One entry of a directory of a layer, as it lies on disk. */
export type LayerEntry = {
  kind: FileKind;
  size: number;
  /** Permission bits including setuid, setgid and sticky. */
  mode: number;
  /** As the sandbox sees them. */
  uid: number;
  gid: number;
  allocated: number;
  mtimeMs: number;
  bornMs: number | null;
  xattrs: OverlayXattrs;
  /** First bytes of a small text file, null elsewhere. */
  text: string | null;
  target: ByteString | null;
  /** Why little is known: another mount lies over it. Null for what was read in full. */
  covered: Reason | null;
};

/** The extended attributes with which overlayfs marks its upper entries (Documentation/filesystems/overlayfs.rst). */
export type OverlayXattrs = {
  /** Full names of all overlay attributes, those this overlay does not obey included. */
  names: string[];
  /** y: hides all below. x: holds whiteouts made of attributes. */
  opaque: "y" | "x" | null;
  redirect: ByteString | null;
  metacopy: boolean;
  origin: boolean;
  whiteout: boolean;
};

export const NO_XATTRS: OverlayXattrs = {
  names: [],
  opaque: null,
  redirect: null,
  metacopy: false,
  origin: false,
  whiteout: false,
};

const PREFIXES = ["user.overlay.", "trusted.overlay."];

/**
 * Reads meaning into an entry's attributes. All overlay attributes are listed, but only those of the overlay's own prefix count: a kernel
 * that was told userxattr ignores trusted.overlay.*, and the other way round.
 */
export function toOverlayXattrs(
  names: string[],
  obeyed: "user.overlay." | "trusted.overlay.",
  read: (name: string) => ByteString | null,
): OverlayXattrs {
  const found = names.filter((name) => PREFIXES.some((prefix) => name.startsWith(prefix))).sort();
  if (found.length === 0) return NO_XATTRS;
  const has = (name: string) => found.includes(obeyed + name);
  const opaque = has("opaque") ? read(`${obeyed}opaque`) : null;
  return {
    names: found,
    opaque: opaque === "y" || opaque === "x" ? opaque : null,
    redirect: has("redirect") ? read(`${obeyed}redirect`) : null,
    metacopy: has("metacopy"),
    origin: has("origin"),
    whiteout: has("whiteout"),
  };
}

/** The type bits of st_mode, shifted to the d_type of getdents64(2) (include/linux/fs_types.h). */
const KINDS: Record<number, FileKind> = {
  1: "fifo",
  2: "char-device",
  4: "directory",
  6: "block-device",
  8: "file",
  10: "symlink",
  12: "socket",
};

/** st_mode and st_rdev to a kind: a character device 0:0 is a whiteout. */
export function toKind(mode: number, rdevMajor: number, rdevMinor: number): FileKind {
  const kind = KINDS[(mode & 0o170000) >> 12] ?? "file";
  return kind === "char-device" && rdevMajor === 0 && rdevMinor === 0 ? "whiteout" : kind;
}

export const kindOfDirent = (type: number): FileKind => KINDS[type] ?? "file";
