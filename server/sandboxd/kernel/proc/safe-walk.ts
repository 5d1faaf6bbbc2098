import type { Reason } from "../../../../lib/contract/reason.ts";
import { toReason } from "../to-reason.ts";
import type { ByteString } from "./byte-text.ts";
import { close, O_DIRECTORY, O_NOFOLLOW, O_PATH, openBeneath, openTrusted, RESOLVE, readLink, SystemError } from "./libc.ts";
import type { Mount } from "./mountinfo.ts";
import { readProcText } from "./process-directory.ts";

/** Mounts of a namespace by the id that fdinfo shows. */
export type MountTable = ReadonlyMap<number, Mount>;

/** A layer's directory that could not be opened, with the reason for people. */
export class UnreadableLayer extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.text);
    this.name = "UnreadableLayer";
    this.reason = reason;
  }
}

/** As many symbolic links as the kernel itself follows in one path. */
const MAX_LINKS = 40;
const STEP = O_PATH | O_NOFOLLOW;
const INSIDE = RESOLVE.BENEATH | RESOLVE.NO_SYMLINKS | RESOLVE.NO_MAGICLINKS;

/** Mount id of an open descriptor, from fdinfo: asks the kernel's tables, never the file system. */
export function mountIdOf(fd: number): number {
  const text = readProcText(`/proc/self/fdinfo/${fd}`);
  return Number(/^mnt_id:\s*(\d+)/m.exec(text)?.[1] ?? -1);
}

/**
 * Opens (O_PATH) what an absolute path names for a process whose /proc directory is procFd, as that process would see it and without ever
 * leaving its root: each component is opened by itself beneath the descriptor of its parent, symbolic links are read and walked in turn,
 * ".." stops at the process's root. Nothing is asked of a file system that `mayRead` refuses (a FUSE server of the student may never answer).
 *
 * @throws UnreadableLayer with a reason that says what is in the way
 */
export function openAsSeenBy(
  procFd: number,
  path: ByteString,
  mounts: MountTable,
  mayRead: (mount: Mount) => Reason | null,
): number {
  const open: number[] = [];
  const enter = (fd: number): number => {
    open.push(fd);
    const mount = mounts.get(mountIdOf(fd));
    const refusal = mount ? mayRead(mount) : toReason("mount-not-visible", {});
    if (refusal) throw new UnreadableLayer(refusal);
    return fd;
  };
  try {
    let trail = [enter(openTrusted("root", O_PATH | O_DIRECTORY, procFd))];
    const todo = path.split("/").reverse();
    for (let links = 0; todo.length > 0; ) {
      const name = todo.pop()!;
      if (name === "" || name === ".") continue;
      if (name === "..") {
        if (trail.length > 1) trail.pop();
        continue;
      }
      const parent = trail.at(-1)!;
      const target = step(parent, name, enter, (fd) => open.push(fd));
      if (typeof target === "number") {
        trail.push(target);
        continue;
      }
      if (++links > MAX_LINKS) throw new UnreadableLayer(toReason("too-many-links", {}));
      if (target.startsWith("/")) trail = trail.slice(0, 1);
      todo.push(...target.split("/").reverse());
    }
    const result = trail.at(-1)!;
    open.splice(open.indexOf(result), 1);
    return result;
  } catch (error) {
    if (error instanceof SystemError) throw new UnreadableLayer(reasonFor(error.code));
    throw error;
  } finally {
    for (const fd of open) close(fd);
  }
}

/** The descriptor of a child, or the target when it is a symbolic link. */
function step(parent: number, name: ByteString, enter: (fd: number) => number, keep: (fd: number) => void): number | ByteString {
  let fd: number;
  try {
    fd = openBeneath(parent, name, STEP, INSIDE | RESOLVE.NO_XDEV);
  } catch (error) {
    if (!(error instanceof SystemError && error.code === "EXDEV")) throw error;
    // A mount point: what is mounted there must be allowed before anything is asked of it.
    return enter(openBeneath(parent, name, STEP, INSIDE));
  }
  keep(fd);
  try {
    return readLink(fd);
  } catch (error) {
    // EINVAL or ENOENT: it is no symbolic link.
    if (error instanceof SystemError) return fd;
    throw error;
  }
}

const REASONS: Record<string, "path-gone" | "part-not-a-directory" | "too-many-links" | "not-allowed" | "process-ended"> = {
  ENOENT: "path-gone",
  ENOTDIR: "part-not-a-directory",
  ELOOP: "too-many-links",
  EACCES: "not-allowed",
  ESRCH: "process-ended",
};
function reasonFor(errno: string): Reason {
  const code = REASONS[errno];
  return code ? toReason(code, {}) : toReason("open-failed", { errno });
}
