import { spawn } from "node:child_process";
import { once } from "node:events";
import { enterBox } from "../enter/enter-box.ts";
import { gated, STOPS } from "../enter/student-shell.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { loadBridgeFilter } from "./load-bridge-filter.ts";

/** From images/rootfs/files: starts containerd and dockerd and ends when dockerd answers, within 30 s each. */
const START = ["/etc/init.d/docker", "start"];
const TIMEOUT_MS = 65_000;

/** What a person can read of the reason, from its end. */
const SAID_CHARACTERS = 1500;

const ENV = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", LANG: "C.UTF-8" };

/**
 * Starts the Docker Engine as the sandbox's root and under the student's limits, from the first instruction on: it is theirs to stop, kill and
 * start again. Answers when dockerd does.
 * pidFile: a path of ours that does not exist yet
 * @throws Error with what the start script said
 */
export async function startEngine(sandbox: RunningSandbox, pidFile: string): Promise<void> {
  await loadBridgeFilter();
  const { file, args, env } = sandbox.enter({ tty: false, env: ENV, args: gated(START), pidFile });
  const child = spawn(file, args, {
    env,
    cwd: "/",
    stdio: ["pipe", "pipe", "pipe"],
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
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
  const how = exitCode === null ? `did not end within ${TIMEOUT_MS / 1000} s` : `exited with ${exitCode}`;
  throw new Error(`the Docker Engine did not start (${START.join(" ")} ${how}): ${said.trim()}`);
}
