import { closeSync, constants, openSync, readFileSync, readSync } from "node:fs";
import { parseMountinfo } from "../kernel/proc/mountinfo.ts";
import { parseOomLine } from "./parse-oom-line.ts";

/**
 * Victims that the kernel killed for the memory limit of a sandbox, in cgroups below the one that has it. On cgroup v1 no counter says that:
 * each counts its own victims whosever limit it was, and the cgroup of a container is gone with it. The kernel's log does, for all of the
 * host; what is told here is only ever of the cgroup that was asked for. At least so many: the kernel logs ten kills in five seconds
 * (oom_kill_process), and where the log is not ours to read, in a container, there are none.
 */
export type OomLog = {
  /** Counts from now on. directory: of the cgroup that has the limit, in the memory hierarchy. */
  follow(directory: string): void;
  /** How many since then; null where it is not followed or nothing can be read. */
  countBelow(directory: string): number | null;
  forget(directory: string): void;
};

/** A record is at most 8 KiB (CONSOLE_EXT_LOG_MAX in kernel/printk/internal.h; shorter before). */
const RECORD = Buffer.alloc(8192);
/** A host that logs faster than we read must not hold us up; what is left is read the next time. More than the default log holds. */
const MOST_RECORDS = 20_000;

export function createOomLog(path = "/dev/kmsg"): OomLog {
  /** By the path in the kernel's log. */
  const counts = new Map<string, number>();
  const memcgs = new Map<string, string>();
  let fd: number | null = null;

  const onRecord = (record: string) => {
    const kill = parseOomLine(record, counts.keys());
    if (kill?.isVictimBelow) counts.set(kill.memcg, counts.get(kill.memcg)! + 1);
  };
  const close = () => {
    if (fd !== null) closeSync(fd);
    fd = null;
  };

  return {
    follow(directory) {
      if (memcgs.has(directory)) return;
      const memcg = toMemcg(directory, readFileSync("/proc/self/mountinfo", "latin1"));
      if (memcg === null) return;
      try {
        fd ??= openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
        // What is there already is nobody's news: this one is not counted yet.
        drain(fd, onRecord);
      } catch {
        return close(); // not for us to read: in a container, say
      }
      memcgs.set(directory, memcg);
      counts.set(memcg, 0);
    },
    countBelow(directory) {
      const memcg = memcgs.get(directory);
      if (fd === null || memcg === undefined) return null;
      drain(fd, onRecord);
      return counts.get(memcg) ?? null;
    },
    forget(directory) {
      counts.delete(memcgs.get(directory) ?? "");
      memcgs.delete(directory);
      if (counts.size === 0) close();
    },
  };
}

/** Each read gives one record; EAGAIN: that was the last, EPIPE: some were overwritten before they were read (dev-kmsg). */
function drain(fd: number, onRecord: (record: string) => void): void {
  for (let records = 0; records < MOST_RECORDS; records += 1) {
    try {
      const length = readSync(fd, RECORD, 0, RECORD.length, null);
      if (length === 0) return;
      onRecord(RECORD.toString("utf8", 0, length));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") return;
      if (code !== "EPIPE") throw error;
    }
  }
}

/** The path by which the kernel's log names a cgroup of a v1 hierarchy: from that one's root, which need not be what is mounted. */
export function toMemcg(directory: string, mountinfo: string): string | null {
  const mount = parseMountinfo(mountinfo).find(
    ({ fsType, mountpoint }) => fsType === "cgroup" && directory.startsWith(`${mountpoint}/`),
  );
  if (mount === undefined) return null;
  return `${mount.root === "/" ? "" : mount.root}${directory.slice(mount.mountpoint.length)}`;
}
