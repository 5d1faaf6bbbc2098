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

/**
 * Takes the lock for as long as this process lives, or answers null when somebody else has it. Frees itself by the kernel's hand when we die.
 */
export async function tryFileLock(file: string): Promise<{ release(): void } | null> {
  const holder = spawn("flock", ["--exclusive", "--nonblock", file, "cat"], {
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
  const ended = once(holder, "exit").then(() => null);
  holder.stdin.on("error", () => undefined);
  holder.stdin.write("locked\n");
  const first = await Promise.race([once(holder.stdout, "data"), ended]);
  if (first === null) return null;
  holder.unref();
  return { release: () => holder.stdin.end() };
}
