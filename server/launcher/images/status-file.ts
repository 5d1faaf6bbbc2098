import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ImageState, ImageStatus } from "../../../lib/contract/image-status.ts";
import { imageStatusPath, type Settings } from "../../config.ts";
import { LauncherError } from "../failure.ts";
import { toReferences } from "./image-manifest.ts";
import type { StoredImage } from "./image-store.ts";
import type { PlannedImage } from "./plan-images.ts";

export const toWaiting = (image: PlannedImage): ImageState => ({
  ...{ name: image.name, references: toReferences(image), state: "waiting" },
  ...{ bytes: null, unpackedBytes: null, seconds: null, reason: null },
});

export const toReady = (image: PlannedImage, { bytes, unpackedBytes, seconds }: StoredImage): ImageState => ({
  ...toWaiting(image),
  ...{ state: "ready", bytes, unpackedBytes, seconds },
});

export const toFailed = (image: PlannedImage, error: unknown): ImageState => {
  const reason = error instanceof LauncherError ? `${error.message}: ${error.cure}` : String(error);
  return { ...toWaiting(image), state: "failed", reason: reason.slice(0, 2000) };
};

/** In one rename: a reader sees the one before or the one after. */
export async function writeImageStatus(settings: Settings, status: ImageStatus): Promise<void> {
  const path = imageStatusPath(settings);
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  await writeFile(`${path}.${process.pid}`, JSON.stringify(status));
  await rename(`${path}.${process.pid}`, path);
}
