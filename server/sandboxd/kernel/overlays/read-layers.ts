import type { Reason } from "../../../../lib/contract/reason.ts";
import { type ByteString, splitPath, toVisible } from "../proc/byte-text.ts";
import { close, O_NOFOLLOW, O_PATH, openTrusted, readLink, type Stat, SystemError, statFd, withFd } from "../proc/libc.ts";
import type { Mount } from "../proc/mountinfo.ts";
import { READABLE_FILE_SYSTEMS } from "../proc/readable-file-systems.ts";
import { type MountTable, mountIdOf, openAsSeenBy, UnreadableLayer } from "../proc/safe-walk.ts";
import { toReason } from "../to-reason.ts";
import type { OverlayMount } from "./overlay-mounts.ts";
import { parseOverlayOptions } from "./overlay-options.ts";

/** A mount namespace to look from. */
export type Viewer = { procFd: number; pid: number; mountNamespace: string; mounts: MountTable };

/** A directory of a layer: opened, or the reason why not. */
export type OpenedLayer =
  | { path: ByteString; dataOnly: boolean; foundAt: string | null; fd: number; stat: Stat; mount: Mount | null; because: null }
  | { path: ByteString; dataOnly: boolean; foundAt: string | null; fd: null; because: Reason };

export type OpenedLayers = { hasUpper: boolean; layers: OpenedLayer[]; work: { fd: number; stat: Stat } | null };

/**
 * Says which mounts may be read: those of READABLE_FILE_SYSTEMS, the sandbox's own root, and overlays all of whose layers may be read in turn.
 * The answer is null, or why not.
 */
export function createMountGuard(viewer: Viewer, plumbing: ReadonlySet<string>): (mount: Mount) => Reason | null {
  const overlays = new Map<string, Reason | null>();
  const mayRead = (mount: Mount): Reason | null => {
    if (READABLE_FILE_SYSTEMS.has(mount.fsType) || plumbing.has(mount.device)) return null;
    if (mount.fsType !== "overlay") return toReason("fs-not-read", { fsType: toVisible(mount.fsType) });
    const known = overlays.get(mount.device);
    if (known !== undefined) return known;
    // While its own layers are looked up, an overlay must not answer for itself.
    overlays.set(mount.device, toReason("overlay-on-itself", {}));
    const answer = mayReadOverlay(mount);
    overlays.set(mount.device, answer);
    return answer;
  };
  const mayReadOverlay = (mount: Mount): Reason | null => {
    const { lowers, upper } = parseOverlayOptions(mount.superOptions);
    for (const path of [...lowers.map((lower) => lower.path), ...(upper === null ? [] : [upper])]) {
      if (!path.startsWith("/")) return toReason("overlay-layers-unknown", {});
      try {
        close(openAsSeenBy(viewer.procFd, path, viewer.mounts, mayRead));
      } catch (error) {
        if (error instanceof UnreadableLayer) return toReason("overlay-not-read", { why: error.message });
        throw error;
      }
    }
    return null;
  };
  return mayRead;
}

/**
 * Opens the layers of an overlay as some process of its mount namespace sees them. Paths in the mount options were resolved when it was
 * mounted, by a process we do not know: they are tried as seen by each namespace the overlay is mounted in and by PID 1. A relative path is
 * tried against the directories above the mount point and the working directories of processes, and counts only where all layers are found
 * and the work directory is one in use; the layer then says where it was found.
 */
