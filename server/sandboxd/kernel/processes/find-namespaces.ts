import type { NamespacePin, NamespaceType } from "../../../../lib/contract/kernel/processes.ts";
import { type ByteString, splitPath, toVisible } from "../proc/byte-text.ts";
import { close, O_DIRECTORY, O_RDONLY, openTrusted, readDirectory, readLinkAt, SystemError, withFd } from "../proc/libc.ts";
import { type Mount, parseMountinfo } from "../proc/mountinfo.ts";
import { readOfProcess, seesAllMounts } from "../proc/process-directory.ts";
import { READABLE_FILE_SYSTEMS } from "../proc/readable-file-systems.ts";
import { openAsSeenBy, UnreadableLayer } from "../proc/safe-walk.ts";
import { toReason } from "../to-reason.ts";
import { namespaceBehind, openNamespaceLink, parseNamespaceLink, reopenNamespace } from "./nsfs.ts";
import { NAMESPACE_TYPES, type RawProcess } from "./scan-processes.ts";

/** One way to a namespace: through a process in it, a mount of it, or a descriptor of it. open() is null when it leads there no more. */
export type Sighting = {
  pin: Omit<NamespacePin, "by"> & { process: RawProcess };
  name: string | null;
  open(): number | null;
};

export type Sighted = { type: NamespaceType; inode: number; sightings: Sighting[] };

/** Descriptors are looked at up to this many, per process and in all: a student may hold thousands. */
const MOST_FDS = { each: 64, all: 2_000 };
/** Where "ip netns" keeps its names; /var/run is a link to /run. */
const NAMED = /^\/(var\/)?run\/netns\//;

/** Every namespace that a process is in, that is mounted somewhere, or that somebody holds open: in this order, so that the first way is the surest. */
export function findNamespaces(processes: readonly RawProcess[]): {
  namespaces: Sighted[];
  tunDevices: Map<RawProcess, string[]>;
} {
  const tunDevices = new Map<RawProcess, string[]>();
  const found = new Map<string, Sighted>();
  const see = (link: string, sighting: Sighting) => {
    const parsed = parseNamespaceLink(link);
    if (!parsed) return;
    const known = found.get(link);
    if (known) known.sightings.push(sighting);
    else found.set(link, { ...parsed, sightings: [sighting] });
  };
  for (const process of processes) seeOwn(process, see);
  for (const process of representatives(processes)) seeMounts(process, see);
  let left = MOST_FDS.all;
  for (const process of processes) {
    if (process.info.plumbing || left <= 0) continue;
    const { looked, tuns } = seeDescriptors(process, Math.min(left, MOST_FDS.each), see);
    left -= looked;
    if (tuns.length > 0) tunDevices.set(process, tuns);
  }
  return { namespaces: [...found.values()], tunDevices };
}

type See = (link: string, sighting: Sighting) => void;

function seeOwn(process: RawProcess, see: See): void {
  const at = (link: string, name: string) => {
    const inode = parseNamespaceLink(link)?.inode;
    if (inode === undefined) return;
    const open = () => openNamespaceLink(process.procFd, `ns/${name}`, inode);
    see(link, { pin: { kind: "process", detail: "", process }, name: null, open });
  };
  for (const type of NAMESPACE_TYPES) {
    const link = process.links.get(type);
    if (link) at(link, type);
  }
  for (const type of ["pid", "time"]) {
    const link = process.links.get(`${type}_for_children`);
    if (link && link !== process.links.get(type)) at(link, `${type}_for_children`);
  }
}

/** One process for each mount namespace, one that sees all of it where there is one. */
function representatives(processes: readonly RawProcess[]): RawProcess[] {
  const chosen = new Map<string, { process: RawProcess; seesAll: boolean }>();
  for (const process of processes) {
    const link = process.links.get("mnt");
    if (!link || chosen.get(link)?.seesAll) continue;
    const seesAll = seesAllMounts(process.procFd);
    if (seesAll || !chosen.has(link)) chosen.set(link, { process, seesAll });
  }
  return [...chosen.values()].map(({ process }) => process);
}

