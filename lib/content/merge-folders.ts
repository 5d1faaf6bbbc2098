import { join } from "node:path";
import { REFERENCE_FOLDER } from "../contract/ids.ts";
import type { Curriculum } from "../contract/lab.ts";
import type { Lab } from "./lab.ts";
import type { LabProblem } from "./lab-problem.ts";
import type { Glossary, GlossaryTerm } from "./parse-glossary.ts";
import type { FolderContent } from "./read-folder.ts";
import { byOrder, type ReferencePage } from "./reference-page.ts";

/** All that the folders hold, from one reading. */
export type LibraryContent = {
  labs: ReadonlyMap<string, Lab>;
  tracks: ReadTrack[];
  /** In their order. */
  pages: ReferencePage[];
  glossary: Glossary;
  problems: LabProblem[];
};

export type ReadTrack = Curriculum["tracks"][number];

/**
 * One catalogue of several folders. Tracks with the same id become one, with the words of the first and the labs of all, in the order of the
 * folders. Of two labs with the same id the one in the earlier folder stays (the project's own before all others), so that adding a folder
 * takes nobody's lab away; that the other is left out is a problem that names both. So it is with reference pages. Of a word that several
 * glossaries explain the list of words has the first explanation; each folder's labs and pages have their own.
 */
export function mergeFolders(contents: readonly FolderContent[]): LibraryContent {
  const labs = new Map<string, Lab>();
  const homes = new Map<string, string>();
  const tracks = new Map<string, ReadTrack>();
  const pages = new Map<string, ReferencePage>();
  const pageHomes = new Map<string, string>();
  const glossary = new Map<string, GlossaryTerm>();
  const problems: LabProblem[] = [];
  for (const { folder, labs: found, tracks: foundTracks, problems: foundProblems, ...rest } of contents) {
    problems.push(...foundProblems);
    for (const page of rest.pages) {
      const home = pageHomes.get(page.name);
      if (home !== undefined) {
        const message = `there is a page ${page.name} in ${home} already, and this one is left out`;
        const file = join(folder.shownAs, REFERENCE_FOLDER, `${page.name}.md`);
        problems.push({ file, line: 1, message, cure: "rename the files of one of the two" });
        continue;
      }
      pages.set(page.name, page);
      pageHomes.set(page.name, join(folder.dir, REFERENCE_FOLDER));
    }
    for (const [id, term] of rest.glossary) if (!glossary.has(id)) glossary.set(id, term);
    for (const lab of found) {
      const home = homes.get(lab.id);
      if (home !== undefined) {
        const message = `there is a lab ${lab.id} in ${home} already, and this one is left out`;
        problems.push({ file: join(folder.shownAs, lab.id), line: 1, message, cure: "rename the folder of one of the two" });
        continue;
      }
      labs.set(lab.id, lab);
      homes.set(lab.id, folder.dir);
    }
    for (const track of foundTracks) {
      const before = tracks.get(track.id);
      // A lab that lost its name to an earlier folder must not bring that one into another track.
      const mine = track.labs.filter((id) => homes.get(id) === folder.dir);
      tracks.set(track.id, before === undefined ? { ...track, labs: mine } : { ...before, labs: [...before.labs, ...mine] });
    }
  }
  return { labs, tracks: [...tracks.values()], pages: [...pages.values()].sort(byOrder), glossary, problems };
}
