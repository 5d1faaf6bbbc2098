import type { ColourCode } from "../../lib/content/colour-lesson.ts";
import type { LabLibrary } from "../../lib/content/lab-library.ts";
import type { Search } from "../../lib/content/search/search-library.ts";
import type { SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import type { Instructors } from "./classroom/instructors.ts";
import type { PersonValues } from "./labs/person-values.ts";
import type { Log } from "./log.ts";
import type { Store } from "./store/store.ts";

/** What web stands on. */
export type World = {
  readonly sandboxd: SandboxdClient;
  readonly store: Store;
  readonly labs: LabLibrary;
  readonly instructors: Instructors;
  readonly colours: ColourCode;
  readonly search: Search;
  readonly valuesOf: PersonValues;
  readonly log: Log;
  readonly maxSandboxesPerPerson: number;
};
