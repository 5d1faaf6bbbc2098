import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSettings, type Settings } from "../../config.ts";
import { CommandError, run } from "../system/run.ts";
import { readMountpointsUnder } from "./mounts.ts";
import { currentRootfs } from "./rootfs.ts";
import { openStorage } from "./storage.ts";

let settings: Settings;
let rootfs = "";
beforeEach(async () => {
  await mkdir("/var/lib/glassbox-test", { recursive: true });
  settings = { ...readSettings(), state: await mkdtemp("/var/lib/glassbox-test/storage-"), poolGiB: 2 };
  await chmod(settings.state, 0o711);
  rootfs = await currentRootfs(settings);
});
afterEach(async () => {
  if ((await readMountpointsUnder(`${settings.state}/pool`)).length > 0) await (await openStorage(settings)).close();
  await rm(settings.state, { recursive: true, force: true });
});

const loops = async () =>
  (await run("losetup", ["--list", "--noheadings", "--output", "BACK-FILE"])).stdout
    .split("\n")
    .filter((file) => file.startsWith(settings.state));
/** Writes as the sandbox's root would: quotas do not bind the host's root. */
const writeAs = (uid: number, path: string, mib: number) =>
  run("setpriv", [
    ...[`--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"],
    ...["dd", "if=/dev/zero", `of=${path}/big`, "bs=1M", `count=${mib}`],
  ]);

describe("the storage of sandboxes", () => {
  it("is a sparse file that takes no more of the disk than is in it", async () => {
    const storage = await openStorage(settings);
    const { size, blocks } = await stat(`${settings.state}/pool.img`);
    expect([storage.kind, size]).toEqual(["btrfs", 2 * 1024 ** 3]);
    expect(blocks * 512).toBeLessThan(50 * 1024 ** 2);
    await storage.close();
  });

  it("is taken over by a second opening, whatever state a crash left it in", async () => {
    const first = await openStorage(settings);
    await first.createVolume("aaaaaaaaaaaa", { rootfs, uidBase: 300000, diskMiB: 64 });
    const second = await openStorage(settings);
    expect(await second.listVolumes()).toEqual(["aaaaaaaaaaaa"]);
    expect(await loops()).toHaveLength(1);
    // Unmounted, but its loop device still attached.
    await run("umount", [`${settings.state}/pool`]);
    const third = await openStorage(settings);
    expect(await third.listVolumes()).toEqual(["aaaaaaaaaaaa"]);
    expect(await loops()).toHaveLength(1);
    await third.close();
    await third.close();
    expect(await loops()).toEqual([]);
  });

  it("holds every volume to its own limit", async () => {
    const storage = await openStorage(settings);
    const small = await storage.createVolume("aaaaaaaaaaaa", { rootfs, uidBase: 300000, diskMiB: 64 });
    const other = await storage.createVolume("bbbbbbbbbbbb", { rootfs, uidBase: 365536, diskMiB: 64 });
    const refused = await writeAs(300000, `${small.path}/root`, 100).catch((error) => error);
    expect(refused).toBeInstanceOf(CommandError);
    expect(refused.stderr).toContain("Disk quota exceeded");
    await writeAs(365536, `${other.path}/root`, 30);
    await storage.close();
  });

  it("keeps one sandbox's ids out of another's volume", async () => {
    const storage = await openStorage(settings);
    const volume = await storage.createVolume("aaaaaaaaaaaa", { rootfs, uidBase: 300000, diskMiB: 64 });
    await expect(
      run("setpriv", ["--reuid=365536", "--regid=365536", "--clear-groups", "ls", `${volume.path}/home`]),
    ).rejects.toThrow("Permission denied");
    await storage.close();
  });

  it("throws away what was left under an id, and forgets a volume twice", async () => {
    const storage = await openStorage(settings);
    const volume = await storage.createVolume("aaaaaaaaaaaa", { rootfs, uidBase: 300000, diskMiB: 64 });
    await writeFile(`${volume.path}/root/old`, "old");
    await run("btrfs", ["subvolume", "create", `${volume.path}/root/students-own`]);
    await storage.createVolume("aaaaaaaaaaaa", { rootfs, uidBase: 300000, diskMiB: 64 });
    expect(await readdir(`${volume.path}/root`)).not.toContain("old");
    await storage.destroyVolume("aaaaaaaaaaaa");
    await storage.destroyVolume("aaaaaaaaaaaa");
    expect(await storage.listVolumes()).toEqual([]);
    await storage.close();
  });

  it("works with plain directories too, without a pool", async () => {
    settings.storage = "directory";
    const storage = await openStorage(settings);
    const volume = await storage.createVolume("aaaaaaaaaaaa", { rootfs, uidBase: 300000, diskMiB: 64 });
    expect(await readFile(`${volume.path}/root/.bashrc`, "utf8")).toBe(await readFile(`${rootfs}/root/.bashrc`, "utf8"));
    expect((await stat(`${volume.path}/root/.bashrc`)).uid).toBe(300000);
    await storage.destroyVolume("aaaaaaaaaaaa");
    expect([await storage.listVolumes(), await loops()]).toEqual([[], []]);
    await storage.close();
  });
});
