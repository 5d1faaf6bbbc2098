import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { LabProblem } from "../../lib/content/lab-problem.ts";

/** Symbolic links, sockets, devices: readLabFiles passes them over. */
export async function findStrangers(labsDir: string, folder: string): Promise<LabProblem[]> {
  const entries = await readdir(join(labsDir, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isFile() && !entry.isDirectory())
    .map((entry) => ({
      file: relative(labsDir, join(entry.parentPath, entry.name)),
      line: 1,
      message: entry.isSymbolicLink() ? "this is a symbolic link, and is left out" : "this is no plain file, and is left out",
      cure: "put the file itself here, or remove it",
    }));
}
