import type { ObservedSandbox } from "./observed-sandbox.ts";
import { SystemError } from "./proc/libc.ts";
import { readProcText } from "./proc/process-directory.ts";

/**
 * CPU time the whole sandbox has used so far, as text to compare; null where the host does not count it. While it stands still nothing in the
 * sandbox ran, so nothing that the sandbox can change has changed: the cheapest truthful reason not to look.
 */
export function readCpuUsage({ cgroups }: ObservedSandbox): string | null {
  try {
    if (cgroups.cpuacct !== undefined) return readProcText(`${cgroups.cpuacct}/cpuacct.usage`);
    if (cgroups[""] === undefined) return null;
    return /^usage_usec (\d+)$/m.exec(readProcText(`${cgroups[""]}/cpu.stat`))?.[1] ?? null;
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}
