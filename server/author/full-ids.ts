import { readLabsWithin } from "./labs-within.ts";

/**
 * The ids of the labs that somebody means: fs-01 for fs-01-overlay-by-hand, where one lab only begins like that. Others stay as they were
 * written, and are told of as not there. @throws when the labs folder cannot be read
 */
export async function toFullIds(labsDir: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const known = new Set((await readLabsWithin(labsDir)).flatMap(({ curriculum }) => curriculum.folders));
  return ids.map((id) => {
    if (known.has(id)) return id;
    const [meant, ...others] = [...known].filter((one) => one.startsWith(`${id}-`));
    return meant !== undefined && others.length === 0 ? meant : id;
  });
}
