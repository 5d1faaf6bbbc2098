import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "./not-carried.ts";

/** A scenario's folder as it lies on disk: path relative to it -> content. Folders of version control are left out. */
export type Source = Map<string, { content: Buffer; executable: boolean }>;

/** More is no scenario, but a folder named by mistake; a sandbox takes no more files than that either. */
const MAX_FILES = 2000;
const MAX_BYTES = 64 * 1024 * 1024;

/** @throws Error with a sentence for a symbolic link, something that is no file, or too much of it */
export async function readSource(dir: string): Promise<Source> {
  const source: Source = new Map();
  let bytes = 0;
  const walk = async (folder: string) => {
    for (const name of (await readdir(join(dir, folder))).sort()) {
      if (name === ".git" || name === "node_modules") continue;
      const path = folder === "" ? name : `${folder}/${name}`;
      const info = await lstat(join(dir, path));
      if (info.isDirectory()) {
        await walk(path);
        continue;
      }
      if (info.isSymbolicLink()) throw new Refusal("symbolic-link", `${path} is a symbolic link: put the file itself there.`);
      if (!info.isFile()) throw new Refusal("no-plain-file", `${path} is no plain file: remove it.`);
      bytes += info.size;
      if (bytes > MAX_BYTES)
        throw new Refusal(
          "too-many-bytes",
          `${dir} holds more than ${MAX_BYTES / 1024 / 1024} MiB: take out what the lab does not need.`,
        );
      if (source.size >= MAX_FILES)
        throw new Refusal("too-many-files", `${dir} holds more than ${MAX_FILES} files: take out what the lab does not need.`);
      source.set(path, { content: await readFile(join(dir, path)), executable: (info.mode & 0o100) !== 0 });
    }
  };
  await walk("");
  return source;
}

/**
 * A path as index.json names it, within the scenario.
 * @throws Error with a sentence for one that leads elsewhere
 */
export function toInnerPath(path: string, where: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (path.startsWith("/") || /^[a-z]:|\\|\0/i.test(path))
    throw new Refusal("absolute-path", `${where}: "${path}" is no path within the scenario: write it relative to index.json.`);
  if (parts.includes(".."))
    throw new Refusal("climbing-path", `${where}: "${path}" leads out of the scenario (..): copy what is meant into it.`);
  if (parts.length === 0) throw new Refusal("no-path", `${where}: "${path}" names no file: name one, or remove the entry.`);
  return parts.join("/");
}