function seeMounts(process: RawProcess, see: See): void {
  const mounts = readMounts(process);
  const table = new Map(mounts.map((mount) => [mount.id, mount]));
  // The sandbox's own root is an overlay of ours; any other overlay may lie on a server of the student that never answers.
  const mayRead = ({ fsType, mountpoint }: Mount) =>
    READABLE_FILE_SYSTEMS.has(fsType) || fsType === "nsfs" || (fsType === "overlay" && mountpoint === "/")
      ? null
      : toReason("fs-not-read", { fsType: toVisible(fsType) });
  for (const mount of mounts) {
    const inode = mount.fsType === "nsfs" ? parseNamespaceLink(mount.root)?.inode : undefined;
    if (inode === undefined) continue;
    see(mount.root, {
      pin: { kind: "mount", detail: toVisible(mount.mountpoint), process },
      name: toVisible(splitPath(mount.mountpoint)[1]),
      open: () => openMount(process, mount.mountpoint, inode, table, mayRead),
    });
  }
}

function readMounts({ procFd }: RawProcess): Mount[] {
  try {
    return parseMountinfo(readOfProcess(procFd, "mountinfo"));
  } catch (error) {
    if (error instanceof SystemError) return [];
    throw error;
  }
}

function openMount(
  { procFd }: RawProcess,
  path: ByteString,
  inode: number,
  table: ReadonlyMap<number, Mount>,
  mayRead: (mount: Mount) => ReturnType<typeof toReason> | null,
): number | null {
  try {
    return withFd(openAsSeenBy(procFd, path, table, mayRead), (fd) => reopenNamespace(fd, inode));
  } catch (error) {
    if (error instanceof UnreadableLayer || error instanceof SystemError) return null;
    throw error;
  }
}

/** looked: how many descriptors. tuns: names of the tun devices whose other end it holds. */
function seeDescriptors(process: RawProcess, most: number, see: See): { looked: number; tuns: string[] } {
  const tuns: string[] = [];
  let fds: string[];
  try {
    const fd = openTrusted("fd", O_RDONLY | O_DIRECTORY, process.procFd);
    fds = withFd(fd, () => readDirectory(fd, most).names.map(([name]) => name));
  } catch (error) {
    if (error instanceof SystemError) return { looked: 1, tuns };
    throw error;
  }
  for (const name of fds) {
    const link = linkOf(process.procFd, name);
    if (link === "/dev/net/tun") tuns.push(...tunOf(process.procFd, name));
    // One that was opened through a mount shows the mount's path.
    const found =
      parseNamespaceLink(link) ??
      (link.startsWith("/") && !link.startsWith("/dev/") ? namespaceBehind(process.procFd, `fd/${name}`) : null);
    if (!found) continue;
    const open = () => openNamespaceLink(process.procFd, `fd/${name}`, found.inode);
    see(`${found.type}:[${found.inode}]`, { pin: { kind: "fd", detail: name, process }, name: null, open });
  }
  return { looked: fds.length, tuns };
}

/** Name of the device behind a descriptor of /dev/net/tun: the line "iff:" of its fdinfo (drivers/net/tun.c); none before TUNSETIFF. */
function tunOf(procFd: number, fd: string): string[] {
  try {
    const [, name] = /^iff:\t(.+)$/m.exec(readOfProcess(procFd, `fdinfo/${fd}`)) ?? [];
    return name === undefined ? [] : [toVisible(name)];
  } catch (error) {
    if (error instanceof SystemError) return [];
    throw error;
  }
}

function linkOf(procFd: number, fd: string): string {
  try {
    return readLinkAt(procFd, `fd/${fd}`);
  } catch (error) {
    if (error instanceof SystemError) return "";
    throw error;
  }
}

/** Names that mounts give a namespace: those of "ip netns" first, each once. */
export function namesOf(sightings: readonly Sighting[]): string[] {
  const mounts = sightings.filter(({ pin }) => pin.kind === "mount");
  const named = [...mounts.filter(({ pin }) => NAMED.test(pin.detail)), ...mounts.filter(({ pin }) => !NAMED.test(pin.detail))];
  return [...new Set(named.flatMap(({ name }) => name ?? []))];
}

/** The first way that still leads there; null when none does. Whoever asked closes it. */
export function openFirst(sightings: readonly Sighting[]): number | null {
  for (const { open } of sightings) {
    const fd = open();
    if (fd !== null) return fd;
  }
  return null;
}

export const closeProcesses = (processes: readonly RawProcess[]): void => {
  for (const { procFd } of processes) close(procFd);
};
