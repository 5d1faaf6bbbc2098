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

/** A directory seen at another place, where what `from` owns on the disk belongs to `to`, and so on for `range` ids. */
export type IdmappedBind = { source: string; target: string; from: number; to: number; range: number };

/**
 * argv that binds a directory with its owners moved to a sandbox's range (an idmapped mount, mount_setattr(2)). Debian 12's own `mount`
 * cannot do that, the root file system's can, so it runs on the host through the loader it came with.
 */
export function toIdmapMount(rootfs: string, loader: string, bind: IdmappedBind): [string, string[]] {
  const { source, target, from, to, range } = bind;
  const libraries = [`${rootfs}/usr/lib`, loader.slice(0, loader.lastIndexOf("/"))].join(":");
  return [
    loader,
    [
      ...["--library-path", libraries, `${rootfs}/usr/bin/mount`, "--bind"],
      ...["-o", `X-mount.idmap=b:${from}:${to}:${range}`, source, target],
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

/** Binds a directory with its owners moved. rootfs: where the mount(8) that can do that is. */
export async function mountIdmapped(rootfs: string, bind: IdmappedBind): Promise<void> {
  await run(...toIdmapMount(rootfs, await findLoader(rootfs), bind));
}

/** Mounts a sandbox's root: its own upper over the shifted root file system. */
export async function mountOverlay(lower: string, upper: string, work: string, target: string): Promise<void> {
  const options = `nodev,lowerdir=${lower},upperdir=${upper},workdir=${work}`;
  await run("mount", ["-t", "overlay", "-o", options, "overlay", target]);
}
