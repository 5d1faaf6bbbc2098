import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { CURRICULUM_FILE } from "../../lib/content/parse-curriculum.ts";
import type { Localized } from "../../lib/contract/ids.ts";

/** curriculum.yaml as it is written; a folder without one begins with this track. */
export async function readOrBeginCurriculum(
  labsDir: string,
  track: { id: string; title: Localized; summary: Localized },
): Promise<string> {
  return await readFile(join(labsDir, CURRICULUM_FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    const { id, title, summary } = track;
    return stringify({ tracks: [{ id, title, summary, labs: [] }] }, { lineWidth: 0 });
  });
}
