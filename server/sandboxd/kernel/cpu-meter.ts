import type { ObservedSandbox } from "./observed-sandbox.ts";
import type { ByteString } from "./proc/byte-text.ts";
import { close, O_RDONLY, openTrusted, readAgain, SystemError } from "./proc/libc.ts";

export type CpuMeter = {
  /**
   * CPU time the whole sandbox has used so far, as text to compare; null where the host does not count it. While it stands still nothing in
   * the sandbox ran, so nothing that the sandbox can change has changed: the cheapest truthful reason not to look.
   */
  read(): string | null;
  /** What read() said, in milliseconds; NaN for null. */
  toMs(usage: string | null): number;
  /** Lets go of the file; the next read() opens it again. */
  rest(): void;
};

/** v1 counts nanoseconds in a file of its own (admin-guide/cgroup-v1/cpuacct.rst), v2 microseconds among others (admin-guide/cgroup-v2.rst). */
const fileOf = ({ cgroups }: ObservedSandbox): { path: string; perMs: number } | null => {
  if (cgroups.cpuacct !== undefined) return { path: `${cgroups.cpuacct}/cpuacct.usage`, perMs: 1e6 };
  return cgroups[""] === undefined ? null : { path: `${cgroups[""]}/cpu.stat`, perMs: 1e3 };
};

const usageOf = (text: ByteString): string | null =>
  text.includes(" ") ? (/^usage_usec (\d+)$/m.exec(text)?.[1] ?? null) : text;

/**
 * Reads the counter 25 times a second, so its file stays open: opening it anew is ten times the work of reading it. An open file of a cgroup
 * does not hinder its removal; reading it afterwards is ENODEV.
 */
export function openCpuMeter(sandbox: ObservedSandbox): CpuMeter {
  const file = fileOf(sandbox);
  let fd: number | null = null;
  const rest = () => {
    if (fd !== null) close(fd);
    fd = null;
  };
  return {
    read() {
      if (file === null) return null;
      try {
        fd ??= openTrusted(file.path, O_RDONLY);
        return usageOf(readAgain(fd));
      } catch (error) {
        rest();
        if (error instanceof SystemError) return null;
        throw error;
      }
    },
    toMs: (usage) => (usage === null || file === null ? Number.NaN : Number(usage) / file.perMs),
    rest,
  };
}
