import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Digest, parseDigest } from "./registry-layout.ts";

const Part = z.object({ size: z.number().int().nonnegative(), digest: z.string() });
const Manifest = z.object({ schemaVersion: z.literal(2), config: Part, layers: z.array(Part).min(1) });

/** An image as `buildah push dir:` leaves it: manifest.json, and each blob under its hex digest. */
export type ImageArchive = {
  directory: string;
  manifestDigest: Digest;
  /** Base first. */
  layers: Digest[];
  config: Digest;
  /** What a pull of all of it carries. */
  bytes: number;
};

/** @throws Error when there is no whole image */
export async function readImageArchive(directory: string): Promise<ImageArchive> {
  const text = await readFile(join(directory, "manifest.json"));
  return { directory, ...parseImageArchive(text) };
}

/** Pure. @param manifest the bytes of manifest.json, which its digest is made of */
export function parseImageArchive(manifest: Uint8Array): Omit<ImageArchive, "directory"> {
  const { config, layers } = Manifest.parse(JSON.parse(Buffer.from(manifest).toString("utf8")));
  return {
    manifestDigest: parseDigest(`sha256:${createHash("sha256").update(manifest).digest("hex")}`),
    config: parseDigest(config.digest),
    layers: layers.map(({ digest }) => parseDigest(digest)),
    bytes: [config, ...layers].reduce((sum, { size }) => sum + size, 0),
  };
}
