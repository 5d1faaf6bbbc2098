import { join } from "node:path";
import { createLabLibrary, type LabLibrary } from "../lib/content/lab-library.ts";
import { readServed } from "../lib/content/served-library.ts";

const alone = createLabLibrary(join(process.cwd(), "labs"));

/** What web serves, as it is now; the project's own labs where there is no web around us. */
export const library = (): LabLibrary => readServed()?.labs ?? alone;
