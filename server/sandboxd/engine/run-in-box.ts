import { spawn } from "node:child_process";
import { once } from "node:events";
import { enterBox } from "../enter/enter-box.ts";
import { gated, STOPS } from "../enter/student-shell.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";

/** What a person can read of the reason, from its end. */
const SAID_CHARACTERS = 1500;

const ENV = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", LANG: "C.UTF-8" };

/**
 * Runs a command of ours as the sandbox's root and under the student's limits, from its first instruction on, and answers when it has ended.
 * pidFile: a path of ours that does not exist yet
 * @throws Error with what it said when it does not exit with 0 in time; AbortError when the signal ended it
 */
export async function runInBox(
  sandbox: RunningSandbox,
  argv: string[],
  { pidFile, timeoutMs, signal }: { pidFile: string; timeoutMs: number; signal?: AbortSignal },
): Promise<void> {
  const { file, args, env } = sandbox.enter({ tty: false, env: ENV, args: gated(argv), pidFile });
  const child = spawn(file, args, {
    env,
    cwd: "/",
    stdio: ["pipe", "pipe", "pipe"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    ...(signal ? { signal } : {}),
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-SAID_CHARACTERS);
    });
  }
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const abandoned = () => child.exitCode !== null || child.signalCode !== null;
  const entered = enterBox(sandbox, { pidFile, abandoned, stops: STOPS.gated });
  entered.catch(() => child.kill("SIGKILL"));
  const [[exitCode]] = await Promise.all([closed, entered]);
  if (exitCode === 0) return;
  const how = exitCode === null ? `did not end within ${timeoutMs / 1000} s` : `exited with ${exitCode}`;
  throw new Error(`${how}: ${said.trim()}`);
}
