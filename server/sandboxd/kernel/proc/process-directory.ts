import { parseProcStat } from "../../runtime/process-identity.ts";
import type { ByteString } from "./byte-text.ts";
import {
  O_DIRECTORY,
  O_NOFOLLOW,
  O_PATH,
  O_RDONLY,
  openTrusted,
  readAll,
  readLink,
  readLinkAt,
  readOnce,
  SystemError,
  withFd,
} from "./libc.ts";

/** Text of a file of the host's /proc or /sys. */
export const readProcText = (path: string): ByteString => withFd(openTrusted(path, O_RDONLY), readAll);

/** Text of a file of an open /proc/PID directory; ESRCH or ENOENT once that process has ended, even if its pid was given to another. */
export const readOfProcess = (procFd: number, name: string): ByteString => withFd(openTrusted(name, O_RDONLY, procFd), readAll);

/** The same for a file that comes in one piece: half the system calls. */
export const readSmallOfProcess = (procFd: number, name: string): ByteString =>
  withFd(openTrusted(name, O_RDONLY, procFd), readOnce);

/** The namespace a link such as ns/mnt names: "mnt:[4026531841]". */
export const namespaceOf = (procFd: number, name: string): string =>
  withFd(openTrusted(`ns/${name}`, O_PATH | O_NOFOLLOW, procFd), readLink);

/** Start time of the process of an open /proc/PID directory, null when it ended or is a zombie. */
export function startTimeOf(procFd: number): string | null {
  try {
    const { state, startTime } = parseProcStat(readOfProcess(procFd, "stat"));
    return state === "Z" || state === "X" ? null : startTime;
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}

/** Whether the root directory of a process is that of its mount namespace: a chroot(2) hides mounts from its mountinfo and shortens paths. */
export function seesAllMounts(procFd: number): boolean {
  try {
    return readLinkAt(procFd, "root") === "/";
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** Opens /proc/PID: the descriptor stays with this very process, and keeps neither it nor its namespaces alive. */
export function openProcess(pid: number): number | null {
  try {
    return openTrusted(`/proc/${pid}`, O_PATH | O_DIRECTORY);
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}
