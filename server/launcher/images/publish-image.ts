import { copyFile, link, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ImageArchive } from "./image-archive.ts";
import { blobPath, type Digest, hex, layerLink, revisionLink, tagLinks, toRepository } from "./registry-layout.ts";

/**
 * Puts an image into a registry's storage under each of its names, while that registry runs or not: blobs first, tags last, each file by
 * a rename, so that what a tag names is always whole. The registry needs no write access and no writing twin. Blobs are hard links to the
 * archive's where both lie on one file system. Idempotent.
 * @param references NAME:TAG, as the manifest's parser lets them through
 */
export async function publishImage(archive: ImageArchive, references: readonly string[], registryRoot: string): Promise<void> {
  const { manifestDigest, config, layers } = archive;
  for (const digest of new Set([config, ...layers]))
    await placeFile(join(archive.directory, hex(digest)), join(registryRoot, blobPath(digest)));
  await placeFile(join(archive.directory, "manifest.json"), join(registryRoot, blobPath(manifestDigest)));
  for (const reference of references) {
    const [name = "", tag = ""] = reference.split(":");
    const repository = toRepository(name);
    for (const digest of [config, ...layers]) await writeLink(join(registryRoot, layerLink(repository, digest)), digest);
    await writeLink(join(registryRoot, revisionLink(repository, manifestDigest)), manifestDigest);
    for (const path of tagLinks(repository, tag, manifestDigest)) await writeLink(join(registryRoot, path), manifestDigest);
  }
}

/** Content is named by its digest: what is there is right. */
export async function placeFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await link(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return;
    // Another file system (EXDEV), one without links (EPERM), or a file with as many links as it can have (EMLINK).
    if (!["EXDEV", "EPERM", "EMLINK"].includes(error.code ?? "")) throw error;
    await throughTemporary(to, (temporary) => copyFile(from, temporary));
  });
}

const writeLink = async (path: string, digest: Digest) => {
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  await throughTemporary(path, (temporary) => writeFile(temporary, digest, { mode: 0o644 }));
};

async function throughTemporary(path: string, write: (temporary: string) => Promise<unknown>) {
  const temporary = `${path}.${process.pid}`;
  try {
    await write(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
