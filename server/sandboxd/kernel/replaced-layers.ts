import { close, SystemError, statFd, withFd } from "./libc.ts";
import type { OverlayMount } from "./overlay-mounts.ts";
import { createMountGuard, type OpenedLayer, type OpenedLayers, type Viewer } from "./read-layers.ts";
import { mountIdOf, openAsSeenBy, UnreadableLayer } from "./safe-walk.ts";
import { toReason } from "./to-reason.ts";

/** Which directory each layer of an overlay was when it was first seen, by layer; null: not seen yet. */
export type SeenLayers = readonly (string | null)[];

/**
 * Closes layers at whose path another directory lies than the overlay was mounted with: mountinfo knows paths only, and the kernel goes on
 * with the directory it opened, wherever that was moved or even if it was removed. What can be known:
 * - Of the topmost layer, from the kernel: the root of an overlay has the inode number of its topmost layer's directory (fs/overlayfs/super.c,
 *   ovl_get_root). The same number on another subvolume of btrfs would be missed; a different one counts only where all layers lie on one
 *   file system, since otherwise the kernel may compose numbers (xino).
 * - Of any layer, from earlier readings of this very mount: a replacement after the first of them. One before it cannot be known of layers
 *   below the top: the kernel tells nothing about them, and overlay.origin only of files that were copied up from them.
 * Neither holds for a layer that lies on an overlay itself, where inode numbers of directories may change by themselves.
 */
export function closeReplaced(
  overlay: OverlayMount,
  viewers: Viewer[],
  plumbing: ReadonlySet<string>,
  opened: OpenedLayers,
  before: SeenLayers = [],
): { opened: OpenedLayers; seen: SeenLayers } {
  const rootIno = readRootIno(overlay, viewers, plumbing);
  const oneFileSystem = new Set(opened.layers.map((layer) => (layer.fd === null ? null : layer.mount?.device))).size === 1;
  const seen: (string | null)[] = [];
  const isReplaced = (layer: OpenedLayer, index: number): boolean => {
    const known = before[index] ?? null;
    seen[index] = known;
    if (layer.fd === null || !layer.mount || layer.mount.fsType === "overlay") return false;
    const now = `${layer.stat.device}:${layer.stat.ino}`;
    const told = index > 0 || rootIno === null ? null : rootIno === layer.stat.ino ? "same" : oneFileSystem ? "other" : null;
    // Without ids that are never reused, a mount that was made anew in between may look like the old one.
    const usable = layer.foundAt === null && overlay.primary.uniqueId !== null;
    const replaced = told === null ? usable && known !== null && known !== now : told === "other";
    if (!replaced) seen[index] = now;
    return replaced;
  };
  const layers = opened.layers.map((layer, index): OpenedLayer => {
    if (!isReplaced(layer, index) || layer.fd === null) return layer;
    close(layer.fd);
    const { path, dataOnly, foundAt } = layer;
    return { path, dataOnly, foundAt, fd: null, because: toReason("layer-replaced", {}) };
  });
  return { opened: { ...opened, layers }, seen };
}

/** Inode number of the root of a mounted overlay, null where it cannot be asked safely or something else is mounted over it. */
function readRootIno({ primary }: OverlayMount, viewers: Viewer[], plumbing: ReadonlySet<string>): bigint | null {
  const viewer = viewers[primary.viewer];
  if (!viewer || primary.mount.root !== "/") return null;
  try {
    const fd = openAsSeenBy(viewer.procFd, primary.mount.mountpoint, viewer.mounts, createMountGuard(viewer, plumbing));
    return withFd(fd, () => (mountIdOf(fd) === primary.mount.id ? statFd(fd).ino : null));
  } catch (error) {
    if (error instanceof UnreadableLayer || error instanceof SystemError) return null;
    throw error;
  }
}
