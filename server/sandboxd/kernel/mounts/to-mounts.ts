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
  const last = new Map<ByteString, number>();
  for (const { mountpoint, id } of mounts) last.set(mountpoint, id);
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
      covered: last.get(mount.mountpoint) !== mount.id,
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
 * The mount that shows the directory of which this one shows a part: the same file system, a root that leads to this one's, and mounted
 * before it. A mount of a whole file system is a bind only if the same whole was there before. The nearest root wins.
 */
function bindSource(mount: Mount, mounts: readonly Mount[]): { mount: Mount; path: ByteString } | null {
  let best: { mount: Mount; path: ByteString } | null = null;
  for (const other of mounts) {
    if (other === mount) break;
    if (other.device !== mount.device) continue;
    const rest = below(other.root, mount.root);
    if (rest === null) continue;
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
