import { readdirSync, readFileSync } from "node:fs";

/** The process of this instance that runs a certain main file: found by its command line and its GLASSBOX_STATE, never by name alone. */
export function pidOf(main: string): number {
  const state = process.env.GLASSBOX_STATE;
  if (state === undefined) throw new Error("GLASSBOX_STATE is not set: run `npm run test:e2e`");
  const found = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      const command = read(`/proc/${pid}/cmdline`).split("\0");
      return (
        /\/node$/.test(command[0] ?? "") &&
        command.some((word) => word.endsWith(main)) &&
        read(`/proc/${pid}/environ`).split("\0").includes(`GLASSBOX_STATE=${state}`)
      );
    });
  if (found.length !== 1) throw new Error(`expected one ${main} with GLASSBOX_STATE=${state}, found ${found.length}`);
  return Number(found[0]);
}

/** Resident memory of a process in MiB (VmRSS of /proc/PID/status). */
export const residentMiB = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1]) / 1024;

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    // Processes end while we look.
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return "";
    throw error;
  }
}
