import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { pack } from "tar-stream";
import type { LabFile } from "../../../lib/content/lab-files.ts";
import { MANIFEST_FILE, type Manifest } from "./manifest.ts";

/** 1980-01-01, the earliest time that every archive format can say; the same for all, so that the same lab gives the same bytes. */
const TIME = new Date(Date.UTC(1980, 0, 1));

/** A lab as the bytes of one file: a gzip-compressed tar of its manifest and its folder, in the order of names. */
export async function packLab(manifest: Manifest, files: readonly LabFile[]): Promise<Buffer> {
  const tar = pack();
  const add = (name: string, content: Buffer, executable: boolean) =>
    tar.entry({ name, mode: executable ? 0o755 : 0o644, uid: 0, gid: 0, mtime: TIME, type: "file" }, content);
  add(MANIFEST_FILE, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), false);
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, content, executable } of sorted) add(`${manifest.id}/${path}`, content, executable);
  tar.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of tar) pieces.push(piece as Buffer);
  // Node's gzip says no time and no name.
  return await promisify(gzip)(Buffer.concat(pieces), { level: constants.Z_BEST_COMPRESSION });
}
