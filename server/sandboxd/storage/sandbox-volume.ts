import { chmod, chown, cp, lchown, mkdir, readdir } from "node:fs/promises";
import { BOUND_DIRECTORIES } from "../runtime/oci-spec.ts";
import { layOutEngine } from "./engine-volume.ts";

/** A sandbox's directories on the pool. */
export type SandboxVolume = { path: string; upper: string; work: string; engine: string };

/** Directories inside with a mode of their own; the others are 0755. */
const MODES: Record<string, number> = { "/root": 0o700 };

export const toVolume = (path: string): SandboxVolume => ({
  path,
  upper: `${path}/upper`,
  work: `${path}/work`,
  engine: `${path}/engine`,
});

/**
 * Fills a fresh volume: the overlay's upper and work, and the directories that are bound over the root, with what the root file system has
 * in them (/root's dot files), owned by the sandbox's root. What an engine keeps may be there already, from a template.
 */
export async function layOutVolume(volume: SandboxVolume, rootfs: string, uidBase: number, engineUid: number): Promise<void> {
  // Only the sandbox's own group gets in: files in here may be set-uid to ids that mean nothing on the host.
  await chown(volume.path, 0, uidBase);
  await chmod(volume.path, 0o710);
  for (const directory of [volume.upper, volume.work]) {
    await mkdir(directory, { mode: 0o755 });
    await chown(directory, uidBase, uidBase);
  }
  await layOutEngine(volume.engine, engineUid);
  await Promise.all(
    Object.entries(BOUND_DIRECTORIES).map(async ([inside, name]) => {
      const target = `${volume.path}/${name}`;
      await mkdir(target);
      if ((await readdir(`${rootfs}${inside}`).catch(() => [])).length > 0) {
        await cp(`${rootfs}${inside}`, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
      }
      await shiftOwners(target, uidBase);
      await chmod(target, MODES[inside] ?? 0o755);
    }),
  );
}

/** Gives a copied skeleton to the sandbox's root. It came from our own root file system and nobody has entered yet, so it can be walked by path. */
async function shiftOwners(directory: string, uid: number): Promise<void> {
  await chown(directory, uid, uid);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) await shiftOwners(path, uid);
    else await lchown(path, uid, uid);
  }
}
