import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LabProblem } from "./lab-problem.ts";
import { GLOSSARY_FILE, type Glossary, NO_GLOSSARY, parseGlossary } from "./parse-glossary.ts";

export type ReadGlossary = {
  glossary: Glossary;
  problems: LabProblem[];
  /** As it is written. */
  text: string;
};

/** labs/glossary.yaml; a labs folder may do without. @throws when it is there and cannot be read */
export async function readGlossary(labsDir: string): Promise<ReadGlossary> {
  try {
    const text = await readFile(join(labsDir, GLOSSARY_FILE), "utf8");
    return { ...parseGlossary(text), text };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { glossary: NO_GLOSSARY, problems: [], text: "" };
    throw error;
  }
}
