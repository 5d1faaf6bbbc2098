import { readFile } from "node:fs/promises";
import { run } from "../system/run.ts";

/** mountinfo escapes space, tab, newline and backslash as three octal digits (proc_pid_mountinfo(5)). */
const unescapeField = (field: string) =>
  field.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));

/** Mount points at or below a directory, in the order they were mounted. */
export const parseMountpointsUnder = (mountinfo: string, directory: string): string[] =>
  mountinfo
    .split("\n")
    .map((line) => unescapeField(line.split(" ")[4] ?? ""))
    .filter((mountpoint) => mountpoint === directory || mountpoint.startsWith(`${directory}/`));

/** Mount points at or below a directory in our own mount namespace. */
export const readMountpointsUnder = async (directory: string): Promise<string[]> =>
  parseMountpointsUnder(await readFile("/proc/self/mountinfo", "utf8"), directory);

/** How long an unmount waits for whoever still has a file open: a mount namespace that is being torn down, or a reader of ours. */
const BUSY_FOR_MS = 1000;

/**
 * Unmounts everything at or below a directory, last mounted first. Nothing mounted is fine. What stays busy is detached: it is out of sight
 * at once and goes when its last user has.
 */
export async function unmountUnder(directory: string): Promise<void> {
  const end = Date.now() + BUSY_FOR_MS;
  for (;;) {
    const mounted = (await readMountpointsUnder(directory)).toReversed();
    if (mounted.length === 0) return;
    const lazy = Date.now() > end ? ["--lazy"] : [];
    // umount exits with 32 when a target is busy and 64 when only some were.
    const { exitCode } = await run("umount", ["--no-canonicalize", ...lazy, ...mounted], {
      expect: lazy.length > 0 ? [0] : [0, 32, 64],
    });
    if (exitCode === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
