import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readFreePort } from "../../server/launcher/host/read-free-port.ts";

/** A Glassbox of its own: another prefix, another state directory, another subnet than the one that may be running on this host. */
export type Instance = { url: string; socket: string; state: string; stop(): Promise<void> };

const REPOSITORY = resolve(import.meta.dirname, "../..");
/** The first start may have to build the root file system and the pages. */
const START_TIMEOUT_MS = 10 * 60_000;

/**
 * Starts `npm start`'s launcher under another name and waits until its pages answer.
 * @param name prefix of everything made on the host, two to five lowercase letters
 * @throws Error with the end of its log when it ends or stays silent
 */
export async function startInstance(name: string, subnet: string, settings: Record<string, string> = {}): Promise<Instance> {
  const state = `/var/lib/glassbox-${name}`;
  const port = await readFreePort();
  const previewPort = await readFreePort();
  const logFile = resolve(REPOSITORY, `e2e/artifacts/${name}.log`);
  await mkdir(dirname(logFile), { recursive: true });
  const log = await open(logFile, "w");
  const child = spawn(process.execPath, ["server/launcher/main.ts", "start"], {
    cwd: REPOSITORY,
    stdio: ["ignore", log.fd, log.fd],
    env: {
      ...process.env,
      GLASSBOX_NAME: name,
      GLASSBOX_STATE: state,
      GLASSBOX_SUBNET: subnet,
      GLASSBOX_PORT: String(port),
      GLASSBOX_PREVIEW_PORT: String(previewPort),
      GLASSBOX_POOL_GIB: "6",
      // Sandboxes are made when they are asked for, unless a caller measures the other way.
      GLASSBOX_READY: "0",
      // What is in the cache is served; building the rest would take the machine from the test.
      GLASSBOX_IMAGES: "none",
      ...settings,
    },
  });
  await log.close();
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(`${url}/healthz`))) {
    if (child.exitCode !== null)
      throw new Error(`the instance ${name} ended with ${child.exitCode} before it answered; see ${logFile}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`the instance ${name} did not answer within ${START_TIMEOUT_MS / 60_000} minutes; see ${logFile}`);
    }
    await delay(200);
  }
  return { url, socket: `${state}/run/sandboxd.sock`, state, stop };
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );
