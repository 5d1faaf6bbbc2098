import type { Lab } from "../../../lib/content/lab.ts";
import type { LabLibrary } from "../../../lib/content/lab-library.ts";
import type { LibraryContent } from "../../../lib/content/merge-folders.ts";

/** A library that finds these labs and shows no home page. */
export const scriptedLibrary = (find: (id: string) => Lab | null, content: Partial<LibraryContent> = {}): LabLibrary => ({
  content: async () => ({ labs: new Map(), tracks: [], pages: [], glossary: new Map(), problems: [], ...content }),
  lab: async (id) => find(id),
  tracks: async () => [],
  problems: async () => [],
});
