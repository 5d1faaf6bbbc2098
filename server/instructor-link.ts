import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";

/**
 * What the host's root wrote of the newest link (server/launcher/create-instructor-link.ts): the hash of its key, and since when one must have become
 * an instructor to be one still. Web may read the file and not write it.
 */
const LinkFile = z.object({ keyHash: z.string().length(43), onlySince: z.number() });
export type InstructorLink = z.infer<typeof LinkFile>;

/** null: no link was ever made, or the file is none. */
export async function readInstructorLink(file: string): Promise<InstructorLink | null> {
  try {
    return LinkFile.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

/** 128 random bits need no salt or slow hash, and comparing hashes leaks no timing of the key itself. */
export const toKeyHash = (key: string): string => createHash("sha256").update(key).digest("base64url");
