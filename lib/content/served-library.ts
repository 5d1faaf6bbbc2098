import type { ColourCode } from "./colour-lesson.ts";
import type { LabLibrary } from "./lab-library.ts";

/** What the process that serves the pages serves. The pages are bundled by Next, with modules of their own: they meet us on globalThis. */
export type Served = {
  labs: LabLibrary;
  /** How code looks in its lessons. */
  colours: ColourCode;
  /** This is an author's own instance: its pages have the author's panel, and its server answers it. */
  author: boolean;
};

const KEY = Symbol.for("glassbox.served");
type Place = { [KEY]?: Served };

export const serve = (served: Served): void => {
  (globalThis as Place)[KEY] = served;
};

/** null outside of web: a build of the pages, a story book. */
export const readServed = (): Served | null => (globalThis as Place)[KEY] ?? null;
