import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { CLEAN_ENV } from "../system/run.ts";
import type { Demand, Report } from "./collector-protocol.ts";

/** A reading that takes longer is looked at: does it hang, or does it only get little of the CPU? */
const HANG_MS = 2_000;
/** It hangs when it used no CPU for so long and does not wait for any either. Also time to read what already lies in the pipe. */
const GRACE_MS = 200;
/** No reading takes so long, however busy the host. */
const MOST_MS = 15_000;

export type CollectorProcess = {
  readonly pid: number | undefined;
  send(demand: Demand): void;
  /** Ends it without waiting: a process that hangs in a system call may not even die until the sandbox does. */
  kill(): void;
};

export type CollectorEvents = {
  onReport(report: Report): void;
  /** blamed: the sandbox at whose work it hung or crashed, and for how many milliseconds. Not called after kill(). */
  onEnd(blamed: { id: string; what: "read" | "expect"; hung: boolean } | null): void;
};

/** Nothing of ours but the place of compiled modules: with it Node loads no TypeScript parser, and the collector takes 58 MB instead of 93. */
const collectorEnv = ({ NODE_COMPILE_CACHE }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...CLEAN_ENV,
  ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }),
});

/** Starts the collector and watches that it goes on answering. toolsRoot: the root file system that all sandboxes share. */
export function startCollector(toolsRoot: string, events: CollectorEvents, log: (message: string) => void): CollectorProcess {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    [
      "--max-semi-space-size=4",
      "--max-old-space-size=512",
      "--disable-warning=ExperimentalWarning",
      fileURLToPath(new URL("./collector.ts", import.meta.url)),
      toolsRoot,
    ],
    { stdio: ["pipe", "pipe", "pipe"], env: collectorEnv(process.env), cwd: "/" },
  );
  let busy: { id: string; what: "read" | "expect" } | null = null;
  let alarm: NodeJS.Timeout | null = null;
  let ended = false;

  const end = (hung: boolean) => {
    if (ended) return;
    ended = true;
    if (alarm) clearTimeout(alarm);
    child.kill("SIGKILL");
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
    events.onEnd(busy && { ...busy, hung });
  };
  const watchBusy = () => {
    const started = Date.now();
    let before = "";
    const look = () => {
      const now = activityOf(child.pid);
      if (now === before || Date.now() - started > MOST_MS) return end(true);
      before = now;
      alarm = setTimeout(look, GRACE_MS);
    };
    alarm = setTimeout(look, HANG_MS);
  };

  const take = (line: string) => {
    const report = JSON.parse(line) as Report;
    if (report.re === "busy") {
      if (alarm) clearTimeout(alarm);
      busy = { id: report.id, what: report.what };
      watchBusy();
    } else if (report.re === "idle") {
      if (alarm) clearTimeout(alarm);
      busy = null;
    } else if (report.re === "log") log(report.message);
    else events.onReport(report);
  };

  let parts: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => {
    let start = 0;
    for (let newline = chunk.indexOf(10); newline >= 0; newline = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, newline));
      const line = Buffer.concat(parts).toString("utf8");
      parts = [];
      start = newline + 1;
      if (!ended) take(line);
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  });
  child.stderr.on("data", (chunk: Buffer) => log(`collector: ${chunk.toString("utf8").trim().slice(0, 2000)}`));
  child.stdin.on("error", () => end(false));
  child.on("error", (error) => {
    log(`the collector could not be started: ${error.message}`);
    end(false);
  });
  child.on("exit", () => end(false));

  return {
    pid: child.pid,
    send(demand) {
      if (!ended) child.stdin.write(`${JSON.stringify(demand)}\n`);
    },
    kill() {
      if (ended) return;
      ended = true;
      if (alarm) clearTimeout(alarm);
      child.kill("SIGKILL");
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}

/** A text that stays the same while a process neither runs nor waits to run. */
function activityOf(pid: number | undefined): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state, ...fields] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const cpu = `${fields[10]} ${fields[11]}`;
    return state === "R" ? `${cpu} runs ${performance.now()}` : cpu;
  } catch {
    // It ended; its exit event follows.
    return "";
  }
}
