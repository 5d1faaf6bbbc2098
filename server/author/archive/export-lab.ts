import { rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toLabFiles } from "../../../lib/content/lab-files.ts";
import { readCurriculum } from "../../../lib/content/read-curriculum.ts";
import { readGlossary } from "../../../lib/content/read-glossary.ts";
import { OversizedLab, readPlainFiles } from "../../../lib/content/read-lab.ts";
import { LabId } from "../../../lib/contract/ids.ts";
import { checkLabs } from "../check-labs.ts";
import { checkContents } from "./check-contents.ts";
import type { Manifest } from "./manifest.ts";
import { packLab } from "./pack-lab.ts";
import { refusal } from "./refusal.ts";
import { toManifest } from "./to-manifest.ts";
import { UnsoundLab } from "./unsound-lab.ts";

export type ExportedLab = { manifest: Manifest; files: number; bytes: number; notes: string[] };

/**
 * Writes a lab into one file. The same lab, track and words give the same bytes.
 * @param file is never written over
 * @throws Error with a sentence, and nothing is written; UnsoundLab where lab check finds something
 */
export async function exportLab(labsDir: string, id: string, file: string): Promise<ExportedLab> {
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory()) throw refusal(`${file} is a folder`, "name a file in it with -o");
  if (there !== null) throw refusal(`${file} is there already`, "remove it first, or name another with -o");
  const { curriculum, folders } = await readCurriculum(labsDir);
  if (!LabId.safeParse(id).success || !folders.includes(id))
    throw refusal(`there is no lab ${id} in ${labsDir}`, "name one that npm run lab -- list shows");
  const { read, problems, notes } = await checkLabs(labsDir, [id]).catch((error: Error) => {
    throw error instanceof OversizedLab ? refusal(error.message, "take out what it does not need") : error;
  });
  const files = await readPlainFiles(join(labsDir, id));
  const { glossary } = await readGlossary(labsDir);
  const lab = read[0];
  if (problems.length > 0 || lab === undefined)
    throw new UnsoundLab(`${id} does not pass lab check: cure that first, then export it again.`, problems);
  const wrong = checkContents(files);
  if (wrong !== null) throw refusal(`${id} cannot be one file, ${wrong}`, "rename it or take it out, then export it again");
  const manifest = toManifest(lab, toLabFiles(id, files).files, glossary, curriculum);
  const bytes = await packLab(manifest, files);
  await writeNew(file, bytes);
  return { manifest, files: files.length, bytes: bytes.byteLength, notes };
}

async function writeNew(file: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw refusal(`the folder of ${file} is not there`, "make it first, or name another with -o");
    // A full disk leaves a part of it.
    if (code !== "EEXIST" && code !== "EACCES") await rm(file, { force: true });
    throw new Error(`${file} could not be written (${code ?? String(error)}): name another with -o.`, { cause: error });
  }
}
