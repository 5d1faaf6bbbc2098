import type { MountPoint } from "../../../../lib/contract/kernel/mounts.ts";
import { type ByteString, toVisible, toVisibleCut } from "../proc/byte-text.ts";
import { type Mount, unescapeOctal } from "../proc/mountinfo.ts";

/** What tells a mount that the lab made from one of the student's: file system, the part of it that shows, and the place. */
export const plumbingName = ({ device, root, mountpoint }: Mount): string => `${device} ${root} ${mountpoint}`;

const MOST_TEXT = 400;

/** One mount table as the diagram knows it. keyOf: identity of a mount by its mountinfo id. plumbing: names of the lab's own mounts. */
export function toMountPoints(
  mounts: readonly Mount[],
  keyOf: (mount: Mount) => string,
  plumbing: ReadonlySet<string>,
): MountPoint[] {
  const keys = new Map(mounts.map((mount) => [mount.id, keyOf(mount)]));
  const topAt = walkThrough(mounts);
  return mounts.map((mount) => {
    const source = bindSource(mount, mounts);
    return {
      key: keys.get(mount.id)!,
      id: mount.id,
      // The root's parent lies outside of this table, or is the mount itself.
      parent: mount.parent === mount.id ? null : (keys.get(mount.parent) ?? null),
      mountpoint: toVisible(mount.mountpoint),
      fsType: toVisible(mount.fsType),
      source: toVisible(mount.source),
      device: mount.device,
      root: toVisible(mount.root),
      readOnly: mount.mountOptions.includes("ro"),
      options: mount.mountOptions.map(toVisible),
      superOptions: mount.superOptions.split(",").map((option) => toVisibleCut(unescapeOctal(option), MOST_TEXT)),
      propagation: toPropagation(mount.propagation),
      bindOf: source && { key: keys.get(source.mount.id)!, path: toVisible(source.path) },
      covered: topAt(mount.mountpoint) !== mount.id,
      plumbing: plumbing.has(plumbingName(mount)),
    };
  });
}

/** Optional fields of mountinfo (proc_pid_mountinfo(5), mount_namespaces(7)). */
export function toPropagation(fields: readonly string[]): MountPoint["propagation"] {
  const numberOf = (name: string): number | null => {
    const field = fields.find((one) => one.startsWith(`${name}:`));
    return field === undefined ? null : Number(field.slice(name.length + 1));
  };
  return {
    shared: numberOf("shared"),
    master: numberOf("master"),
    from: numberOf("propagate_from"),
    unbindable: fields.includes("unbindable"),
  };
}

/**
 * What a walk along a path ends on: at each directory the mount on it is entered, and the mount on the root of that one, and so on
 * (path_resolution(7)). The order of the table tells nothing: a mount may have been moved, propagated, or put beneath another one.
 */
function walkThrough(mounts: readonly Mount[]): (path: ByteString) => number | undefined {
  const ids = new Set(mounts.map(({ id }) => id));
  const on = new Map<string, number>();
  for (const { id, parent, mountpoint } of mounts) if (parent !== id) on.set(`${parent} ${mountpoint}`, id);
  const enter = (from: number, path: ByteString): number => {
    let at = from;
    for (let next = on.get(`${at} ${path}`); next !== undefined; next = on.get(`${at} ${path}`)) at = next;
    return at;
  };
  const root = mounts.find(({ id, parent }) => parent === id || !ids.has(parent))?.id;
  return (path) => {
    if (root === undefined) return undefined;
    let at = enter(root, "/");
    for (let slash = path.indexOf("/", 1); path !== "/"; slash = path.indexOf("/", slash + 1)) {
      at = enter(at, slash < 0 ? path : path.slice(0, slash));
      if (slash < 0) break;
    }
    return at;
  };
}

/** What fs/d_path.c appends to the path of a directory that was removed; no name holds a slash. */
const REMOVED = "//deleted";

/**
 * The mount that shows the directory of which this one shows a part: the same file system, a root that leads to this one's. A mount of a
 * whole file system, or of just the same directory, is a bind only of one that came before it. The nearest root wins.
 */
function bindSource(mount: Mount, mounts: readonly Mount[]): { mount: Mount; path: ByteString } | null {
  if (mount.root.endsWith(REMOVED)) return null;
  let best: { mount: Mount; path: ByteString } | null = null;
  let isBefore = true;
  for (const other of mounts) {
    if (other === mount) isBefore = false;
    if (other === mount || other.device !== mount.device) continue;
    const rest = below(other.root, mount.root);
    if (rest === null || (rest === "" && !isBefore)) continue;
    const path = rest === "" ? other.mountpoint : `${other.mountpoint === "/" ? "" : other.mountpoint}/${rest}`;
    if (!best || other.root.length > best.mount.root.length) best = { mount: other, path };
  }
  return best;
}

/** "/a" and "/a/b/c" -> "b/c"; null when it does not lie below. */
function below(root: ByteString, path: ByteString): ByteString | null {
  if (root === path) return "";
  const prefix = root === "/" ? "/" : `${root}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}
