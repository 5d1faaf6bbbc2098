import { createHash } from "node:crypto";
import type { SandboxFile } from "../contract/sandboxd-protocol.ts";

/** One plain file of a lab's folder. */
export type LabFile = {
  /** Relative to the lab's folder. */
  path: string;
  content: Buffer<ArrayBuffer>;
  executable: boolean;
};

/** A lab's folder as content: what read-lab finds on disk and parse-lab understands. */
export type LabFiles = {
  id: string;
  /** Path relative to the lab's folder -> text; without files/. */
  files: Map<string, { text: string; executable: boolean }>;
  /** The files of images/, as they are; absent: none. */
  images?: ReadonlyMap<string, Uint8Array>;
  /** The content of files/, as it goes into the sandbox. */
  payload: SandboxFile[];
  fingerprint: string;
};

/** @param all sorted by path */
export function toLabFiles(id: string, all: readonly LabFile[]): LabFiles {
  const files: LabFiles["files"] = new Map();
  const payload: LabFiles["payload"] = [];
  const images = new Map<string, Uint8Array>();
  const hash = createHash("sha256");
  for (const { path, content, executable } of all) {
    hash.update(`${path}\0${executable}\0${content.byteLength}\0`).update(content);
    if (path.startsWith("files/")) {
      payload.push({ path: path.slice("files".length), mode: executable ? 0o755 : 0o644, content });
    } else if (path.startsWith("images/")) {
      images.set(path, content);
    } else {
      files.set(path, { text: content.toString("utf8"), executable });
    }
  }
  return { id, files, images, payload, fingerprint: hash.digest("hex").slice(0, 16) };
}
