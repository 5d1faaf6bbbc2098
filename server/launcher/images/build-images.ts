import { mkdir, rename, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { ImageState } from "../../../lib/contract/image-status.ts";
import { registryRoot, type Settings } from "../../config.ts";
import { withFileLock } from "../file-lock.ts";
import type { Tell } from "../steps.ts";
import { type AptOfHost, readAptOfHost } from "./apt-for-build.ts";
import { bringImage, buildImage, furnishWorkshop } from "./build-image.ts";
import type { Workshop } from "./buildah.ts";
import { NoImagesError, toImageFailure } from "./image-failure.ts";
import { toReferences } from "./image-manifest.ts";
import {
  imagesDirectory,
  makeWorkshop,
  pruneStore,
  readStoredImage,
  removeTree,
  type StoredImage,
  storeImage,
} from "./image-store.ts";
import type { PlannedImage } from "./plan-images.ts";
import { publishImage } from "./publish-image.ts";
import { toFailed, toReady, toWaiting, writeImageStatus } from "./status-file.ts";

/** What all images take while they are built: packages, root file systems, layers, archives. */
const BUILD_BYTES = 3e9;

export type BuildOptions = {
  /** Also those that are there. */
  again?: boolean;
  /** While people already work on this machine. */
  modest?: boolean;
  signal?: AbortSignal | undefined;
  /** Called when another builder has the lock. */
  onWait?: () => void;
  /** Runs one image's build and shows it. */
  step: <T>(image: PlannedImage, work: (tell: Tell) => Promise<T>) => Promise<T>;
};

/**
 * Builds what is missing of `wanted`, in order, and publishes each image the moment it is whole. One image's failure is its own and that of
 * those made from it; a full disk or a missing network ends all. What was built stays, what was half built goes.
 * @param all every image of the manifest, in order, with wanted among them
 * @returns the state of each of `all`
 */
export async function buildImages(
  repo: string,
  settings: Settings,
  all: readonly PlannedImage[],
  wanted: readonly PlannedImage[],
  options: BuildOptions,
): Promise<ImageState[]> {
  const { cache } = settings;
  await mkdir(imagesDirectory(cache), { recursive: true, mode: 0o755 });
  const lock = join(imagesDirectory(cache), ".lock");
  return withFileLock(lock, options.onWait ?? (() => undefined), async () => {
    const states = new Map<string, ImageState>();
    const say = (builder: number | null) => writeImageStatus(settings, { builder, images: [...states.values()] });
    await pruneStore(cache, all);
    const stock = await readStock(cache, all);
    await replaceRegistry(registryRoot(settings), stock);
    const missing: PlannedImage[] = [];
    for (const image of all) {
      const stored = stock.get(image) ?? null;
      const build = wanted.includes(image) && (stored === null || options.again === true);
      if (build) missing.push(image);
      states.set(image.name, stored === null || build ? toWaiting(image) : toReady(image, stored));
    }
    if (missing.length === 0) {
      await say(null);
      return [...states.values()];
    }
    const workshop = { directory: await makeWorkshop(cache), modest: options.modest === true, signal: options.signal };
    try {
      await buildMissing(repo, settings, workshop, missing, options, async (name, state) => {
        states.set(name, state);
        await say(process.pid);
      });
    } finally {
      await removeTree(workshop.directory);
      await pruneStore(cache, all);
      for (const [name, state] of states) if (state.state === "building") states.set(name, { ...state, state: "waiting" });
      await say(null);
    }
    return [...states.values()];
  });
}

type Note = (name: string, state: ImageState) => Promise<void>;

async function buildMissing(
  repo: string,
  settings: Settings,
  workshop: Workshop,
  missing: readonly PlannedImage[],
  options: BuildOptions,
  note: Note,
): Promise<void> {
  const { cache } = settings;
  const inWorkshop = new Set<PlannedImage>();
  const failed = new Set<PlannedImage>();
  let apt: AptOfHost | undefined;
  for (const image of missing) {
    options.signal?.throwIfAborted();
    const broken = image.bases.find((base) => failed.has(base));
    if (broken !== undefined) {
      failed.add(image);
      await note(image.name, toFailed(image, new Error(`it is made from ${broken.name}, which could not be built`)));
      continue;
    }
    await note(image.name, { ...toWaiting(image), state: "building" });
    try {
      const began = performance.now();
      const stored = await options.step(image, async (tell) => {
        await requireRoom(cache, missing.length);
        if (apt === undefined) {
          apt = await readAptOfHost(settings.debianMirror);
          await furnishWorkshop(repo, workshop, apt);
        }
        for (const base of image.bases.filter((one) => !inWorkshop.has(one)))
          await bringImage(workshop, base, (await readStoredImage(cache, base))!);
        const archive = await buildImage(repo, workshop, image, apt, tell);
        return storeImage(cache, image, archive, performance.now() - began);
      });
      for (const one of [image, ...image.bases]) inWorkshop.add(one);
      await publishImage(stored, toReferences(image), registryRoot(settings));
      await note(image.name, toReady(image, stored));
    } catch (error) {
      options.signal?.throwIfAborted();
      const failure = toImageFailure(error, image.name, cache);
      failed.add(image);
      await note(image.name, toFailed(image, failure));
      if (failure instanceof NoImagesError) return noteRest(missing, image, failure, note);
    }
  }
}

/** Those after the one that met a full disk or no network would meet it too. */
async function noteRest(missing: readonly PlannedImage[], last: PlannedImage, failure: NoImagesError, note: Note) {
  for (const image of missing.slice(missing.indexOf(last) + 1)) await note(image.name, toFailed(image, failure));
}

async function requireRoom(cache: string, images: number): Promise<void> {
  const { bavail, bsize } = await statfs(cache);
  // Three images or fewer are the small part.
  const needed = images > 3 ? BUILD_BYTES : BUILD_BYTES / 3;
  if (bavail * bsize < needed) throw Object.assign(new Error("too little room"), { code: "ENOSPC" });
}

type Stock = Map<PlannedImage, StoredImage>;

/** What is in the store. */
async function readStock(cache: string, all: readonly PlannedImage[]): Promise<Stock> {
  const stock: Stock = new Map();
  for (const image of all) {
    const stored = await readStoredImage(cache, image);
    if (stored !== null) stock.set(image, stored);
  }
  return stock;
}

/** The registry with these images and no others, beside a running one that then finds itself with the new content. */
async function replaceRegistry(root: string, stock: Stock): Promise<void> {
  const [fresh, old] = [`${root}.new`, `${root}.old`];
  await removeTree(fresh);
  await removeTree(old);
  await mkdir(fresh, { recursive: true, mode: 0o755 });
  for (const [image, stored] of stock) await publishImage(stored, toReferences(image), fresh);
  await rename(root, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(fresh, root);
  await removeTree(old);
}

/** For who only wants to know. */
export async function readImageStates(settings: Settings, all: readonly PlannedImage[]): Promise<ImageState[]> {
  const stock = await readStock(settings.cache, all);
  return all.map((image) => {
    const stored = stock.get(image);
    return stored === undefined ? toWaiting(image) : toReady(image, stored);
  });
}
