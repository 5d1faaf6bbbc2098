import type { Mount } from "../proc/mountinfo.ts";
import { type OverlayOptions, parseOverlayOptions } from "./overlay-options.ts";

/** A mount namespace as it was read: `viewer` is the place in the list of representatives. */
export type NamespaceMounts = {
  viewer: number;
  mountNamespace: string;
  mounts: Mount[];
  /** Ids that are never reused, by mountinfo id, where the kernel has them. */
  uniqueIds: ReadonlyMap<number, bigint>;
};

export type MountSighting = { viewer: number; mountNamespace: string; mount: Mount; uniqueId: bigint | null };

/** One overlay file system of the sandbox, however often it is mounted. */
export type OverlayMount = {
  device: string;
  options: OverlayOptions;
  /** The mount it is known by: a whole one rather than a part, in PID 1's namespace rather than another, the oldest. */
  primary: MountSighting;
  others: MountSighting[];
};

/**
 * The overlays mounted in any of the namespaces, one per superblock: a copy of a mount namespace shows the same overlay again, which is no
 * second overlay. `plumbing` are the devices that the lab itself mounted.
 */
export function findOverlayMounts(namespaces: NamespaceMounts[], plumbing: ReadonlySet<string>): OverlayMount[] {
  const byDevice = new Map<string, MountSighting[]>();
  for (const { viewer, mountNamespace, mounts, uniqueIds } of namespaces) {
    for (const mount of mounts) {
      if (mount.fsType !== "overlay" || plumbing.has(mount.device)) continue;
      const sighting = { viewer, mountNamespace, mount, uniqueId: uniqueIds.get(mount.id) ?? null };
      byDevice.set(mount.device, [...(byDevice.get(mount.device) ?? []), sighting]);
    }
  }
  return [...byDevice.entries()].map(([device, sightings]) => {
    const primary = sightings.find((sighting) => sighting.mount.root === "/") ?? sightings[0]!;
    return {
      device,
      options: parseOverlayOptions(primary.mount.superOptions),
      primary,
      others: sightings.filter((sighting) => sighting !== primary),
    };
  });
}

/** What is remembered of overlays between readings, to tell one that stayed from one that came back. */
export type OverlayIdentities = Map<string, { key: string; mounts: ReadonlySet<string> }>;

const idOf = (sighting: MountSighting): string =>
  String(sighting.uniqueId ?? `${sighting.mountNamespace}/${sighting.mount.id}/${sighting.mount.superOptions}`);

/**
 * Keys for the overlays of one reading. Device numbers, inodes and mount ids are all reused by the kernel (20 mounts in a row had the same
 * id), so an overlay keeps its key only while at least one of the mounts it was seen under is still there; otherwise it is a new one.
 */
export function identifyOverlays(
  overlays: OverlayMount[],
  before: OverlayIdentities,
  fresh: (overlay: OverlayMount) => string,
): OverlayIdentities {
  const after: OverlayIdentities = new Map();
  for (const overlay of overlays) {
    const mounts = new Set([overlay.primary, ...overlay.others].map(idOf));
    const known = before.get(overlay.device);
    const stayed = known && [...mounts].some((id) => known.mounts.has(id));
    after.set(overlay.device, { key: stayed ? known.key : fresh(overlay), mounts });
  }
  return after;
}
