import { chmod, chown, mkdir } from "node:fs/promises";
import type { Settings } from "../../config.ts";
import { ENGINE_DIRECTORIES, UID_RANGE } from "../runtime/oci-spec.ts";

/** An instance has fewer slots than that (network/address-plan.ts). */
const ABOVE_ALL_SLOTS = 10_000;

/**
 * Owner, on the disk, of what the root of any sandbox has its engine keep. Images that lie there once can then belong to the root of every
 * sandbox, each of whom sees them through an idmapped mount (mount_setattr(2)). No process ever runs with an id of this range.
 */
export const toEngineUid = ({ uidBase }: Pick<Settings, "uidBase">): number => uidBase + ABOVE_ALL_SLOTS * UID_RANGE;

/** Modes that dockerd itself gives its directory. */
const MODES: Record<string, number> = { "/var/lib/docker": 0o710 };

/** Makes what is missing of an engine's directories; what a template had in them stays as it was. */
export async function layOutEngine(engine: string, uid: number): Promise<void> {
  if ((await mkdir(engine, { recursive: true, mode: 0o755 })) !== undefined) await chown(engine, uid, uid);
  for (const [inside, name] of Object.entries(ENGINE_DIRECTORIES)) {
    const path = `${engine}/${name}`;
    if ((await mkdir(path, { recursive: true })) === undefined) continue;
    await chown(path, uid, uid);
    await chmod(path, MODES[inside] ?? 0o755);
  }
}
