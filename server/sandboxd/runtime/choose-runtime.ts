import { readFile } from "node:fs/promises";
import { run } from "../system/run.ts";
import { type CgroupMode, readHierarchies, toCgroupMode } from "./cgroup-mode.ts";

export type RuntimeKind = "runc" | "crun";

/** crun is lighter but refuses hosts with v1 controllers; runc takes both. */
export const toRuntimeKind = (wish: "auto" | RuntimeKind, mode: CgroupMode): RuntimeKind =>
  wish === "auto" ? (mode === "v2" ? "crun" : "runc") : wish;

/** Hard limit of open files in a /proc/PID/limits text; "unlimited" comes out as Infinity. */
export function parseOpenFilesLimit(limits: string): number {
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1];
  if (!hard) throw new Error("no 'Max open files' in /proc/self/limits");
  return hard === "unlimited" ? Number.POSITIVE_INFINITY : Number(hard);
}

/** Open files a process of a sandbox may have. */
const MAX_OPEN_FILES = 65536;

export type ChosenRuntime = { kind: RuntimeKind; version: string; mode: CgroupMode; openFiles: number };

/**
 * Picks the runtime for this host and proves that it runs.
 * @throws Error with the cure when it is not installed
 */
export async function chooseRuntime(wish: "auto" | RuntimeKind): Promise<ChosenRuntime> {
  const mode = toCgroupMode(await readHierarchies());
  const kind = toRuntimeKind(wish, mode);
  const { stdout } = await run(kind, ["--version"]).catch((cause) => {
    throw new Error(`${kind} is needed to run sandboxes: apt-get install ${kind}`, { cause });
  });
  // Raising a hard limit takes CAP_SYS_RESOURCE, which root on some virtual machines has not, so never wish for more than there is.
  const openFiles = Math.min(MAX_OPEN_FILES, parseOpenFilesLimit(await readFile("/proc/self/limits", "utf8")));
  return { kind, version: stdout.split("\n")[0]?.trim() ?? kind, mode, openFiles };
}
