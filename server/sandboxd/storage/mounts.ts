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

/** Unmounts everything at or below a directory, last mounted first. Nothing mounted is fine. */
export async function unmountUnder(directory: string): Promise<void> {
  const mounted = (await readMountpointsUnder(directory)).toReversed();
  // umount takes several targets in order and keeps the namespace's list small in one process.
  if (mounted.length > 0) await run("umount", ["--no-canonicalize", ...mounted]);
}
