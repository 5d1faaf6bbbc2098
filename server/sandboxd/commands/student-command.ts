import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { endSession } from "../enter/end-session.ts";
import { enterBox } from "../enter/enter-box.ts";
import { gatedWithInput, STOPS, STUDENT_ENV } from "../enter/student-shell.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";

export type CommandOutput = { stdout: Uint8Array; stderr: Uint8Array; exited: { exitCode: number | null } | null };

/** A command run as the student would, without a terminal. Output is pulled: what nobody reads blocks the command, not us. */
export class StudentCommand {
  readonly #body: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #entered: Promise<number | null>;
  #closed: { exitCode: number | null } | null = null;
  #wake: (() => void) | null = null;

  constructor(sandbox: RunningSandbox, command: string[], pidFile: string) {
    this.#body = sandbox.body;
    const enter = sandbox.enter({ tty: false, cwd: "/root", env: STUDENT_ENV, args: gatedWithInput(command), pidFile });
    const child = spawn(enter.file, enter.args, {
      env: enter.env,
      cwd: "/",
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child = child;
    const wake = () => this.#wake?.();
    child.stdout.on("readable", wake);
    child.stderr.on("readable", wake);
    child.stdin.on("error", () => undefined); // it may end without reading its input
    child.once("close", (code, signal) => {
      this.#closed = { exitCode: signal ? null : code };
      wake();
    });
    this.#entered = enterBox(sandbox, {
      pidFile,
      abandoned: () => child.exitCode !== null || child.signalCode !== null,
      stops: STOPS.gated,
    });
    this.#entered.catch(() => child.kill("SIGKILL"));
  }

  /** Waits for output or the end. One reader at a time. */
  async read(): Promise<CommandOutput> {
    for (;;) {
      const stdout = this.#child.stdout.read() as Buffer | null;
      const stderr = this.#child.stderr.read() as Buffer | null;
      if (stdout || stderr || this.#closed)
        return { stdout: stdout ?? new Uint8Array(), stderr: stderr ?? new Uint8Array(), exited: this.#closed };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }

  /** Answers when there is room for more. */
  async write(data: Uint8Array, end: boolean): Promise<void> {
    const { stdin } = this.#child;
    await this.#entered;
    if (!stdin.writable) return;
    const hasRoom = data.length === 0 || stdin.write(data);
    if (end) stdin.end();
    else if (!hasRoom) {
      await new Promise<void>((resolve) => {
        const done = () => {
          stdin.off("drain", done).off("close", done);
          resolve();
        };
        stdin.once("drain", done).once("close", done);
      });
    }
  }

  /** Ends it and everything in its session. */
  async close(): Promise<void> {
    if (this.#closed) return;
    const leader = await this.#entered.catch(() => null);
    if (leader !== null) await endSession(this.#body, leader);
    this.#child.kill("SIGKILL");
  }
}
