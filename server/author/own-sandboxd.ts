import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { connectSandboxd, type SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { readSettings, socketPath } from "../config.ts";

/**
 * An instance beside the one that may be serving a class: other names, other addresses, other uids, other disk. Settings the operator
 * gives (a cache, a runtime, a storage) hold here too.
 */
const INSTANCE = {
  GLASSBOX_NAME: "gbl",
  GLASSBOX_STATE: "/var/lib/glassbox-labs",
  GLASSBOX_SUBNET: "10.215.0.0/16",
  GLASSBOX_UID_BASE: "20000000",
  GLASSBOX_POOL_GIB: "8",
  GLASSBOX_LOG_LEVEL: "warn",
};
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const MAIN = join(import.meta.dirname, "..", "sandboxd", "main.ts");

export type OwnSandboxd = { client: SandboxdClient; stop: () => Promise<void> };

/**
 * Starts a sandboxd for this run alone. stop() ends it once its sandboxes are destroyed.
 * @throws when it does not answer within a minute, with what it wrote
 */
export async function startOwnSandboxd(): Promise<OwnSandboxd> {
  const environment = { ...process.env, ...INSTANCE };
  const settings = readSettings(environment);
  const written: string[] = [];
  const child = spawn(process.execPath, [MAIN], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
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
    if (written.length > 0) await rm(join(settings.state, "run"), { recursive: true, force: true });
  };
  try {
    await answers(client, child);
    return { client, stop };
  } catch (error) {
    await stop();
    throw new Error(`sandboxd did not start: ${written.join("").trim().slice(-4000) || String(error)}`, { cause: error });
  }
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
