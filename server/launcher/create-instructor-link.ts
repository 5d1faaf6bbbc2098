import { randomBytes } from "node:crypto";
import { chown, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { instructorLinkPath, type Settings } from "../config.ts";
import { readInstructorLink, toKeyHash } from "../instructor-link.ts";
import { LauncherError } from "./failure.ts";
import { toWebAddress } from "./services/web-address.ts";

/**
 * A link that makes the first who opens it an instructor; the one before it stops working. Web gets the hash of its key, in a file that only
 * root writes. only: nobody who became one before now is one any longer.
 * @returns the link; behind another name (a proxy, a tunnel) only what comes after the address matters
 */
export async function createInstructorLink(settings: Settings, group: number, { only = false } = {}): Promise<string> {
  const file = instructorLinkPath(settings);
  const key = randomBytes(16).toString("base64url");
  const onlySince = only ? Date.now() : ((await readInstructorLink(file))?.onlySince ?? 0);
  await replace(file, JSON.stringify({ keyHash: toKeyHash(key), onlySince }), group).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EACCES" || error.code === "EPERM")
      throw new LauncherError(`${file} may not be written`, "run this as root: sudo npm run instructor", error);
    if (error.code === "ENOENT") throw new LauncherError(`${dirname(file)} is not there yet`, "run npm start first", error);
    throw error;
  });
  const [origin] = settings.origins;
  return `${origin ?? toWebAddress(settings.host, settings.port)}/classroom#key=${key}`;
}

/** All at once, so that web never reads half of it. */
async function replace(file: string, content: string, group: number): Promise<void> {
  const directory = await mkdtemp(join(dirname(file), ".link-"));
  try {
    const draft = join(directory, "link");
    await writeFile(draft, content, { mode: 0o640 });
    await chown(draft, 0, group);
    await rename(draft, file);
  } finally {
    await rm(directory, { recursive: true });
  }
}
