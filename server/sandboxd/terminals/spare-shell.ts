import { readFileSync } from "node:fs";
import { enterAndStay } from "../enter/enter-box.ts";
import { gatedOnTerminal, LOGIN_SHELL, STOPS, STUDENT_ENV } from "../enter/student-shell.ts";
import { parseProcStat } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { type HostPty, type HostPtyEvents, spawnHostPty } from "./host-pty.ts";

/** A size for the time in which nobody looks. */
const SIZE = { cols: 100, rows: 24 };

/** A login shell that has entered its sandbox and stands still before its first word. */
export type SpareShell = {
  /** Its host pid. */
  readonly leader: number;
  /** Whether it still stands there (state T of /proc/PID/stat): the runtime tells of its end a moment later. */
  waits(): boolean;
  /** Whose it is from now on; it goes on. */
  adopt(cols: number, rows: number, events: HostPtyEvents): HostPty;
};

/**
 * Puts a login shell into a sandbox that nobody is in yet, so that whoever gets it does not wait for the runtime. It is under the
 * student's limits already: whoever in there lets it go on gains nothing. null where it ended first.
 * @throws Error when it does not come to stand still
 */
export async function putSpareShell(
  sandbox: RunningSandbox,
  { pidFile, onEnded }: { pidFile: string; onEnded: () => void },
): Promise<SpareShell | null> {
  let ended = false;
  let owner: HostPtyEvents | null = null;
  const command = sandbox.enter({ tty: true, cwd: "/root", env: STUDENT_ENV, args: gatedOnTerminal(LOGIN_SHELL), pidFile });
  const pty = spawnHostPty(command, SIZE.cols, SIZE.rows, {
    onData: (data) => owner?.onData(data),
    onExit(exitCode) {
      ended = true;
      owner?.onExit(exitCode);
      onEnded();
    },
  });
  const leader = await enterAndStay(sandbox, {
    pidFile,
    abandoned: () => ended,
    stops: STOPS.gatedOnTerminal,
    prepare: () => pty.passOutputThrough(),
  }).catch((error: Error) => {
    pty.kill();
    throw error;
  });
  if (leader === null || ended) return null;
  return {
    leader,
    waits() {
      if (ended) return false;
      try {
        return parseProcStat(readFileSync(`/proc/${leader}/stat`, "utf8")).state === "T";
      } catch {
        return false;
      }
    },
    adopt(cols, rows, events) {
      owner = events;
      pty.resize(cols, rows);
      process.kill(leader, "SIGCONT");
      return pty;
    },
  };
}
