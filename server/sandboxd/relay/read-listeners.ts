import { open } from "node:fs/promises";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import { isRunning } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { type Listener, parseListeners } from "./parse-listeners.ts";

/** About 400 rows of 150 bytes for each of the two files; a student who listens on more has lost the overview as well. */
const MOST_BYTES = 64 * 1024;
const MOST_LISTENERS = 256;

/**
 * What listens for TCP in a sandbox's network namespace, from the kernel (/proc/PID/net is that of the process's namespace), ordered by port.
 * @throws SandboxdError "not-found" when the sandbox has ended
 */
export async function readListeners({ initPid, initStartTime }: RunningSandbox): Promise<Listener[]> {
  const texts = await Promise.all(["tcp", "tcp6"].map((file) => readStartOf(`/proc/${initPid}/net/${file}`)));
  if (!(await isRunning({ pid: initPid, startTime: initStartTime })))
    throw new SandboxdError("not-found", "This sandbox has ended.");
  const found = new Map(texts.flatMap(parseListeners).map((one) => [`${one.address} ${one.port}`, one]));
  return [...found.values()].sort((a, b) => a.port - b.port || (a.address < b.address ? -1 : 1)).slice(0, MOST_LISTENERS);
}

/** Empty where there is no such file: a kernel without IPv6. */
async function readStartOf(path: string): Promise<string> {
  const file = await open(path, "r").catch(() => null);
  if (!file) return "";
  try {
    const buffer = Buffer.alloc(MOST_BYTES);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.length) return buffer.toString("latin1", 0, length);
    }
  } catch {
    return "";
  } finally {
    await file.close();
  }
}
