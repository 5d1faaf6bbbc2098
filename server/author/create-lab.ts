import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CURRICULUM_FILE } from "../../lib/content/parse-curriculum.ts";
import { LabId } from "../../lib/contract/ids.ts";
import { addToTrack } from "./add-to-track.ts";
import { readOrBeginCurriculum } from "./begin-curriculum.ts";
import { isThere } from "./is-there.ts";
import { type NewLabWish, toNewLab } from "./lab-template.ts";

/**
 * Writes a new lab of two steps and adds it to a track. A folder without a curriculum, or that is not there yet, gets one with this track.
 * @throws Error with a sentence, and nothing is written, for an id that is none or taken, or a track that is not there
 */
export async function createLab(labsDir: string, wish: NewLabWish, track: string): Promise<void> {
  const { id } = wish;
  if (!LabId.safeParse(id).success)
    throw new Error(`"${id}" is no lab id: use lowercase letters, digits and dashes, such as ns-09-my-lab.`);
  const target = join(labsDir, id);
  if (await isThere(target)) throw new Error(`${target} is there already: choose another id.`);
  const curriculumFile = join(labsDir, CURRICULUM_FILE);
  // Its author will change the words of a track that begins.
  const begin = { id: track, title: inBoth(track), summary: inBoth(track) };
  const curriculum = addToTrack(await readOrBeginCurriculum(labsDir, begin), track, id);
  await mkdir(labsDir, { recursive: true });
  const aside = await mkdtemp(join(labsDir, ".new-"));
  try {
    for (const [path, text] of toNewLab(wish)) {
      const file = join(aside, id, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      await chmod(file, path.endsWith(".sh") ? 0o755 : 0o644);
    }
    await rename(join(aside, id), target);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await writeFile(curriculumFile, curriculum);
}

const inBoth = (text: string) => ({ en: text, "zh-CN": text });
