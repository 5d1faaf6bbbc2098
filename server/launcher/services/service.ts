import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { print } from "../steps.ts";
import { afterDeath, type Lives } from "./backoff.ts";
import { toLogLine } from "./log-line.ts";

/** How one of our processes is started. argv[0] is the program; it gets exactly this environment. */
export type ServiceSpec = {
  name: string;
  argv: string[];
  cwd: string;
  env: Record<string, string>;
  /** Lines of its output that are nobody's business. */
  isNoise?: (line: string) => boolean;
};

export type Service = {
  readonly name: string;
  /** How often it ended by itself since the start. */
  deaths(): number;
  /** The last lines it wrote, oldest first. */
  lastLines(): string[];
  /** Ends it with this signal and starts it again, without counting it as a death. */
  restart(signal: NodeJS.Signals): void;
  /** Ends it for good: the signal, then SIGKILL after so many ms. Answers whether it ended by itself in time. */
  stop(signal: NodeJS.Signals, timeoutMs: number): Promise<boolean>;
};

const KEPT_LINES = 20;

/**
 * Starts a process and keeps it alive until it is stopped: whenever it dies it comes back, at once if it was well, more slowly the younger
 * it dies. It has its own session, so that Ctrl-C is for the launcher to translate.
 */
export function keepAlive(spec: ServiceSpec): Service {
  const last: string[] = [];
  let child: ChildProcess;
  let ended: Promise<unknown> = Promise.resolve();
  let stopping = false;
  let restarting = false;
  let deaths = 0;
  let lives: Lives = { failures: 0 };
  const wake = new AbortController();

  const note = (line: string) => {
    if (spec.isNoise?.(line)) return;
    last.push(line);
    if (last.length > KEPT_LINES) last.shift();
    print(toLogLine(spec.name, line));
  };

  const start = () => {
    const began = performance.now();
    const [file, ...args] = spec.argv;
    child = spawn(file!, args, {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on("line", note);
    ended = once(child, "close").catch((error) => note(`cannot be started: ${error.message}`));
    ended.then(async () => {
      if (stopping) return;
      if (restarting) {
        restarting = false;
        return start();
      }
      deaths++;
      const next = afterDeath(lives, performance.now() - began);
      lives = next;
      note(`ended (${child.signalCode ?? `exit code ${child.exitCode}`}); starting it again in ${next.waitMs / 1000} s`);
      await delay(next.waitMs, undefined, { signal: wake.signal }).catch(() => undefined);
      if (!stopping) start();
    });
  };
  start();

  return {
    name: spec.name,
    deaths: () => deaths,
    lastLines: () => [...last],
    restart(signal) {
      if (stopping || child.exitCode !== null || child.signalCode !== null) return;
      restarting = true;
      child.kill(signal);
    },
    async stop(signal, timeoutMs) {
      stopping = true;
      wake.abort();
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return true;
      child.kill(signal);
      const late = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
      await ended;
      clearTimeout(late);
      return child.signalCode !== "SIGKILL";
    },
  };
}
