import { statfsSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import type { Settings } from "../../config.ts";
import { allOrNothing } from "../system/all-or-nothing.ts";
import { run } from "../system/run.ts";
import { toEngineUid } from "./engine-volume.ts";
import { mountPool, unmountPool } from "./pool.ts";
import { type DiskUse, findQuota, readQuota } from "./read-quota.ts";
import { layOutVolume, type SandboxVolume, toVolume } from "./sandbox-volume.ts";
import { openTemplates, type Templates } from "./templates.ts";

export type StorageKind = "btrfs" | "directory";
export type VolumeWish = {
  rootfs: string;
  uidBase: number;
  diskMiB: number;
  /** Path of a template that it begins as. */
  template?: string | null;
};
export type Storage = {
  readonly kind: StorageKind;
  /** null where the kernel has no btrfs. */
  readonly templates: Templates | null;
  /** Makes a sandbox's volume with its disk limit. A volume left over under this id is thrown away first. */
  createVolume(id: string, wish: VolumeWish): Promise<SandboxVolume>;
  /** Nothing there is fine. */
  destroyVolume(id: string): Promise<void>;
  /** Bytes that may still be written: into the pool, and by the pool onto the disk it lies on. Answers at once. */
  freeBytes(): { pool: number; disk: number };
  /** What a sandbox uses of its disk limit, null where none bounds it. */
  readDisk(id: string): Promise<DiskUse | null>;
  /** Asks for the space of destroyed volumes now; btrfs gives it back by itself within half a minute. */
  reclaim(): Promise<void>;
  /** Names that have a volume. */
  listVolumes(): Promise<string[]>;
  /** Unmounts the pool; every sandbox must be gone. */
  close(): Promise<void>;
};

/**
 * Opens where sandboxes keep their files: STATE/pool, a btrfs pool with a quota per sandbox, or plain directories where the kernel has no
 * btrfs (disk is then not bounded).
 * @throws Error when btrfs was asked for and this kernel has none
 */
export async function openStorage(settings: Settings): Promise<Storage> {
  const mountpoint = `${settings.state}/pool`;
  const image = `${settings.state}/pool.img`;
  await mkdir(settings.state, { recursive: true, mode: 0o711 });
  const kind = await chooseKind(settings.storage);
  if (kind === "btrfs") await mountPool(image, mountpoint, settings.poolGiB);
  const root = kind === "btrfs" ? `${mountpoint}/sandboxes` : `${settings.state}/volumes`;
  await mkdir(root, { recursive: true, mode: 0o711 });
  const volumeOf = (id: string) => toVolume(`${root}/${id}`);
  const templates = kind === "btrfs" ? await openTemplates(`${mountpoint}/templates`, volumeOf) : null;

  /** None when the pool is not mounted any more, or broke off when the disk below was full: the next start finds them again. */
  const listVolumes = () =>
    readdir(root).catch((error: NodeJS.ErrnoException): string[] => {
      if (error.code !== "ENOENT" && error.code !== "EIO") throw error;
      return [];
    });
  const quotas = new Map<string, string | null>();
  const destroyVolume = async (id: string) => {
    quotas.delete(id);
    if (!(await listVolumes()).includes(id)) return;
    if (kind === "btrfs") await deleteSubvolume(`${root}/${id}`, mountpoint);
    else await rm(`${root}/${id}`, { recursive: true, force: true });
  };
  return {
    kind,
    templates,
    async createVolume(id, { rootfs, uidBase, diskMiB, template = null }) {
      await destroyVolume(id);
      const volume = volumeOf(id);
      if (kind === "btrfs") {
        await run("btrfs", ["subvolume", ...(template === null ? ["create"] : ["snapshot", template]), volume.path]);
      } else await mkdir(volume.path, { mode: 0o755 });
      await allOrNothing([
        layOutVolume(volume, rootfs, uidBase, toEngineUid(settings)),
        kind === "btrfs" ? run("btrfs", ["qgroup", "limit", `${diskMiB}M`, volume.path]) : Promise.resolve(),
      ]);
      return volume;
    },
    destroyVolume,
    freeBytes: () => ({ pool: readFree(root), disk: readFree(settings.state) }),
    async readDisk(id) {
      if (kind !== "btrfs") return null;
      const known = quotas.get(id);
      const quota = known === undefined ? await findQuota(image, `${root}/${id}`) : known;
      if (known === undefined) quotas.set(id, quota);
      return quota === null ? null : readQuota(quota);
    },
    async reclaim() {
      // BTRFS_IOC_SYNC wakes the cleaner, which frees deleted subvolumes.
      if (kind === "btrfs") await run("btrfs", ["filesystem", "sync", mountpoint]);
    },
    listVolumes,
    async close() {
      if (kind === "btrfs") await unmountPool(image, mountpoint);
    },
  };
}

async function chooseKind(wish: Settings["storage"]): Promise<StorageKind> {
  if (wish === "directory") return "directory";
  // A module that is not loaded yet is not listed; loading it may not be possible, which the second look decides.
  if (!(await hasBtrfs())) await run("modprobe", ["btrfs"]).catch(() => undefined);
  if (await hasBtrfs()) return "btrfs";
  if (wish === "auto") return "directory";
  throw new Error(
    "this kernel has no btrfs: set GLASSBOX_STORAGE=directory (disk use is then not bounded) or use another kernel",
  );
}

function readFree(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

const hasBtrfs = async () => /\tbtrfs$/m.test(await readFile("/proc/filesystems", "utf8"));

/** Students may make subvolumes inside theirs; those go first. */
async function deleteSubvolume(path: string, mountpoint: string): Promise<void> {
  const { stdout } = await run("btrfs", ["subvolume", "list", "-o", path]);
  const below = stdout
    .split("\n")
    .map((line) => / path (.+)$/.exec(line)?.[1])
    .filter((name) => name !== undefined)
    .toReversed();
  for (const name of below) await run("btrfs", ["subvolume", "delete", `${mountpoint}/${name}`]);
  await run("btrfs", ["subvolume", "delete", path]);
}
