import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const REPOSITORY = resolve(import.meta.dirname, "../../..");

/** A process of ours that a test may kill. Its output is kept for the test's error messages. */
export class TestProcess {
  readonly child: ChildProcess;
  output = "";

  constructor(file: string, args: string[], env: Record<string, string>) {
    this.child = spawn(process.execPath, [resolve(REPOSITORY, file), ...args], {
      cwd: REPOSITORY,
      env: { NODE_ENV: "test", PATH: process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on("data", (data) => (this.output += data));
  }

  /** Waits for a line of its output. @throws Error with all of it when it ends before */
  async line(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error(`it ended:\n${this.output}`);
      await Promise.race([once(this.child.stdout!, "data"), once(this.child, "exit")]);
    }
  }

  get residentMiB(): number {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8"))?.[1]) / 1024;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill(signal);
    await ended;
  }
}

/** Test runs over the same STATE take turns: the lock is held by a child that ends with us, however we end. */
export async function takeTurn(state: string): Promise<() => void> {
  const holder = spawn("flock", ["--exclusive", "--timeout", "110", `${state}.lock`, "sh", "-c", "echo mine; exec cat"], {
    cwd: "/",
  });
  const [word] = await Promise.race([once(holder.stdout, "data"), once(holder, "close")]);
  if (!String(word).startsWith("mine")) throw new Error(`another test run keeps ${state}`);
  return () => holder.stdin.end();
}
