import { chmod, mkdir, open, readdir, readFile } from "node:fs/promises";
import { CommandError, run } from "../system/run.ts";
import { readMountpointsUnder, unmountUnder } from "./mounts.ts";

/**
 * The btrfs pool: STATE/pool.img, a sparse file, mounted at STATE/pool. Every step looks first, so a start after a crash takes over what is
 * there: a mounted pool as it is, an attached loop device instead of a second one, a made file system instead of a new one.
 */
export async function mountPool(image: string, mountpoint: string, sizeGiB: number): Promise<void> {
  await mkdir(mountpoint, { recursive: true, mode: 0o711 });
  if ((await readMountpointsUnder(mountpoint)).includes(mountpoint)) return;
  await growImage(image, sizeGiB * 1024 ** 3);
  if (!(await hasFileSystem(image))) await run("mkfs.btrfs", ["--quiet", "--force", "--metadata", "single", image]);
  const device = (await findLoop(image)) ?? (await attachLoop(image));
  await run("mount", ["-t", "btrfs", "-o", "noatime", device, mountpoint]);
  await run("btrfs", ["filesystem", "resize", "max", mountpoint]);
  await chmod(mountpoint, 0o711);
  await enableQuota(mountpoint);
}

/** Unmounts the pool and gives its loop device back. Idempotent. */
export async function unmountPool(image: string, mountpoint: string): Promise<void> {
  await unmountUnder(mountpoint);
  const device = await findLoop(image);
  if (device) await run("losetup", ["--detach", device]);
}

/** Makes the sparse file, or makes it longer when the operator asked for more; never shorter. */
async function growImage(image: string, bytes: number): Promise<void> {
  await using file = await open(image, "a", 0o600);
  if ((await file.stat()).size < bytes) await file.truncate(bytes);
}

/** btrfs superblock: magic "_BHRfS_M" at 64 KiB + 64 bytes. */
async function hasFileSystem(image: string): Promise<boolean> {
  await using file = await open(image, "r");
  const magic = Buffer.alloc(8);
  await file.read(magic, 0, 8, 0x10040);
  return magic.toString("latin1") === "_BHRfS_M";
}

/** The loop device that already shows this file, from /sys/block. */
export async function findLoop(image: string): Promise<string | undefined> {
  for (const name of await readdir("/sys/block")) {
    if (!name.startsWith("loop")) continue;
    const backing = await readFile(`/sys/block/${name}/loop/backing_file`, "utf8").catch(() => "");
    if (backing.trim() === image) return `/dev/${name}`;
  }
  return undefined;
}

async function attachLoop(image: string): Promise<string> {
  const { stdout } = await run("losetup", ["--find", "--show", image]);
  return stdout.trim();
}

/** Simple quotas (Linux 6.7) cost next to nothing; older kernels count extents, which is slower and bounds as well. */
async function enableQuota(mountpoint: string): Promise<void> {
  try {
    await run("btrfs", ["quota", "enable", "--simple", mountpoint]);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    await run("btrfs", ["quota", "enable", mountpoint]);
  }
}
