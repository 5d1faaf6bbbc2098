import { release } from "node:os";
import type { HostFacts } from "../../../lib/contract/sandbox.ts";
import type { Sandboxes } from "../sandboxes/sandboxes-contract.ts";
import { readHostFeatures } from "../system/host-features.ts";
import { readImageStatus, toImageFeatures, toImageProgress } from "../system/image-status.ts";

/**
 * Answers what this host is and can; features are probed once, since a kernel does not learn, and images are looked for each time.
 * @param imageStatus the file in which a builder of images says how far it is
 */
export function createHostDescription(sandboxes: Sandboxes, warnings: string[], imageStatus: string): () => Promise<HostFacts> {
  let features: ReturnType<typeof readHostFeatures> | undefined;
  return async () => {
    features ??= readHostFeatures().catch((error) => {
      features = undefined; // asked again next time
      throw error;
    });
    const images = await readImageStatus(imageStatus);
    return {
      ...sandboxes.host,
      kernel: release(),
      capacity: { ...sandboxes.capacity, running: sandboxes.list().length, ready: sandboxes.countReady() },
      features: [...(await features), ...toImageFeatures(images ?? [])],
      ...(images === null ? {} : { images: toImageProgress(images) }),
      warnings,
    };
  };
}
