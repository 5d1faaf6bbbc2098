import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type LabFile, type LabFiles, toLabFiles } from "./lab-files.ts";
import type { Glossary } from "./parse-glossary.ts";
import { type ParsedLab, parseLab } from "./parse-lab.ts";
import { readGlossary } from "./read-glossary.ts";

/** A lab is kept in memory and copied into each of its sandboxes. */
export const MAX_LAB_FILES = 2000;
export const MAX_LAB_BYTES = 64 * 1024 * 1024;
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
  return toLabFiles(basename(dir), await readPlainFiles(dir));
}

/** The same byte for byte, sorted by path. @throws OversizedLab */
export async function readPlainFiles(dir: string): Promise<LabFile[]> {
  const files: LabFile[] = [];
  const paths = await listFiles(dir);
  if (paths.length > MAX_LAB_FILES)
    throw new OversizedLab(`a lab is kept in memory, and this one has more than ${MAX_LAB_FILES} files`);
  let bytes = 0;
  for (const path of paths) {
    const absolute = join(dir, path);
    const info = await stat(absolute);
    bytes += info.size;
    if (bytes > MAX_LAB_BYTES)
      throw new OversizedLab(`a lab is kept in memory, and this one has more than ${MAX_LAB_BYTES / 1024 / 1024} MiB`);
    files.push({ path, content: await readFile(absolute), executable: (info.mode & 0o100) !== 0 });
  }
  return files;
}

/** A cheap sign that something in a folder changed: names, sizes and times of change (which also a copy that keeps times moves on), no content. */
export async function readStamp(dir: string): Promise<string> {
  const paths = await listFiles(dir);
  const infos = await Promise.all(paths.map((path) => stat(join(dir, path)).catch(() => null)));
  return paths.map((path, index) => `${path} ${infos[index]?.ctimeMs} ${infos[index]?.size} ${infos[index]?.mode}`).join("\n");
}

/** Editors' droppings are not the lab's. @param name of a file, without its folder */
export const isDropping = (name: string): boolean => name.endsWith("~") || /^\..*\.sw[a-z]$|^\.DS_Store$/.test(name);

/** Paths relative to the folder, sorted. */
async function listFiles(dir: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(dir, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !isDropping(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.replace(/\/+$/, "").length + 1))
    .sort();
}
