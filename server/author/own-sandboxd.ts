import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { connectSandboxd, type SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { readSettings, type Settings, socketPath } from "../config.ts";
import { tryFileLock } from "../launcher/file-lock.ts";
import { readLeftovers } from "../launcher/leftovers.ts";

/** What sets an instance apart from all others on the host: GLASSBOX_* variables. */
export type OwnInstance = Record<"GLASSBOX_NAME" | "GLASSBOX_STATE" | "GLASSBOX_SUBNET" | "GLASSBOX_UID_BASE", string> &
  Record<`GLASSBOX_${string}`, string>;

/**
 * An instance beside the one that may be serving a class: other names, other addresses, other uids, other disk. Settings the operator
 * gives (a cache, a runtime, a storage) hold here too.
 */
export const INSTANCE_SUBNET = "10.215.0.0/16";
const INSTANCE: OwnInstance = {
  GLASSBOX_NAME: "gbl",
  GLASSBOX_STATE: "/var/lib/glassbox-labs",
  GLASSBOX_SUBNET: INSTANCE_SUBNET,
  GLASSBOX_UID_BASE: "20000000",
  GLASSBOX_POOL_GIB: "8",
  GLASSBOX_LOG_LEVEL: "warn",
  // Every proof begins with a sandbox that was made for it.
  GLASSBOX_READY: "0",
};
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const MAIN = join(import.meta.dirname, "..", "sandboxd", "main.ts");

export type OwnSandboxd = { client: SandboxdClient; settings: Settings; stop: () => Promise<string[]> };

/**
 * Starts a sandboxd for this run alone. stop() ends it with all its sandboxes, removes its state and answers with what it left behind on
 * the host: nothing, or a bug.
 * @throws when another run is under way, or when sandboxd does not answer within a minute, with what it wrote
 */
export async function startOwnSandboxd(
  instance: OwnInstance = INSTANCE,
  taken = "another npm run lab -- test is running on this machine: wait until it has ended.",
): Promise<OwnSandboxd> {
  // Two runs would fight over the same names.
  const lock = await tryFileLock(`/run/lock/${basename(instance.GLASSBOX_STATE)}.lock`);
  if (lock === null) throw new Error(taken);
  const environment = { ...process.env, ...instance };
  const settings = readSettings(environment);
  const written: string[] = [];
  // A mount namespace of its own: nobody else's copy of the pool's mount outlives us.
  // prctl(PR_SET_PDEATHSIG): however this run dies, sandboxd is told to destroy its sandboxes and end.
  // A process group of its own: Ctrl-C is ours to answer.
  const enter = ["--mount", "--propagation", "slave", "--", "setpriv", "--pdeathsig", "SIGTERM", "--"];
  const argv = [...enter, process.execPath, "--disable-warning=ExperimentalWarning", MAIN];
  const child = spawn("unshare", argv, { env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      written.push(text);
      if (written.length > 200) written.shift();
    });
  }
  const client = connectSandboxd(socketPath(settings), {});
  const stop = async () => {
    client.close();
    await endChild(child);
    const left = await clearState(settings);
    lock.release();
    return left;
  };
  try {
    await answers(client, child);
    return { client, settings, stop };
  } catch (error) {
    await stop();
    throw new Error(`sandboxd did not start: ${written.join("").trim().slice(-4000) || String(error)}`, { cause: error });
  }
}

/** The state goes only when nothing of it is mounted or in use any more. */
async function clearState(settings: Settings): Promise<string[]> {
  const left = await readLeftovers(settings);
  if (left.length === 0) await rm(settings.state, { recursive: true, force: true });
  return left;
}

async function answers(client: SandboxdClient, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it exited with ${child.exitCode}`);
    try {
      await client.call("describeHost", {});
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
