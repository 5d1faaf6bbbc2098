import { type FilePath, movedPath } from "../../lib/contract/file-path.ts";

/** The files that are open as tabs, and which of them is in front; null: the directory. */
export type OpenFiles = { files: readonly { id: number; path: FilePath }[]; front: number | null };

export const noFiles: OpenFiles = { files: [], front: null };

/** Opens a file or brings it to the front. */
export function openFile({ files }: OpenFiles, path: FilePath): OpenFiles {
  const known = files.find((file) => file.path === path);
  if (known) return { files, front: known.id };
  const id = 1 + Math.max(0, ...files.map((file) => file.id));
  return { files: [...files, { id, path }], front: id };
}

/** The neighbour takes its place; after the last one the directory. */
export function closeFile({ files, front }: OpenFiles, id: number): OpenFiles {
  const at = files.findIndex((file) => file.id === id);
  const left = files.filter((file) => file.id !== id);
  return { files: left, front: front === id ? ((left[at] ?? left.at(-1))?.id ?? null) : front };
}

/** Renamed, or a directory above it was: the tab stays and goes by the new path. */
export function moveFiles({ files, front }: OpenFiles, from: FilePath, to: FilePath): OpenFiles {
  return { files: files.map((file) => ({ ...file, path: movedPath(file.path, from, to) ?? file.path })), front };
}
