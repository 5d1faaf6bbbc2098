import { join } from "node:path";
import type { Curriculum } from "../contract/lab.ts";
import type { Lab } from "./lab.ts";
import { byPlace, type LabProblem } from "./lab-problem.ts";
import { type LabsFolder, toFolderProblem } from "./labs-folder.ts";
import { type Glossary, NO_GLOSSARY } from "./parse-glossary.ts";
import { readCurriculum } from "./read-curriculum.ts";
import { readGlossary } from "./read-glossary.ts";
import { readLab, readStamp } from "./read-lab.ts";
import type { ReferencePage } from "./reference-page.ts";
import { ReferenceReader } from "./reference-reader.ts";

/** What a folder of labs holds. */
export type FolderContent = {
  folder: LabsFolder;
  tracks: Curriculum["tracks"];
  labs: Lab[];
  pages: ReferencePage[];
  glossary: Glossary;
  /** With files as the folder is shown. */
  problems: LabProblem[];
  /** Differs whenever a name, a size or a time in the folder does. */
  stamp: string;
};

type KeptLab = { stamp: string; lab: Lab | null; problems: LabProblem[] };

/** Reads one folder again and again: a lab whose files are as they were is not parsed again, and one that breaks stays as it was last good. */
export class FolderReader {
  readonly #folder: LabsFolder;
  #labs = new Map<string, KeptLab>();
  #tracks: Curriculum["tracks"] = [];
  #glossary: Glossary = NO_GLOSSARY;
  #glossaryText = "";
  readonly #reference: ReferenceReader;

  constructor(folder: LabsFolder) {
    this.#folder = folder;
    this.#reference = new ReferenceReader(folder.dir);
  }

  /** @param changed folders in which something changed since the last reading; null: it may have been anywhere */
  async read(changed: readonly string[] | null): Promise<FolderContent> {
    const { dir, shownAs } = this.#folder;
    try {
      const { curriculum, folders, problems } = await readCurriculum(dir);
      // A curriculum with a typing error must not empty the home page.
      if (curriculum.tracks.length > 0) this.#tracks = curriculum.tracks;
      const { glossary: read, problems: wordProblems, text } = await readGlossary(dir);
      // A lab holds the words that it explains.
      const asBefore = text === this.#glossaryText;
      const glossary = asBefore ? this.#glossary : read;
      if (!asBefore) this.#labs = new Map([...this.#labs].map(([id, one]) => [id, { ...one, stamp: "" }]));
      [this.#glossary, this.#glossaryText] = [glossary, text];
      const kept = await Promise.all(
        folders.map(async (id) => [id, await this.#readLab(id, asBefore ? changed : null)] as const),
      );
      this.#labs = new Map(kept);
      const reference = await this.#reference.read(changed, glossary);
      const all = [...problems, ...wordProblems, ...reference.problems, ...kept.flatMap(([, one]) => one.problems)];
      return {
        folder: this.#folder,
        tracks: this.#tracks,
        labs: kept.flatMap(([, { lab }]) => (lab === null ? [] : [lab])),
        pages: reference.pages,
        glossary,
        problems: all.sort(byPlace).map((problem) => ({ ...problem, file: join(shownAs, problem.file) })),
        stamp: JSON.stringify([curriculum, text, reference.stamp, kept.map(([id, { stamp }]) => [id, stamp])]),
      };
    } catch (error) {
      const problems = [toFolderProblem(dir, error)];
      // The folder is away for a moment (a checkout, a mount): whoever is at one of its labs stays there.
      const labs = [...this.#labs.values()].flatMap(({ lab }) => (lab === null ? [] : [lab]));
      const pages = this.#reference.pages;
      return { folder: this.#folder, tracks: this.#tracks, labs, pages, glossary: this.#glossary, problems, stamp: "" };
    }
  }

  async #readLab(id: string, changed: readonly string[] | null): Promise<KeptLab> {
    const dir = join(this.#folder.dir, id);
    const before = this.#labs.get(id);
    if (before !== undefined && changed !== null && !changed.some((path) => `${path}/`.startsWith(`${dir}/`))) return before;
    try {
      // Before the content: what is written meanwhile is seen the next time.
      const stamp = await readStamp(dir);
      if (before?.stamp === stamp) return before;
      const { lab, problems } = await readLab(dir, this.#glossary);
      return { stamp, lab: lab ?? before?.lab ?? null, problems };
    } catch (error) {
      return { stamp: "", lab: before?.lab ?? null, problems: [toFolderProblem(id, error)] };
    }
  }
}
