import { writeSync } from "node:fs";
import { fail, libc, O_RDONLY, openTrusted } from "../proc/libc.ts";

const setns = libc.func("setns", "int", ["int", "int"]);
const CLONE_NEWNET = 0x40000000;

/** This thread's own network namespace, open for good. It is ours: keeping it keeps no student's alive. */
const ownFd = openTrusted("/proc/thread-self/ns/net", O_RDONLY);

/** The namespace that network reading starts from and returns to. */
export const ownNetworkNamespace = (): number => ownFd;

/**
 * Runs `work` with this thread in the network namespace that a descriptor names (setns(2)); sockets made and children started by then belong
 * to it. Other threads stay where they are. Never lets this process go on in a student's namespace: if it cannot return it ends.
 * @throws SystemError when it cannot be entered
 */
export function insideNetwork<T>(namespaceFd: number, work: () => T): T {
  if ((setns(namespaceFd, CLONE_NEWNET) as number) < 0) fail("setns");
  try {
    return work();
  } finally {
    if ((setns(ownFd, CLONE_NEWNET) as number) < 0) {
      writeSync(2, "could not return from a sandbox's network namespace\n");
      process.kill(process.pid, "SIGKILL");
    }
  }
}
