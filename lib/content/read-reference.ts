import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { REFERENCE_FOLDER } from "../contract/ids.ts";
import type { LabProblem } from "./lab-problem.ts";
import type { Glossary } from "./parse-glossary.ts";
import { type ParsedPage, parseReference } from "./parse-reference.ts";
import { readLabFiles } from "./read-lab.ts";

/**
 * Reads and checks the pages in labs/reference/; a labs folder may do without. The folder is plain files like a lab's: links are left out.
 * @throws when it is there and cannot be read; what is wrong inside comes back as problems
 */
export async function readReference(
  labsDir: string,
  glossary: Glossary,
): Promise<{ pages: ParsedPage[]; problems: LabProblem[] }> {
  const dir = join(labsDir, REFERENCE_FOLDER);
  if (!(await isFolder(dir))) return { pages: [], problems: [] };
  const { files, payload } = await readLabFiles(dir);
  // To a lab these are the sandbox's; here they are a folder like any other.
  for (const { path } of payload) files.set(`files${path}`, { text: "", executable: false });
  return parseReference(files, glossary);
}

/** A link is told as such where the folder's names are read. */
export const isFolder = (dir: string): Promise<boolean> =>
  lstat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
