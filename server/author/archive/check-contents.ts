import type { LabFile } from "../../../lib/content/lab-files.ts";
import { MAX_LAB_BYTES, MAX_LAB_FILES } from "../../../lib/content/read-lab.ts";
import { showName } from "./refusal.ts";

/** Of text and scripts; what goes into a sandbox (files/) may be as large as a lab. */
const MAX_TEXT_BYTES = 1024 * 1024;
/** Longer ones do not fit on ext4, xfs and btrfs. */
const MAX_PART_BYTES = 255;
const MAX_PATH_BYTES = 1000;
const MAX_DEPTH = 32;

/** Why these files cannot be a lab in one file, whatever is in them: the first thing found, as the words before the cure; null: nothing. */
export function checkContents(files: readonly Pick<LabFile, "path" | "content">[]): string | null {
  if (files.length > MAX_LAB_FILES) return `it holds more than ${MAX_LAB_FILES} files`;
  const bytes = files.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (bytes > MAX_LAB_BYTES) return `it holds more than ${MAX_LAB_BYTES / 1024 / 1024} MiB`;
  for (const { path, content } of files) {
    const wrong = checkName(path);
    if (wrong !== null) return `${showName(path)} ${wrong}`;
    if (!path.startsWith("files/") && content.byteLength > MAX_TEXT_BYTES)
      return `${showName(path)} is larger than ${MAX_TEXT_BYTES / 1024 / 1024} MiB, and is not in files/`;
  }
  return findClash(files.map(({ path }) => path));
}

/** What a name is or does that it must not; null: it is plain, and below the folder it is in. */
export function checkName(path: string): string | null {
  const parts = path.split("/");
  if (path.startsWith("/")) return "is an absolute path";
  if (parts.includes("..")) return "leads out of the lab's folder";
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path)) return "has a control character in its name";
  if (path.includes("\uFFFD") || !path.isWellFormed()) return "has a name that is not UTF-8";
  if (parts.some((part) => part === "" || part === ".")) return "is no plain path";
  // A repository's config and hooks name programs, which git runs for whoever looks at that folder.
  if (parts.some((part) => part.toLowerCase() === ".git")) return "is a part of a git repository";
  if (parts.some((part) => Buffer.byteLength(part) > MAX_PART_BYTES) || Buffer.byteLength(path) > MAX_PATH_BYTES)
    return "has a name that is too long";
  return parts.length > MAX_DEPTH ? `lies more than ${MAX_DEPTH} folders deep` : null;
}

/** Two names that are one on a file system which folds case or Unicode forms, or a file that is also a folder. */
function findClash(paths: readonly string[]): string | null {
  const seen = new Map<string, { path: string; folder: boolean }>();
  for (const path of paths) {
    const parts = path.split("/");
    for (let length = 1; length <= parts.length; length++) {
      const here = { path: parts.slice(0, length).join("/"), folder: length < parts.length };
      const folded = here.path.normalize("NFC").toLowerCase();
      const there = seen.get(folded);
      if (there === undefined) seen.set(folded, here);
      else if (!there.folder || !here.folder || there.path !== here.path)
        return `${showName(there.path)} and ${showName(here.path)} are one name on some file systems`;
    }
  }
  return null;
}
