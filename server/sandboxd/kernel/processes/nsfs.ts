import { type NamespaceType, NamespaceType as NamespaceTypes } from "../../../../lib/contract/kernel/processes.ts";
import {
  close,
  enterNamespace,
  fileSystemType,
  namespaceFlag,
  O_PATH,
  O_RDONLY,
  openTrusted,
  relatedNamespace,
  SystemError,
  statFd,
  uniqueNamespaceId,
  withFd,
} from "../proc/libc.ts";

/** NSFS_MAGIC of linux/magic.h: what namespace files lie on. */
const NSFS_MAGIC = 0x6e736673n;
/** ioctl_ns(2) */
const NS_GET_USERNS = 0xb701;
const NS_GET_PARENT = 0xb702;

/** CLONE_NEW* of linux/sched.h, for setns(2). */
export const CLONE_FLAG: Record<NamespaceType, number> = {
  time: 0x80,
  mnt: 0x20000,
  cgroup: 0x2000000,
  uts: 0x4000000,
  ipc: 0x8000000,
  user: 0x10000000,
  pid: 0x20000000,
  net: 0x40000000,
};

/** "net:[4026532281]" -> type and inode number; null for anything else. */
export function parseNamespaceLink(text: string): { type: NamespaceType; inode: number } | null {
  const [, type, inode] = /^(cgroup|ipc|mnt|net|pid|time|user|uts):\[(\d+)\]$/.exec(text) ?? [];
  return type === undefined ? null : { type: type as NamespaceType, inode: Number(inode) };
}

/**
 * A readable descriptor of the namespace that an O_PATH descriptor names; null when it is no namespace file or another one than expected.
 * Only what lies on nsfs is opened: opening a student's pipe or device could wait for ever.
 */
export function reopenNamespace(pathFd: number, inode: number): number | null {
  if (fileSystemType(pathFd) !== NSFS_MAGIC || statFd(pathFd).ino !== BigInt(inode)) return null;
  return openTrusted(`/proc/self/fd/${pathFd}`, O_RDONLY);
}

/** Type and inode of the namespace behind a link of /proc/PID/fd that shows the path it was opened by; null for anything else. */
export function namespaceBehind(procFd: number, link: string): { type: NamespaceType; inode: number } | null {
  try {
    return withFd(openTrusted(link, O_PATH, procFd), (pathFd) => {
      if (fileSystemType(pathFd) !== NSFS_MAGIC) return null;
      const inode = Number(statFd(pathFd).ino);
      return withFd(openTrusted(`/proc/self/fd/${pathFd}`, O_RDONLY), (fd) => {
        const type = NamespaceTypes.options.find((one) => CLONE_FLAG[one] === namespaceFlag(fd));
        return type ? { type, inode } : null;
      });
    });
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}

/** Opens what a magic link of /proc names, such as ns/net or fd/7 below an open /proc/PID; null when it is not this namespace any more. */
export function openNamespaceLink(procFd: number, link: string, inode: number): number | null {
  try {
    return withFd(openTrusted(link, O_PATH, procFd), (fd) => reopenNamespace(fd, inode));
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}

/**
 * Does something inside a namespace, on this thread, and comes back. Where coming back fails this process ends at once: it must never go on in
 * a student's namespace, and whoever started it starts another.
 */
export function within<T>(type: NamespaceType, nsFd: number, work: () => T): T {
  return withFd(openTrusted(`/proc/thread-self/ns/${type}`, O_RDONLY), (own) => {
    enterNamespace(nsFd, CLONE_FLAG[type]);
    try {
      return work();
    } finally {
      try {
        enterNamespace(own, CLONE_FLAG[type]);
      } catch {
        process.exit(70);
      }
    }
  });
}

export type Related = { inode: number; fd: number };

const related = (nsFd: number, request: number): Related | null => {
  const fd = relatedNamespace(nsFd, request);
  return fd === null ? null : { fd, inode: Number(statFd(fd).ino) };
};
/** The enclosing pid or user namespace; the descriptor is the caller's to close. */
export const parentOf = (nsFd: number): Related | null => related(nsFd, NS_GET_PARENT);
/** The user namespace that owns a namespace; the descriptor is the caller's to close. */
export const ownerOf = (nsFd: number): Related | null => related(nsFd, NS_GET_USERNS);

const inodeOf = (found: Related | null): number | null => {
  if (found) close(found.fd);
  return found?.inode ?? null;
};
/** Inode number of the enclosing pid or user namespace, null where the kernel does not tell. */
export const parentInodeOf = (nsFd: number): number | null => inodeOf(parentOf(nsFd));
/** Inode number of the user namespace that owns a namespace, null where the kernel does not tell. */
export const ownerInodeOf = (nsFd: number): number | null => inodeOf(ownerOf(nsFd));

/**
 * Gives every namespace of one sandbox a key that is never given to another one. Inode numbers are: so the key is the kernel's own number where
 * it has one, else the inode with a generation that grows whenever the inode was absent from a reading.
 */
export class NamespaceKeys {
  #seen = new Map<string, number>();
  #now = new Map<string, number>();

  begin(): void {
    this.#now = new Map();
  }

  keyOf(type: NamespaceType, inode: number, nsFd: number): string {
    const unique = uniqueNamespaceId(nsFd);
    if (unique !== null) return `${type}-${unique}`;
    const name = `${type}-${inode}`;
    const generation = this.#now.get(name) ?? this.#seen.get(name) ?? Date.now();
    this.#now.set(name, generation);
    return `${name}.${generation}`;
  }

  end(): void {
    this.#seen = this.#now;
  }
}
