import { createHash } from "node:crypto";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";

/** Never part of what we build from. */
const SKIPPED = new Set([".DS_Store", "node_modules"]);

/**
 * A hash over files and folders (relative to root): names, content, executable bits and link targets, in a fixed order. A path that does
 * not exist counts as absent, so that adding it later changes the hash. Files that `keep` refuses are left out.
 */
export async function hashContent(root: string, paths: readonly string[], keep: (path: string) => boolean = () => true) {
  const hash = createHash("sha256");
  for (const path of [...paths].sort()) await addTo(hash, root, path, keep);
  return hash.digest("hex").slice(0, 16);
}

async function addTo(hash: ReturnType<typeof createHash>, root: string, path: string, keep: (path: string) => boolean) {
  const stat = await lstat(join(root, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (stat === null) return void hash.update(`absent\0${path}\0`);
  if (stat.isDirectory()) {
    const names = (await readdir(join(root, path))).filter((name) => !SKIPPED.has(name)).sort();
    for (const name of names) await addTo(hash, root, `${path}/${name}`, keep);
  } else if (keep(path)) {
    const content = stat.isSymbolicLink() ? await readlink(join(root, path)) : await readFile(join(root, path));
    hash.update(`${stat.isSymbolicLink() ? "link" : stat.mode & 0o111 ? "program" : "file"}\0${path}\0${content.length}\0`);
    hash.update(content);
  }
}
