import type { FileHandle } from "node:fs/promises";
import { open, readlink } from "node:fs/promises";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import { isRunning } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";

type Init = Pick<RunningSandbox, "initPid" | "initStartTime">;

/**
 * The network namespace of a sandbox's PID 1, open; whoever opens it closes it, since it keeps the namespace alive. The path is the kernel's
 * own (a magic link of /proc, no student can put anything there), the pid is known to be still that process, and a namespace that is the
 * host's is refused whatever the reason.
 * @throws SandboxdError "not-found" when the sandbox has ended
 */
export async function openNetwork({ initPid, initStartTime }: Init): Promise<FileHandle> {
  const ended = () => new SandboxdError("not-found", "This sandbox has ended.");
  const handle = await open(`/proc/${initPid}/ns/net`, "r").catch(() => null);
  if (!handle) throw ended();
  try {
    // Looked at after it was opened: the pid may have been given away before, and not since.
    if (!(await isRunning({ pid: initPid, startTime: initStartTime }))) throw ended();
    const [theirs, ours] = await Promise.all([readlink(`/proc/self/fd/${handle.fd}`), readlink("/proc/self/ns/net")]);
    if (!/^net:\[\d+\]$/.test(theirs) || theirs === ours)
      throw new Error(`process ${initPid} is in no network namespace of its own`);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}
