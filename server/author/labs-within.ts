import { join } from "node:path";
import { type ReadCurriculum, readCurriculum } from "../../lib/content/read-curriculum.ts";

export type FolderOfLabs = { dir: string; curriculum: ReadCurriculum };

/** A folder of labs, and the folders of labs that lie in it (examples/): none of those is served with it, and all are for its authors. */
export async function readLabsWithin(labsDir: string): Promise<FolderOfLabs[]> {
  const top = await readCurriculum(labsDir);
  const inner = top.inner.map(async (name) => ({
    dir: join(labsDir, name),
    curriculum: await readCurriculum(join(labsDir, name)),
  }));
  return [{ dir: labsDir, curriculum: top }, ...(await Promise.all(inner))];
}

/** The folder in which a lab of this id lies; null: nowhere. Of several the first. */
export async function findHome(labsDir: string, id: string): Promise<string | null> {
  return (await readLabsWithin(labsDir)).find(({ curriculum }) => curriculum.folders.includes(id))?.dir ?? null;
}
