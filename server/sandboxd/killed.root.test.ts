import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SandboxProfile } from "../../lib/contract/sandbox.ts";
import { connectSandboxd, type SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { readSettings, socketPath } from "../config.ts";
import { readLeftovers } from "../launcher/leftovers.ts";
import { until } from "./sandboxes/test-support.ts";

const NODE = join(import.meta.dirname, "../../node_modules/.bin/node");
const settings = readSettings();
/** Milliseconds into the work. A creation takes 200 to 500, a destruction 100 to 300. */
const MOMENTS = [5, 30, 60, 90, 120, 150, 180, 220, 260, 320, 400, 500];

let sandboxd: ChildProcess;
let client: SandboxdClient;
beforeAll(() => {
  client = connectSandboxd(socketPath(settings), {});
});
afterAll(async () => {
  client?.close();
  if (sandboxd) await end("SIGTERM");
});

async function start(): Promise<void> {
  sandboxd = spawn(NODE, [join(import.meta.dirname, "main.ts")], { env: process.env, stdio: ["ignore", "ignore", "inherit"] });
  await until("sandboxd answers", () => client.call("listSandboxes", {}).catch(() => null), 60_000);
}
async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (sandboxd.exitCode !== null || sandboxd.signalCode !== null) return sandboxd.exitCode;
  const gone = once(sandboxd, "exit");
  sandboxd.kill(signal);
  await gone;
  return sandboxd.exitCode;
}
const create = () => client.call("createSandbox", { owner: "test", purpose: "killed", profile: SandboxProfile.parse({}) });
const works = async (sandbox: string) =>
  (await client.call("runScript", { sandbox, script: "ip -br addr show eth0", env: {}, timeoutSeconds: 20 })).stdout.includes(
    "/",
  );

/** What the next sandboxd may not find in the state. */
const inState = async () => {
  const places = ["sandboxes", "bundles", "pool/sandboxes", "runtime/box", "runtime/ctl"];
  const found = await Promise.all(places.map((place) => readdir(`${settings.state}/${place}`)));
  return found.flatMap((names, at) => names.filter((name) => !name.startsWith(".")).map((name) => `${places[at]}/${name}`));
};

test("killed a dozen times in the middle of creating and destroying, every sandbox then works or is gone, and a stop leaves nothing", async () => {
  await start();
  for (const moment of MOMENTS) {
    const before = (await client.call("listSandboxes", {}))[0] ?? (await create());
    const work = [create(), create(), client.call("destroySandbox", { sandbox: before.id })];
    await Promise.race([Promise.allSettled(work), delay(moment)]);
    await end("SIGKILL");
    await Promise.allSettled(work);
    await start();
    for (const { id, state } of await client.call("listSandboxes", {}))
      expect({ moment, id, state, works: await works(id) }).toEqual({ moment, id, state: "running", works: true });
  }
  for (const { id } of await client.call("listSandboxes", {})) await client.call("destroySandbox", { sandbox: id });
  expect(await inState()).toEqual([]);
  expect(await end("SIGTERM")).toBe(0);
  expect(await readLeftovers(settings)).toEqual([]);
}, 240_000);
