import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { pageAnchors } from "../../../lib/content/heading-anchors.ts";
import { type LabFile, toLabFiles } from "../../../lib/content/lab-files.ts";
import { byPlace, type LabProblem } from "../../../lib/content/lab-problem.ts";
import { CURRICULUM_FILE } from "../../../lib/content/parse-curriculum.ts";
import { GLOSSARY_FILE, parseGlossary } from "../../../lib/content/parse-glossary.ts";
import { readCurriculum } from "../../../lib/content/read-curriculum.ts";
import { readGlossary } from "../../../lib/content/read-glossary.ts";
import { LabId } from "../../../lib/contract/ids.ts";
import { checkLab, listScripts, readKnown } from "../check-labs.ts";
import { isThere } from "../is-there.ts";
import { runShellcheck } from "../run-shellcheck.ts";
import { type AddedTerms, addTerms } from "./add-terms.ts";
import { chooseTrack } from "./choose-track.ts";
import type { Manifest } from "./manifest.ts";
import { placeLab } from "./place-lab.ts";
import { refusal } from "./refusal.ts";
import { renameLab } from "./rename-lab.ts";
import { MAX_ARCHIVE_BYTES, unpackLab } from "./unpack-lab.ts";
import { UnsoundLab } from "./unsound-lab.ts";

/** @property id, track null: as the file says */
export type ImportWish = { into: string; id: string | null; track: string | null };
export type ImportedLab = { id: string; track: string; terms: Omit<AddedTerms, "text">; images: string[]; notes: string[] };

/**
 * Puts a lab that was exported into a labs folder, its track and its glossary. All that can be wrong is asked before anything is written.
 * @throws Error with a sentence, and nothing is written; UnsoundLab where lab check finds something
 */
export async function importLab(file: string, { into, ...wish }: ImportWish): Promise<ImportedLab> {
  if (!(await stat(into).catch(() => null))?.isDirectory())
    throw refusal(`${into} is no folder`, "make it first, or name another with --into");
  const { manifest, files: sent } = await readArchive(file);
  const id = wish.id ?? manifest.id;
  if (!LabId.safeParse(id).success)
    throw refusal(`"${id}" is no lab id`, "name one with --id, of lowercase letters, digits and dashes");
  if (await isThere(join(into, id)))
    throw refusal(`${join(into, id)} is there already`, "remove it first, or give the new lab another name with --id");
  const files = renameLab(sent, manifest.id, id);
  const { text, ...terms } = addTerms((await readGlossary(into)).text, manifest.terms);
  const { track, curriculum } = await chooseTrack(into, id, wish.track, manifest);
  const lab = toLabFiles(id, files);
  refuseUnsound(file, await checkContent(into, id, files, text));
  const notes: string[] = [];
  const texts = new Map([[CURRICULUM_FILE, curriculum]]);
  if (terms.added.length > 0) texts.set(GLOSSARY_FILE, text);
  await placeLab(into, { id, files, texts }, async (aside) => {
    const lint = await runShellcheck(aside, listScripts(lab));
    refuseUnsound(file, lint.problems);
    notes.push(...lint.notes);
  });
  return { id, track, terms, images: manifest.images, notes };
}

async function readArchive(file: string): Promise<{ manifest: Manifest; files: LabFile[] }> {
  const handle = await open(file, "r").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT"
      ? refusal(`there is no ${file}`, "name a file that npm run lab -- export made")
      : refusal(`${file} cannot be read (${error.code})`, "name one that you may read");
  });
  try {
    const info = await handle.stat();
    if (!info.isFile()) throw refusal(`${file} is no file`, "name one that npm run lab -- export made");
    if (info.size > MAX_ARCHIVE_BYTES)
      throw refusal(
        `${file} is larger than ${MAX_ARCHIVE_BYTES / 1024 / 1024} MiB`,
        "name a file that npm run lab -- export made",
      );
    return await unpackLab(await handle.readFile()).catch((cause: Error) => {
      throw new Error(`${file}: ${cause.message}`, { cause });
    });
  } finally {
    await handle.close();
  }
}

/** What lab check would say of it there. @param glossary the text of the target's, with the new words */
async function checkContent(into: string, id: string, files: readonly LabFile[], glossary: string): Promise<LabProblem[]> {
  const known = await readKnown([{ dir: into, curriculum: await readCurriculum(into) }]);
  const lab = toLabFiles(id, files);
  const withThis = { ...known, steps: new Map([...known.steps, [id, pageAnchors(lab.files)] as const]) };
  return checkLab(lab, parseGlossary(glossary === "" ? "terms: {}\n" : glossary).glossary, withThis).problems;
}

function refuseUnsound(file: string, problems: LabProblem[]): void {
  if (problems.length === 0) return;
  const sentence = `the lab in ${file} does not pass lab check here, and was not imported: cure that where it comes from, and export it again.`;
  throw new UnsoundLab(sentence, problems.sort(byPlace));
}
