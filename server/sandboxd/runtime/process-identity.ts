import { readFile } from "node:fs/promises";

/** A process that cannot be mistaken for a later one with the same pid. */
export type ProcessIdentity = { pid: number; startTime: string };

/**
 * State and start time (clock ticks since boot) from a line of /proc/PID/stat. The command name is in brackets and may itself contain
 * brackets and spaces, so the line is split after the last one (proc_pid_stat(5)).
 */
export function parseProcStat(text: string): { state: string; startTime: string } {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, startTime] = [fields[0], fields[19]];
  if (!state || !startTime) throw new Error(`not a /proc/PID/stat line: ${text.slice(0, 80)}`);
  return { state, startTime };
}

/** The process that has this pid now, or undefined when there is none or it is a zombie. */
export async function readProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  if (!text) return undefined;
  const { state, startTime } = parseProcStat(text);
  return state === "Z" || state === "X" ? undefined : { pid, startTime };
}

/** Whether this very process still runs. */
export async function isRunning(process: ProcessIdentity): Promise<boolean> {
  return (await readProcess(process.pid))?.startTime === process.startTime;
}
