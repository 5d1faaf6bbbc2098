import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs work while holding flock(2) on a file, so that two starts do not build the same thing at once. The lock is held by a child
 * (`flock FILE cat`) that ends with our pipe: the kernel frees it however we die. The file stays; only the lock matters.
 */
export async function withFileLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const holder = spawn("flock", ["--exclusive", file, "cat"], { stdio: ["pipe", "pipe", "inherit"], detached: true });
  const ended = once(holder, "exit");
  const waiting = setTimeout(onWait, 500);
  try {
    holder.stdin.on("error", () => undefined);
    holder.stdin.write("locked\n");
    const first = await Promise.race([once(holder.stdout, "data"), ended.then(() => null)]);
    if (first === null) throw new Error(`flock could not lock ${file}`);
    clearTimeout(waiting);
    return await work();
  } finally {
    clearTimeout(waiting);
    holder.stdin.end();
    await ended;
  }
}
