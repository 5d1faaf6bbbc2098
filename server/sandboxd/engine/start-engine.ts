import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { loadBridgeFilter } from "./load-bridge-filter.ts";
import { runInBox } from "./run-in-box.ts";

/** From images/rootfs/files: starts containerd and dockerd and ends when dockerd answers, within 30 s each. */
const START = ["/etc/init.d/docker", "start"];
const TIMEOUT_MS = 65_000;

/**
 * Starts the Docker Engine: it is the student's to stop, kill and start again. Answers when dockerd does.
 * pidFile: a path of ours that does not exist yet
 * @throws Error with what the start script said
 */
export async function startEngine(sandbox: RunningSandbox, pidFile: string): Promise<void> {
  await loadBridgeFilter();
  await runInBox(sandbox, START, { pidFile, timeoutMs: TIMEOUT_MS }).catch((cause: Error) => {
    throw new Error(`the Docker Engine did not start (${START.join(" ")} ${cause.message})`, { cause });
  });
}
