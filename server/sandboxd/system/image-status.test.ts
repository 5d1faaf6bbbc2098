import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ImageState } from "../../../lib/contract/image-status.ts";
import { readImageStatus, toImageFeatures, toImageProgress } from "./image-status.ts";

const image = (name: string, state: ImageState["state"], reason: string | null = null): ImageState => ({
  ...{ name, state, reason, references: [`${name}:latest`] },
  ...{ bytes: null, unpackedBytes: null, seconds: null },
});
const images = [image("debian", "ready"), image("nginx", "building"), image("app", "failed", "no network")];

test("progress counts what is ready, and names what is being built and what is in the way", () => {
  expect(toImageProgress(images)).toEqual({ ready: 1, total: 3, building: "nginx", problem: "no network" });
});

test("each image is a feature that a lab can require; one that is not there says why", () => {
  expect(toImageFeatures(images)).toEqual([
    { id: "image:debian", available: true, reason: null },
    { id: "image:nginx", available: false, reason: "the image nginx is being built right now (1 of 3 images are ready)" },
    { id: "image:app", available: false, reason: "the image app: no network" },
  ]);
});

test("a builder that died builds no longer, whatever its file says", async () => {
  await using directory = await mkdtempDisposable(join(tmpdir(), "glassbox-status-"));
  const path = join(directory.path, "status.json");
  const stateOf = async (builder: number | null) => {
    await writeFile(path, JSON.stringify({ builder, images }));
    return (await readImageStatus(path))!.map(({ state }) => state);
  };
  expect(await readImageStatus(path)).toBeNull();
  expect(await stateOf(process.pid)).toEqual(["ready", "building", "failed"]);
  // Beyond the largest pid that Linux gives (PID_MAX_LIMIT, 4,194,304).
  expect(await stateOf(4_194_305)).toEqual(["ready", "waiting", "failed"]);
  expect(await stateOf(null)).toEqual(["ready", "waiting", "failed"]);
});
