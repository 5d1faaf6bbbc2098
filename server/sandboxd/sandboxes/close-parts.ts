import { removeSharedCgroup } from "../runtime/cgroup-tree.ts";
import { readMountpointsUnder } from "../storage/mounts.ts";
import { collectOrphans } from "./collect-orphans.ts";
import type { HostParts } from "./host-parts.ts";
import type { Log } from "./log.ts";
import type { SandboxRecord } from "./sandbox-record.ts";
import { failuresOf } from "./within.ts";

/** What a stuck sandbox still stands on is left to the next start; its way to the network is not. */
export async function closeParts(parts: HostParts, stuck: SandboxRecord[], log: Log): Promise<void> {
  const problems = await failuresOf([collectOrphans(parts, stuck, log)]);
  problems.push(...(await failuresOf([parts.network.close()])));
  if ((await readMountpointsUnder(`${parts.settings.state}/bundles`)).length === 0) {
    await removeSharedCgroup(parts.hierarchies, parts.settings.name);
    problems.push(...(await failuresOf([parts.storage.close()])));
  }
  if (problems.length > 0) throw new Error(problems.join("; "));
}
