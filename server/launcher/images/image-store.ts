import { link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { run } from "../../sandboxd/system/run.ts";
import { type ImageArchive, readImageArchive } from "./image-archive.ts";
import type { PlannedImage } from "./plan-images.ts";
import { hex } from "./registry-layout.ts";

const Record = z.object({ seconds: z.number(), unpackedBytes: z.number().int(), builtAt: z.number() });
export type StoredImage = ImageArchive & z.infer<typeof Record>;

/** Finished images by content hash, CACHE/images/NAME-HASH; safe to share between instances. */
export const imagesDirectory = (cache: string): string => join(cache, "images");
const storedPath = (cache: string, { name, hash }: Pick<PlannedImage, "name" | "hash">) =>
  join(imagesDirectory(cache), `${name}-${hash}`);

/** null: not built yet. */
export async function readStoredImage(cache: string, image: Pick<PlannedImage, "name" | "hash">): Promise<StoredImage | null> {
  const directory = storedPath(cache, image);
  const text = await readFile(join(directory, "image.json"), "utf8").catch(() => null);
  if (text === null) return null;
  return { ...(await readImageArchive(directory)), ...Record.parse(JSON.parse(text)) };
}

/**
 * Makes what buildah left in a directory of the same file system a stored image, in one rename. Layers that a base has too are linked, not
 * kept twice. @param ms how long it took to build
 */
export async function storeImage(cache: string, image: PlannedImage, directory: string, ms: number): Promise<StoredImage> {
  const archive = await readImageArchive(directory);
  for (const base of image.bases) {
    for (const digest of archive.layers)
      await shareBlob(join(storedPath(cache, base), hex(digest)), join(directory, hex(digest)));
  }
  const sizes = await Promise.all(archive.layers.map((digest) => readUnpackedSize(join(directory, hex(digest)))));
  const record = { seconds: ms / 1000, unpackedBytes: sizes.reduce((sum, size) => sum + size, 0), builtAt: Date.now() };
  await writeFile(join(directory, "image.json"), JSON.stringify(record));
  await run("chmod", ["-R", "u=rwX,go=rX", directory]);
  // Without this a power cut after the rename could leave a whole-looking image of empty files.
  await run("sync", ["--file-system", directory], { timeoutMs: 120_000 });
  const target = storedPath(cache, image);
  await rm(target, { recursive: true, force: true });
  await rename(directory, target);
  return { ...archive, ...record, directory: target };
}

async function shareBlob(ofBase: string, own: string) {
  const there = await stat(ofBase).catch(() => null);
  if (there === null) return;
  const fresh = `${own}.link`;
  await link(ofBase, fresh).then(
    () => rename(fresh, own),
    () => undefined, // a file system without links keeps it twice
  );
}

/** The last four bytes of a gzip file are the size of what is in it (RFC 1952), modulo 4 GiB; our layers are smaller. */
async function readUnpackedSize(path: string): Promise<number> {
  await using file = await open(path);
  const { size } = await file.stat();
  const { buffer } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
  return buffer.readUInt32LE(0);
}

/** How many generations of an image stay: two checkouts may share a cache. */
const KEPT = 2;

/** Removes what is older than the newest generations of each image, and what a killed builder left. Whoever holds the lock may call it. */
export async function pruneStore(cache: string, images: readonly PlannedImage[]): Promise<void> {
  const directory = imagesDirectory(cache);
  const names = await readdir(directory);
  for (const name of names.filter((one) => one.startsWith(BUILDING))) await removeTree(join(directory, name));
  for (const image of images) {
    const pattern = new RegExp(`^${image.name.replaceAll(/[.]/g, "\\.")}-[0-9a-f]{16}$`);
    const generations = names.filter((name) => pattern.test(name) && name !== `${image.name}-${image.hash}`);
    const dated = await Promise.all(generations.map(async (name) => ({ name, at: (await stat(join(directory, name))).mtimeMs })));
    dated.sort((left, right) => right.at - left.at);
    for (const { name } of dated.slice(KEPT - 1)) await removeTree(join(directory, name));
  }
}

/** Prefix of a builder's own directory. */
export const BUILDING = ".building-";

export async function makeWorkshop(cache: string): Promise<string> {
  const directory = join(imagesDirectory(cache), `${BUILDING}${process.pid}`);
  await mkdir(join(directory, "tmp"), { recursive: true, mode: 0o700 });
  return directory;
}

export const removeTree = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });
