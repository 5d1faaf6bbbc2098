import { readFile } from "node:fs/promises";

/** Group id by name from a text in the format of group(5); null when there is none. */
export function parseGroupId(text: string, name: string): number | null {
  const line = text.split("\n").find((one) => one.startsWith(`${name}:`));
  const id = line?.split(":")[2];
  return id && /^\d+$/.test(id) ? Number(id) : null;
}

export const readGroupId = async (name: string): Promise<number | null> =>
  parseGroupId(await readFile("/etc/group", "utf8"), name);
