import type { FileEntry } from "../../lib/contract/files.ts";

/** Opens as a directory: it is one, or leads to one. */
export const isDirectory = ({ type, target }: FileEntry): boolean => type === "directory" || target?.type === "directory";

/** Directories first, each kind in the order of its names' bytes, as they came. */
export const sortEntries = (entries: readonly FileEntry[]): FileEntry[] => [
  ...entries.filter(isDirectory),
  ...entries.filter((entry) => !isDirectory(entry)),
];

/** "512 B", "1.5 KiB", "31 MiB" */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < UNITS.length - 1; unit += 1) value /= 1024;
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
