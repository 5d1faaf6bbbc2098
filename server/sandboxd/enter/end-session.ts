import { readdir, readFile } from "node:fs/promises";
import { sendSignal } from "../system/send-signal.ts";

/** A hang-up is a request: editors save, shells pass it on. Whatever still runs after this is killed. */
const GRACE_MS = 1_000;

/** Session id of a process from a line of /proc/PID/stat: the fourth field after the bracketed name (proc_pid_stat(5)). */
export const parseSession = (stat: string): number => Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[3]);

/**
 * Ends everything in a terminal's session in the sandbox of that body: hangs up, then kills. A daemon that left the session (setsid) goes on,
 * as on any terminal.
 */
export async function endSession(body: string, leader: number): Promise<void> {
  const until = Date.now() + GRACE_MS;
  for (let signal: NodeJS.Signals = "SIGHUP"; ; ) {
    const pids = await readSession(body, leader);
    if (pids.length === 0) return;
    if (signal === "SIGHUP" || Date.now() > until) for (const pid of pids) sendSignal(pid, signal);
    if (signal === "SIGHUP") for (const pid of pids) sendSignal(pid, "SIGCONT"); // a stopped job hears nothing
    if (Date.now() > until + 5_000) throw new Error(`session ${leader} of ${body} did not end`);
    signal = "SIGKILL";
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Host pids of the live processes of a session, only those in this sandbox's cgroup: the number may have been given away since. */
async function readSession(body: string, leader: number): Promise<number[]> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => null);
      if (
        stat === null ||
        parseSession(stat) !== leader ||
        / [ZX] /.test(stat.slice(stat.lastIndexOf(")") + 1, stat.lastIndexOf(")") + 4))
      )
        return [];
      const cgroup = await readFile(`/proc/${name}/cgroup`, "utf8").catch(() => "");
      return cgroup.includes(`/${body}/`) ? [Number(name)] : [];
    }),
  );
  return found.flat();
}
