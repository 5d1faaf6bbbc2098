import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open } from "node:fs/promises";
import type { Settings } from "../../config.ts";
import { CLEAN_ENV } from "./run.ts";

/** Somebody else works with this name or this state: the message is one sentence, the cure another. */
export class InstanceInUse extends Error {
  readonly cure: string;
  constructor(problem: string, cure: string) {
    super(problem);
    this.name = "InstanceInUse";
    this.cure = cure;
  }
}

/** A file handle that nobody refers to is closed, and its lock with it. */
const kept = new Set<AsyncDisposable>();

/**
 * Makes this process the only one that works with the instance's name (its links, tables and cgroups) and its state (its disks and
 * records), until it is disposed of or this process ends, however that comes about.
 * @throws InstanceInUse when another process has one of them for waitSeconds more
 */
export async function holdInstance({ name, state }: Pick<Settings, "name" | "state">, waitSeconds = 0): Promise<AsyncDisposable> {
  await using locks = new AsyncDisposableStack();
  await mkdir(state, { recursive: true, mode: 0o711 });
  locks.use(
    await lock(`${state}/sandboxd.lock`, `process ${process.pid}, name ${name}`, waitSeconds, (holder) => [
      `another sandboxd (${holder}) works with ${state}`,
      "stop it, or give this one its own GLASSBOX_STATE",
    ]),
  );
  locks.use(
    await lock(`/run/glassbox-${name}.lock`, `process ${process.pid}, ${state}`, waitSeconds, (holder) => [
      `another Glassbox (${holder}) works under the name ${name}`,
      "stop it, or give this one its own GLASSBOX_NAME, GLASSBOX_STATE and GLASSBOX_SUBNET",
    ]),
  );
  const held = locks.move();
  kept.add(held);
  held.defer(async () => void kept.delete(held));
  return held;
}

/**
 * flock(2) belongs to the open file, which flock(1) shares with us for a moment: the lock is ours until we close it, and no other program
 * inherits it (O_CLOEXEC). The file stays; only the lock matters. Its text is for whoever finds it taken.
 */
async function lock(path: string, who: string, waitSeconds: number, refuse: (holder: string) => [string, string]) {
  const file = await open(path, "a+", 0o600);
  try {
    const flock = spawn("flock", ["--exclusive", "--timeout", String(waitSeconds), "3"], {
      env: CLEAN_ENV as Record<string, string> as NodeJS.ProcessEnv,
      stdio: ["ignore", "ignore", "ignore", file.fd],
    });
    const [exitCode] = await once(flock, "exit");
    if (exitCode !== 0) throw new InstanceInUse(...refuse((await file.readFile("utf8")) || "of unknown origin"));
    await file.truncate(0);
    await file.appendFile(who).catch(() => undefined); // a full disk: the lock holds without its text
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
