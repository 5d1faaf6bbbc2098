import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import type { LabFile } from "../../../lib/content/lab-files.ts";
import { isDropping, MAX_LAB_BYTES, MAX_LAB_FILES } from "../../../lib/content/read-lab.ts";
import { checkContents, checkName } from "./check-contents.ts";
import { MANIFEST_FILE, type Manifest, parseManifest } from "./manifest.ts";
import { refusal, showName } from "./refusal.ts";

const MAX_MANIFEST_BYTES = 1024 * 1024;
/** Files, and the folders that a tar made by hand has as well. */
const MAX_MEMBERS = 2 * MAX_LAB_FILES;
/** Before it is unpacked, and after: the lab, and tar's own headers (at most three blocks and a long name for each member). */
export const MAX_ARCHIVE_BYTES = MAX_LAB_BYTES + 8 * 1024 * 1024;
const NO_EXPORT = ["it is no exported lab", "name a file that npm run lab -- export made"] as const;

/**
 * What a lab's file holds, in memory. Nothing is written, and what cannot be a lab is not unpacked to its end.
 * @returns files in the order of names, relative to the lab's folder
 * @throws Error with a sentence
 */
export async function unpackLab(bytes: Buffer): Promise<{ manifest: Manifest; files: LabFile[] }> {
  const members = await readMembers(await decompress(bytes));
  const manifests = members.filter(({ path }) => path === MANIFEST_FILE);
  if (manifests.length === 0) throw refusal(...NO_EXPORT);
  if (manifests.length > 1) throw refusal(`${showName(MANIFEST_FILE)} is in it twice`);
  const manifest = parseManifest(manifests[0]!.content.toString("utf8"));
  const folder = `${manifest.id}/`;
  const inside = members.filter(({ path }) => path !== MANIFEST_FILE);
  const stranger = inside.find(({ path }) => !path.startsWith(folder));
  if (stranger) throw refusal(`${showName(stranger.path)} does not lie in ${showName(folder)}`);
  const files = inside.map((member) => ({ ...member, path: member.path.slice(folder.length) }));
  const wrong = checkContents(files);
  if (wrong !== null) throw refusal(wrong);
  const kept = files.filter(({ path }) => !isDropping(path.split("/").at(-1)!));
  return { manifest, files: kept.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function decompress(bytes: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_ARCHIVE_BYTES });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw refusal(`it unpacks to more than ${MAX_ARCHIVE_BYTES / 1024 / 1024} MiB`);
    if (code === "Z_BUF_ERROR" && bytes.byteLength > 2) throw refusal("it is cut short", "copy or download it again");
    if (code === "Z_DATA_ERROR" && bytes[0] === 0x1f && bytes[1] === 0x8b)
      throw refusal("it is damaged", "copy or download it again");
    throw refusal(...NO_EXPORT);
  }
}

/** The plain files of a tar. */
async function readMembers(bytes: Buffer): Promise<LabFile[]> {
  const tar = extract();
  tar.end(bytes);
  const members: LabFile[] = [];
  let count = 0;
  let total = 0;
  try {
    for await (const entry of tar) {
      const { header } = entry;
      if (++count > MAX_MEMBERS) throw refusal(`it holds more than ${MAX_MEMBERS} files and folders`);
      const path = toPath(header);
      if (header.type === "directory") {
        entry.resume();
        continue;
      }
      const size = header.size ?? 0;
      total += size;
      if (path === MANIFEST_FILE && size > MAX_MANIFEST_BYTES) throw refusal(`${showName(path)} is larger than 1 MiB`);
      if (total > MAX_LAB_BYTES + MAX_MANIFEST_BYTES) throw refusal(`it holds more than ${MAX_LAB_BYTES / 1024 / 1024} MiB`);
      const pieces: Buffer[] = [];
      for await (const piece of entry) pieces.push(piece as Buffer);
      members.push({ path, content: Buffer.concat(pieces), executable: ((header.mode ?? 0) & 0o100) !== 0 });
    }
  } catch (error) {
    throw toRefusal(error as Error);
  }
  return members;
}

/** @throws Error with a sentence for what is neither a file nor a folder, or leads elsewhere */
function toPath({ name, type, size }: Header): string {
  if (type === "symlink" || type === "link") throw refusal(`${showName(name)} is a link`);
  if ((type !== "file" && type !== "directory") || (type === "directory" && size !== 0))
    throw refusal(`${showName(name)} is no plain file`);
  const path = type === "directory" ? name.replace(/\/$/, "") : name;
  const wrong = checkName(path);
  if (wrong !== null) throw refusal(`${showName(name)} ${wrong}`);
  return path;
}

/** tar-stream's own words become ours; ours stay. */
function toRefusal(error: Error): Error {
  if (error.message === "Unexpected end of data") return refusal("it is cut short", "copy or download it again");
  if (/^Invalid (tar )?header|^Header exceeds/.test(error.message)) return refusal(...NO_EXPORT);
  return error;
}
