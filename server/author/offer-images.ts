import { join } from "node:path";
import type { HostFeature } from "../../lib/contract/sandbox.ts";
import type { Settings } from "../config.ts";
import { buildImages } from "../launcher/images/build-images.ts";
import { planImages, selectImages } from "../launcher/images/plan-images.ts";
import { registryAddress, serveImages } from "../launcher/images/serve-images.ts";
import { answersAt, untilReady } from "../launcher/services/ready.ts";
import { step } from "../launcher/steps.ts";

const REPO = join(import.meta.dirname, "../..");
const PREFIX = "image:";
const READY_MS = 30_000;
const STOP_MS = 5_000;

export type OfferedImages = {
  /** What labs may require, as features: an image that could not be built is not available, with the reason. */
  features: HostFeature[];
  stop(): Promise<void>;
};

/**
 * Builds the offline images that labs require, where they are not in the cache, and serves them to the sandboxes of this run; does nothing
 * where no image is required. The sandboxd of these settings must answer already.
 */
export async function offerImages(settings: Settings, requires: readonly string[], signal: AbortSignal): Promise<OfferedImages> {
  const all = await planImages(REPO);
  const named = all.map(({ name }) => name).filter((name) => requires.includes(`${PREFIX}${name}`));
  if (named.length === 0)
    return { features: all.map(({ name }) => toFeature(name, "no lab asks for it")), stop: async () => undefined };
  const states = await buildImages(REPO, settings, all, selectImages(all, named), {
    signal,
    step: (image, work) => step(`image ${image.name}`, work),
  });
  const registry = await serveImages(settings);
  const stop = async () => void (await registry.stop("SIGTERM", STOP_MS));
  try {
    await untilReady(registry, () => answersAt(`${registryAddress(settings)}/v2/`), READY_MS, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    features: states.map(({ name, state, reason }) => toFeature(name, state === "ready" ? null : (reason ?? "not built"))),
    stop,
  };
}

const toFeature = (name: string, reason: string | null): HostFeature => ({
  id: `${PREFIX}${name}`,
  available: reason === null,
  reason,
});
