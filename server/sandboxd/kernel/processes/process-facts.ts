import type { ByteString } from "../proc/byte-text.ts";

/** What is needed of /proc/PID/stat (proc_pid_stat(5)). The name is in brackets and may hold brackets itself: split after the last one. */
export function parseStat(text: ByteString): {
  comm: ByteString;
  state: string;
  parent: number;
  tty: string | null;
  startTicks: number;
  /** It has ended, or is just about to: the init of a pid namespace first waits for everything in it (pid_namespaces(7)). */
  isEnding: boolean;
} {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return {
    comm: text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")),
    state: fields[0] ?? "?",
    parent: Number(fields[1]),
    tty: terminalName(Number(fields[4])),
    startTicks: Number(fields[19]),
    isEnding: (Number(fields[6]) & PF_EXITING) !== 0,
  };
}

/** include/linux/sched.h; the field "flags" of stat. */
const PF_EXITING = 4;

/** Name of a terminal by its device number as stat shows it: minor bits 31-20 and 7-0, major bits 15-8. Majors 136 to 143 are pseudo terminals. */
function terminalName(device: number): string | null {
  if (device === 0 || Number.isNaN(device)) return null;
  const major = (device >>> 8) & 0xff;
  const minor = (device & 0xff) | ((device >>> 12) & 0xfff00);
  if (major >= 136 && major <= 143) return `pts/${(major - 136) * 256 + minor}`;
  return `${major}:${minor}`;
}

/**
 * What is needed of /proc/PID/status (proc_pid_status(5)). Its first line is the name, in which only newlines and backslashes are escaped
 * (fs/proc/array.c: proc_task_name): a carriage return stays, so that lines are told apart by newlines alone.
 */
export function parseStatus(text: ByteString): { uid: number; threads: number; pids: number[] } {
  const lines = text.split("\n").slice(1);
  const numbers = (name: string): number[] => {
    const line = lines.find((one) => one.startsWith(`${name}:`));
    return line === undefined ? [] : line.split(/\s+/).slice(1).filter(Boolean).map(Number);
  };
  return { uid: numbers("Uid")[1] ?? -1, threads: numbers("Threads")[0] ?? 1, pids: numbers("NSpid") };
}

const MOST_CHARACTERS = 200;

/** The arguments as one line: what lies between NULs is separated by a space. Null for a process without any (a zombie, a kernel thread). */
export function parseCommandLine(text: ByteString): ByteString | null {
  const line = text
    .slice(0, MOST_CHARACTERS * 4)
    .replace(/\0+$/, "")
    .replaceAll("\0", " ");
  return line === "" ? null : line;
}

/** Cgroup directories by hierarchy ("" for v2, else the controllers) from /proc/PID/cgroup (cgroups(7)), as the host sees them. */
export function parseCgroups(text: ByteString): Map<string, ByteString> {
  const found = new Map<string, ByteString>();
  for (const line of text.split("\n")) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/s.exec(line) ?? [];
    if (controllers !== undefined && path !== undefined) found.set(controllers, path);
  }
  return found;
}

/** Lines of uid_map or gid_map (user_namespaces(7)), read from outside, in the numbers of the sandbox's root. */
export function parseIdMap(text: ByteString, toInner: (hostId: number) => number): [number, number, number][] {
  return text.split("\n").flatMap((line): [number, number, number][] => {
    const [inside, outside, count] = line.trim().split(/\s+/).map(Number);
    return inside === undefined || outside === undefined || count === undefined ? [] : [[inside, toInner(outside), count]];
  });
}

/** /proc/PID/timens_offsets (time_namespaces(7)), whole seconds. */
export function parseTimeOffsets(text: ByteString): { monotonic: number; boottime: number } {
  const seconds = (clock: string) => Number(new RegExp(`^${clock}\\s+(-?\\d+)`, "m").exec(text)?.[1] ?? 0);
  return { monotonic: seconds("monotonic"), boottime: seconds("boottime") };
}
