import { readdir } from "node:fs/promises";
import { listCgroups } from "../runtime/cgroup-tree.ts";
import { removeSandbox } from "./build-sandbox.ts";
import type { HostParts } from "./host-parts.ts";
import type { Log } from "./log.ts";
import type { SandboxRecord } from "./sandbox-record.ts";

/**
 * Frees what carries our prefix or lies in our state and belongs to no record: runtime entries, bundles with their mounts, cgroups,
 * volumes and links. Only our own NAME and STATE are ever looked at. One that cannot be freed is reported and does not stop the others.
 */
export async function collectOrphans(parts: HostParts, known: Pick<SandboxRecord, "body" | "slot">[], log: Log): Promise<void> {
  const bodies = new Set(known.map((record) => record.body));
  const slots = new Set(known.map((record) => record.slot));
  const found = await Promise.all([
    parts.runtime.list(),
    readdir(`${parts.settings.state}/bundles`).catch(() => []),
    listCgroups(parts.hierarchies, parts.settings.name),
    parts.storage.listVolumes(),
  ]);
  for (const body of new Set(found.flat())) {
    if (bodies.has(body)) continue;
    log.warn({ body }, "collecting what is left of a sandbox without a record");
    await removeSandbox(parts, body, undefined).catch((error) =>
      log.error({ body, error: String(error) }, "could not collect it"),
    );
  }
  for (const slot of await parts.network.listSlots()) {
    if (slots.has(slot)) continue;
    log.warn({ slot }, "collecting a link without a record");
    await parts.network.disconnect(slot).catch((error) => log.error({ slot, error: String(error) }, "could not collect it"));
  }
}
