import { readdir, realpath } from "node:fs/promises";
import type { Settings } from "../../config.ts";
import { run } from "../system/run.ts";

/**
 * The root file system all sandboxes share: the directory that CACHE/rootfs-current points to.
 * @throws Error with the cure when none was built yet
 */
export async function currentRootfs(settings: Settings): Promise<string> {
  const link = `${settings.cache}/rootfs-current`;
  return realpath(link).catch((cause) => {
    throw new Error(`${link} does not exist: run "npm start" once, it builds the root file system`, { cause });
  });
}

/**
 * argv that binds the shared root file system with its owners moved to a sandbox's range (an idmapped mount, mount_setattr(2)). Debian 12's
 * own `mount` cannot do that, the root file system's can, so it runs on the host through the loader it came with.
 */
export function toIdmapMount(rootfs: string, loader: string, target: string, uidBase: number, range: number): [string, string[]] {
  const libraries = [`${rootfs}/usr/lib`, loader.slice(0, loader.lastIndexOf("/"))].join(":");
  return [
    loader,
    [
      ...["--library-path", libraries, `${rootfs}/usr/bin/mount`, "--bind"],
      ...["-o", `X-mount.idmap=b:0:${uidBase}:${range}`, rootfs, target],
    ],
  ];
}

/** The dynamic loader of a Debian root file system: ROOTFS/usr/lib/TRIPLET/ld-linux-*. */
async function findLoader(rootfs: string): Promise<string> {
  for (const triplet of await readdir(`${rootfs}/usr/lib`)) {
    if (!triplet.endsWith("-linux-gnu")) continue;
    const loader = (await readdir(`${rootfs}/usr/lib/${triplet}`)).find((name) => name.startsWith("ld-linux"));
    if (loader) return `${rootfs}/usr/lib/${triplet}/${loader}`;
  }
  throw new Error(`${rootfs} has no dynamic loader in usr/lib: rebuild the root file system`);
}

/** Binds the root file system, shifted to the sandbox's ids, at target. */
export async function mountIdmapped(rootfs: string, target: string, uidBase: number, range: number): Promise<void> {
  await run(...toIdmapMount(rootfs, await findLoader(rootfs), target, uidBase, range));
}

/** Mounts a sandbox's root: its own upper over the shifted root file system. */
export async function mountOverlay(lower: string, upper: string, work: string, target: string): Promise<void> {
  const options = `nodev,lowerdir=${lower},upperdir=${upper},workdir=${work}`;
  await run("mount", ["-t", "overlay", "-o", options, "overlay", target]);
}
