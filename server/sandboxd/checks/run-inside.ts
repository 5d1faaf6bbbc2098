import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import type { ScriptOutcome } from "../../../lib/contract/verdict.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import { awaitPid } from "../enter/pid-file.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { CappedOutput } from "./capped-output.ts";
import { createScriptCgroup } from "./script-cgroup.ts";
import type { Surplus } from "./settle-in-box.ts";

/** A program that prints more than this is not read any further; it blocks until its time is up. */
const READ_CAP_BYTES = 16 * 1024 * 1024;

export type InsideProgram = {
  args: string[];
  env: Record<string, string>;
  /** All of its standard input, given when its time begins. */
  input: Uint8Array;
  timeoutMs: number;
  /** A path of ours for the runtime to write the host pid to; removed afterwards. */
  pidFile: string;
  /** Takes its standard output in place of the outcome's own, for what is larger or no text. */
  stdout?: CappedOutput;
};

/**
 * Runs one program as the sandbox's root beside the student's limits and waits for it and everything that holds its output. When the time is
 * up, it and all it started are killed; background processes of one that ended in time go on under the student's limits, if those have
 * room for all of them.
 * @throws SandboxdError "failed" when the sandbox could not be entered
 */
export async function runInside(
  sandbox: RunningSandbox,
  { args, env, input, timeoutMs, pidFile, stdout = new CappedOutput() }: InsideProgram,
): Promise<ScriptOutcome> {
  const began = performance.now();
  const cgroup = await createScriptCgroup(sandbox);
  let outcome: ScriptOutcome | null = null;
  let surplus: Surplus | null = null;
  try {
    const command = sandbox.enter({ tty: false, cwd: "/", env, args, pidFile, script: cgroup.name });
    const child = spawn(command.file, command.args, {
      env: command.env,
      cwd: "/",
      stdio: ["pipe", "pipe", "pipe"],
    });
    let timedOut = false;
    const stderr = new CappedOutput();
    for (const [stream, output] of [
      [child.stdout, stdout],
      [child.stderr, stderr],
    ] as const) {
      stream.on("data", (data: Buffer) => {
        output.push(data);
        if (output.seen > READ_CAP_BYTES && !timedOut) stream.pause();
      });
    }
    // A program may end without reading its input; that is not an error.
    child.stdin.on("error", () => undefined);

    let outlived = false;
    let timer: NodeJS.Timeout | undefined;
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(signal ? null : code));
    });
    ended.catch(() => undefined); // awaited below, perhaps after it has failed
    try {
      const isOver = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
      const pid = await awaitPid(pidFile, isOver);
      if (pid === null) {
        await ended;
        throw new SandboxdError("failed", `The sandbox could not be entered: ${stderr.text.trim().slice(-500)}`);
      }
      // Its time begins with its input: a busy machine takes a while to let it in.
      timer = setTimeout(() => {
        timedOut = true;
        outlived = !isThere(pid);
        for (const stream of [child.stdout, child.stderr]) stream.resume();
        cgroup.kill().then(
          () => child.kill("SIGKILL"),
          () => child.kill("SIGKILL"),
        );
      }, timeoutMs);
      child.stdin.end(input);
      const exitCode = await ended;
      outcome = {
        exitCode: timedOut ? null : exitCode,
        stdout: stdout.text,
        stderr: outlived ? `${stderr.text}${HELD_OUTPUT}` : stderr.text,
        truncated: stdout.truncated || stderr.truncated,
        timedOut,
        durationMs: performance.now() - began,
      };
    } finally {
      clearTimeout(timer);
      child.kill("SIGKILL"); // nothing, unless entering it failed: without its relay and its input it ends
      if (timedOut) await cgroup.kill();
    }
  } finally {
    surplus = await cgroup.release();
    await rm(pidFile, { force: true });
  }
  return surplus && !outcome.timedOut ? { ...outcome, stderr: outcome.stderr + surplusText(surplus) } : outcome;
}

const HELD_OUTPUT =
  "\nglassbox: the script itself had ended, but something it left running still held its output; start such things with >/dev/null 2>&1 &\n";

const surplusText = ({ processes, because }: Surplus) =>
  because === "room"
    ? `\nglassbox: the sandbox has no room for what the script left in the background (its process limit); ${processes} processes were ended.\n`
    : `\nglassbox: what the script left in the background does not wait for its children, too many stay as zombies; ${processes} processes were ended.\n`;

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
