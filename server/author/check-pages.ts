import { join } from "node:path";
import type { LabFiles } from "../../lib/content/lab-files.ts";
import type { LabProblem } from "../../lib/content/lab-problem.ts";
import { readGlossary } from "../../lib/content/read-glossary.ts";
import { readLabFiles } from "../../lib/content/read-lab.ts";
import { isFolder, readReference } from "../../lib/content/read-reference.ts";
import { REFERENCE_FOLDER } from "../../lib/contract/ids.ts";
import { anchorsIn, checkPageReferences, type Known } from "./check-references.ts";
import { findStrangers } from "./find-strangers.ts";

/** What is wrong with the reference pages of a labs folder, which may do without any. */
export async function checkPages(labsDir: string, known: Known): Promise<{ count: number; problems: LabProblem[] }> {
  const files = await readPageFiles(labsDir);
  if (files === null) return { count: 0, problems: [] };
  const { pages, problems } = await readReference(labsDir, (await readGlossary(labsDir)).glossary);
  const links = [...files].flatMap(([path, { text }]) => (path.endsWith(".md") ? checkPageReferences(path, text, known) : []));
  const strangers = await findStrangers(labsDir, REFERENCE_FOLDER);
  return { count: pages.length, problems: [...problems, ...pages.flatMap((page) => page.problems), ...links, ...strangers] };
}

/** The anchors of each page, by its name. */
export async function readPageAnchors(labsDir: string): Promise<Known["anchors"]> {
  const originals = [...((await readPageFiles(labsDir)) ?? [])].filter(([path]) => /^[^.]+\.md$/.test(path));
  return new Map(originals.map(([path, { text }]) => [path.slice(0, -".md".length), anchorsIn(text)]));
}

/** The files of reference/, by name; null where there is no such folder. */
async function readPageFiles(labsDir: string): Promise<LabFiles["files"] | null> {
  const dir = join(labsDir, REFERENCE_FOLDER);
  return (await isFolder(dir)) ? (await readLabFiles(dir)).files : null;
}