export function openLayers(overlay: OverlayMount, viewers: Viewer[], plumbing: ReadonlySet<string>): OpenedLayers {
  const order = [...new Set([overlay.primary, ...overlay.others].map((sighting) => sighting.viewer)), 0];
  let best: { opened: OpenedLayers; found: number } | null = null;
  for (const index of new Set(order)) {
    const viewer = viewers[index];
    if (!viewer) continue;
    for (const base of basesOf(overlay, viewer)) {
      const opened = openFrom(overlay, viewer, base, createMountGuard(viewer, plumbing));
      const complete = opened.layers.every((layer) => layer.fd !== null) && (opened.work !== null || !opened.hasUpper);
      // Half of what relative paths name may be anything: a relative base counts only when everything is there.
      const found = base !== "" && !complete ? 0 : opened.layers.filter((layer) => layer.fd !== null).length;
      if (complete || best === null || found > best.found) {
        if (best) closeLayers(best.opened);
        best = { opened, found };
      } else closeLayers(opened);
      if (complete) return best.opened;
    }
  }
  if (best && best.found > 0) return best.opened;
  if (best) closeLayers(best.opened);
  return { hasUpper: overlay.options.upper !== null, layers: unresolved(overlay, best?.opened.layers), work: null };
}

function unresolved(overlay: OverlayMount, tried: OpenedLayer[] | undefined): OpenedLayer[] {
  return layerPaths(overlay).map((layer, index) => ({
    ...layer,
    foundAt: null,
    fd: null,
    because: layer.path.startsWith("/") ? (tried?.[index]?.because ?? toReason("path-gone", {})) : toReason("relative-path", {}),
  }));
}

const layerPaths = ({ options }: OverlayMount): { path: ByteString; dataOnly: boolean }[] => [
  ...(options.upper === null ? [] : [{ path: options.upper, dataOnly: false }]),
  ...options.lowers,
];

/** Directories that relative paths may be relative to; only "" when all paths are absolute. */
function basesOf(overlay: OverlayMount, viewer: Viewer): ByteString[] {
  const paths = [
    ...layerPaths(overlay).map((layer) => layer.path),
    ...(overlay.options.work === null ? [] : [overlay.options.work]),
  ];
  if (paths.every((path) => path.startsWith("/"))) return [""];
  const bases = new Set<ByteString>();
  for (let dir = splitPath(overlay.primary.mount.mountpoint)[0]; ; dir = splitPath(dir)[0]) {
    bases.add(dir || "/");
    if (dir === "") break;
  }
  bases.add(overlay.primary.mount.mountpoint);
  try {
    bases.add(withFd(openTrusted("cwd", O_PATH | O_NOFOLLOW, viewer.procFd), readLink));
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
  return [...bases];
}

function openFrom(
  overlay: OverlayMount,
  viewer: Viewer,
  base: ByteString,
  mayRead: (mount: Mount) => Reason | null,
): OpenedLayers {
  const absolute = (path: ByteString) => (path.startsWith("/") ? path : `${base === "/" ? "" : base}/${path}`);
  const layers = layerPaths(overlay).map(({ path, dataOnly }): OpenedLayer => {
    const foundAt = path.startsWith("/") ? null : toVisible(absolute(path));
    const opened = openDirectory(viewer, absolute(path), mayRead);
    return "text" in opened
      ? { path, dataOnly, foundAt, fd: null, because: opened }
      : { path, dataOnly, foundAt, ...opened, because: null };
  });
  const { work } = overlay.options;
  const opened = work === null ? null : openDirectory(viewer, `${absolute(work)}/work`, mayRead);
  return { hasUpper: overlay.options.upper !== null, layers, work: opened === null || "text" in opened ? null : opened };
}

function openDirectory(
  viewer: Viewer,
  path: ByteString,
  mayRead: (mount: Mount) => Reason | null,
): { fd: number; stat: Stat; mount: Mount | null } | Reason {
  try {
    const fd = openAsSeenBy(viewer.procFd, path, viewer.mounts, mayRead);
    const stat = statFd(fd);
    if ((stat.mode & 0o170000) === 0o040000) return { fd, stat, mount: viewer.mounts.get(mountIdOf(fd)) ?? null };
    close(fd);
    return toReason("not-a-directory", {});
  } catch (error) {
    if (error instanceof UnreadableLayer) return error.reason;
    throw error;
  }
}

export function closeLayers(opened: OpenedLayers): void {
  for (const layer of opened.layers) if (layer.fd !== null) close(layer.fd);
  if (opened.work) close(opened.work.fd);
}
