import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { LabFiles } from "./lab-files.ts";
import type { Glossary } from "./parse-glossary.ts";
import { type ParsedLab, parseLab } from "./parse-lab.ts";
import { readGlossary } from "./read-glossary.ts";

/** A lab is kept in memory and copied into each of its sandboxes. */
const MAX_FILES = 2000;
const MAX_BYTES = 64 * 1024 * 1024;
export class OversizedLab extends Error {}

/**
 * Reads and checks the lab in a folder, with the glossary beside it unless one is given.
 * @throws when the folder cannot be read; what is wrong inside comes back as problems
 */
export async function readLab(dir: string, glossary?: Glossary): Promise<ParsedLab> {
  return parseLab(await readLabFiles(dir), glossary ?? (await readGlossary(dirname(dir))).glossary);
}

/** A lab's folder as it lies on disk. Symbolic links are left out: a lab is plain files. */
export async function readLabFiles(dir: string): Promise<LabFiles> {
  const files: LabFiles["files"] = new Map();
  const payload: LabFiles["payload"] = [];
  const images = new Map<string, Uint8Array>();
  const hash = createHash("sha256");
  const paths = await listFiles(dir);
  if (paths.length > MAX_FILES) throw new OversizedLab(`a lab is kept in memory, and this one has more than ${MAX_FILES} files`);
  let bytes = 0;
  for (const path of paths) {
    const absolute = join(dir, path);
    const info = await stat(absolute);
    bytes += info.size;
    if (bytes > MAX_BYTES)
      throw new OversizedLab(`a lab is kept in memory, and this one has more than ${MAX_BYTES / 1024 / 1024} MiB`);
    const content = await readFile(absolute);
    const executable = (info.mode & 0o100) !== 0;
    hash.update(`${path}\0${executable}\0${content.byteLength}\0`).update(content);
    if (path.startsWith("files/")) {
      payload.push({ path: path.slice("files".length), mode: executable ? 0o755 : 0o644, content });
    } else if (path.startsWith("images/")) {
      images.set(path, content);
    } else {
      files.set(path, { text: content.toString("utf8"), executable });
    }
  }
  return { id: basename(dir), files, images, payload, fingerprint: hash.digest("hex").slice(0, 16) };
}

/** A cheap sign that something in a folder changed: names, sizes and times of change (which also a copy that keeps times moves on), no content. */
export async function readStamp(dir: string): Promise<string> {
  const paths = await listFiles(dir);
  const infos = await Promise.all(paths.map((path) => stat(join(dir, path)).catch(() => null)));
  return paths.map((path, index) => `${path} ${infos[index]?.ctimeMs} ${infos[index]?.size} ${infos[index]?.mode}`).join("\n");
}

/** Paths relative to the folder, sorted. Editors' droppings (.swp, ~, .DS_Store) are not the lab's. */
async function listFiles(dir: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(dir, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith("~") && !/^\..*\.sw[a-z]$|^\.DS_Store$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.replace(/\/+$/, "").length + 1))
    .sort();
}
