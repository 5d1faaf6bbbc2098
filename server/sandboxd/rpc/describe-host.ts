import { release } from "node:os";
import type { HostFacts } from "../../../lib/contract/sandbox.ts";
import type { Sandboxes } from "../sandboxes/sandboxes.ts";
import { readHostFeatures } from "../system/host-features.ts";

/** Answers what this host is and can; features are probed once, since a kernel does not learn. */
export function createHostDescription(sandboxes: Sandboxes, warnings: string[]): () => Promise<HostFacts> {
  let features: ReturnType<typeof readHostFeatures> | undefined;
  return async () => {
    features ??= readHostFeatures().catch((error) => {
      features = undefined; // asked again next time
      throw error;
    });
    return {
      ...sandboxes.host,
      kernel: release(),
      capacity: { ...sandboxes.capacity, running: sandboxes.list().length },
      features: await features,
      warnings,
    };
  };
}
