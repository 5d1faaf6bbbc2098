import { readFile } from "node:fs/promises";
import { type ImageProgress, type ImageState, ImageStatus } from "../../../lib/contract/image-status.ts";
import type { HostFeature } from "../../../lib/contract/sandbox.ts";

/**
 * What the builder of the offline images last said; null when none has ever begun. A builder that died in the middle builds no longer,
 * whatever its file says.
 */
export async function readImageStatus(path: string): Promise<ImageState[] | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const { builder, images } = ImageStatus.parse(JSON.parse(text));
  return builder !== null && isAlive(builder) ? images : images.map(toIdle);
}

/** kill(2) with signal 0 asks only. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const toIdle = (image: ImageState): ImageState => {
  if (image.state === "building" || (image.state === "waiting" && image.reason === null))
    return { ...image, state: "waiting", reason: "it is not built; on the host: npm run images" };
  return image;
};

export const toImageProgress = (images: readonly ImageState[]): ImageProgress => ({
  ready: images.filter(({ state }) => state === "ready").length,
  total: images.length,
  building: images.find(({ state }) => state === "building")?.name ?? null,
  problem: images.find(({ state }) => state === "failed")?.reason ?? null,
});

/** image:NAME for each image, so that a lab can require it. */
export function toImageFeatures(images: readonly ImageState[]): HostFeature[] {
  const { ready, total } = toImageProgress(images);
  const reasonOf = ({ name, state, reason }: ImageState): string | null => {
    if (state === "ready") return null;
    if (state === "building") return `the image ${name} is being built right now (${ready} of ${total} images are ready)`;
    return `the image ${name}: ${reason ?? `waits to be built (${ready} of ${total} images are ready)`}`;
  };
  return images.map((image) => ({ id: `image:${image.name}`, available: image.state === "ready", reason: reasonOf(image) }));
}
