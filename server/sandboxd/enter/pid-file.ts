import { readFile } from "node:fs/promises";

/** The host pid that a runtime wrote, null while it has not. */
export async function readPidFile(pidFile: string): Promise<number | null> {
  const text = await readFile(pidFile, "utf8").catch(() => "");
  return /^\d+\s*$/.test(text) ? Number(text) : null;
}

/** Waits for the runtime to write a pid; null when abandoned() says that it never will. @throws Error after 20 s */
export async function awaitPid(pidFile: string, abandoned: () => boolean): Promise<number | null> {
  const until = Date.now() + 20_000;
  for (let pause = 1; ; pause = Math.min(pause * 1.5, 20)) {
    const given = abandoned();
    const pid = await readPidFile(pidFile);
    if (pid !== null || given) return pid;
    if (Date.now() > until) throw new Error("entering the sandbox took longer than 20 s");
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
