import { join } from "node:path";
import { REFERENCE_FOLDER } from "../contract/ids.ts";
import type { LabProblem } from "./lab-problem.ts";
import { toFolderProblem } from "./labs-folder.ts";
import { type Glossary, NO_GLOSSARY } from "./parse-glossary.ts";
import { readStamp } from "./read-lab.ts";
import { isFolder, readReference } from "./read-reference.ts";
import type { ReferencePage } from "./reference-page.ts";

type Kept = { pages: ReferencePage[]; problems: LabProblem[]; stamp: string; glossary: Glossary };

/** Reads the pages of one labs folder again and again: what is as it was is not parsed again, and a page that breaks stays as it was last good. */
export class ReferenceReader {
  readonly #labsDir: string;
  #kept: Kept = { pages: [], problems: [], stamp: "", glossary: NO_GLOSSARY };

  constructor(labsDir: string) {
    this.#labsDir = labsDir;
  }

  /** The pages as they were last good. */
  get pages(): ReferencePage[] {
    return this.#kept.pages;
  }

  /** @param changed folders in which something changed since the last reading; null: it may have been anywhere */
  async read(changed: readonly string[] | null, glossary: Glossary): Promise<Kept> {
    const dir = join(this.#labsDir, REFERENCE_FOLDER);
    const touched = changed?.some((path) => path === this.#labsDir || `${path}/`.startsWith(`${dir}/`)) ?? true;
    const { stamp, glossary: before } = this.#kept;
    if (touched || stamp === "" || glossary !== before) this.#kept = await this.#readAgain(dir, glossary);
    return this.#kept;
  }

  async #readAgain(dir: string, glossary: Glossary): Promise<Kept> {
    const before = this.#kept;
    try {
      // Before the content: what is written meanwhile is seen the next time.
      const stamp = (await isFolder(dir)) ? await readStamp(dir) : "none";
      if (stamp === before.stamp && glossary === before.glossary) return before;
      const { pages: parsed, problems } = await readReference(this.#labsDir, glossary);
      const pages = parsed.flatMap(({ name, page }) => page ?? before.pages.find((one) => one.name === name) ?? []);
      return { pages, problems: [...problems, ...parsed.flatMap((one) => one.problems)], stamp, glossary };
    } catch (error) {
      return { ...before, problems: [toFolderProblem(REFERENCE_FOLDER, error)], stamp: "" };
    }
  }
}
