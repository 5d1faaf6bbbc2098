import { isRunning } from "../runtime/process-identity.ts";
import type { HostParts } from "./host-parts.ts";
import type { Log } from "./log.ts";
import type { SandboxRecord } from "./sandbox-record.ts";

/** A link that goes again and again (its student may delete it) is made anew no more often than this. */
const RELINK_EVERY_MS = 30_000;

/** A sandbox whose link is looked after. relinkedAt: when it was made anew last. */
export type Linked = { record: SandboxRecord; relinkedAt?: number };

/** Makes bridge, firewall and every running sandbox's link anew where they are gone. inTurn: nothing else is done to that sandbox meanwhile. */
export async function tendNetwork<E extends Linked>(
  { network }: HostParts,
  entries: Iterable<E>,
  inTurn: (entry: E, work: () => Promise<void>) => Promise<void>,
  log: Log,
): Promise<void> {
  const relink = async (entry: E) => {
    const { id, init, slot, state } = entry.record;
    if (state !== "running" || !init || !(await isRunning(init))) return;
    entry.relinkedAt = Date.now();
    try {
      await network.prepare(slot);
      await network.connect(slot, init.pid);
      log.warn({ sandbox: id }, "its network link was gone or unplugged; it was made anew");
    } catch (error) {
      log.warn({ sandbox: id, error: String(error) }, "its network link is gone and could not be made anew");
    }
  };
  await network.repair();
  for (const entry of entries) {
    if (entry.record.state !== "running" || Date.now() < (entry.relinkedAt ?? 0) + RELINK_EVERY_MS) continue;
    if ((await network.linkState(entry.record.slot)) !== "fine") await inTurn(entry, () => relink(entry));
  }
}
