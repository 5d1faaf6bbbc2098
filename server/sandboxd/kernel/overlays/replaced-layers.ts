import { close } from "../proc/libc.ts";
import { toReason } from "../to-reason.ts";
import type { OverlayMount } from "./overlay-mounts.ts";
import type { OpenedLayer, OpenedLayers } from "./read-layers.ts";

/** Which directory each layer of an overlay was when it was first seen, by layer; null: not seen yet. */
export type SeenLayers = readonly (string | null)[];

/**
 * Closes layers at whose path another directory lies than the overlay was mounted with: mountinfo knows paths only, and the kernel goes on
 * with the directory it opened, wherever that was moved or even if it was removed. What can be known is a replacement after the first
 * reading of this very mount, by the directory's device and inode number. One before it cannot: the kernel tells nothing about the layers,
 * except that the root of an overlay has the inode number of its topmost one, and we never open that root, since a student's umount would
 * meet us there. It does not hold for a layer on an overlay either, where inode numbers of directories may change by themselves.
 */
export function closeReplaced(
  overlay: OverlayMount,
  opened: OpenedLayers,
  before: SeenLayers = [],
): { opened: OpenedLayers; seen: SeenLayers } {
  const seen: (string | null)[] = [];
  const isReplaced = (layer: OpenedLayer, index: number): boolean => {
    const known = before[index] ?? null;
    seen[index] = known;
    if (layer.fd === null || !layer.mount || layer.mount.fsType === "overlay") return false;
    const now = `${layer.stat.device}:${layer.stat.ino}`;
    // Without ids that are never reused, a mount that was made anew in between may look like the old one.
    const usable = layer.foundAt === null && overlay.primary.uniqueId !== null;
    const replaced = usable && known !== null && known !== now;
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
