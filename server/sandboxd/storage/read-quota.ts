import { readdir, readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { run } from "../system/run.ts";
import { findLoop } from "./pool.ts";

/** Bytes. */
export type DiskUse = { usedBytes: number; limitBytes: number };

/**
 * What counts against the limit (fs/btrfs/qgroup.c, qgroup_check_limits): what is referenced, and what is reserved for data and metadata that
 * are not written yet.
 */
const COUNTED = ["referenced", "rsv_data", "rsv_meta_pertrans", "rsv_meta_prealloc"];

/** Files of /sys/fs/btrfs/FSID/qgroups/0_ID (Linux 5.9), each a number of bytes. max_referenced is 0 where there is no limit. */
export function toDiskUse(files: Readonly<Record<string, string>>): DiskUse | null {
  const limitBytes = Number(files.max_referenced ?? 0);
  if (!(limitBytes > 0)) return null;
  return { usedBytes: COUNTED.reduce((all, name) => all + Number(files[name] ?? 0), 0), limitBytes };
}

export async function readQuota(directory: string): Promise<DiskUse | null> {
  const names = [...COUNTED, "max_referenced"];
  const texts = await Promise.all(names.map((name) => readFile(`${directory}/${name}`, "utf8")));
  return toDiskUse(Object.fromEntries(names.map((name, at) => [name, texts[at]!])));
}

/** Where the kernel shows the quota group of a subvolume in the pool; null where this kernel does not. */
export async function findQuota(image: string, subvolume: string): Promise<string | null> {
  const device = await findLoop(image);
  if (!device) return null;
  const { stdout } = await run("btrfs", ["inspect-internal", "rootid", subvolume]);
  for (const fsid of await readdir("/sys/fs/btrfs")) {
    if (!(await exists(`/sys/fs/btrfs/${fsid}/devices/${basename(device)}`))) continue;
    const directory = `/sys/fs/btrfs/${fsid}/qgroups/0_${stdout.trim()}`;
    if (await exists(directory)) return directory;
  }
  return null;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
