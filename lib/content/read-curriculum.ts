import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Curriculum } from "../contract/lab.ts";
import type { LabProblem } from "./lab-problem.ts";
import { CURRICULUM_FILE, parseCurriculum } from "./parse-curriculum.ts";

export type ReadCurriculum = { curriculum: Curriculum; folders: string[]; problems: LabProblem[] };

/** labs/curriculum.yaml against the folders beside it. A file that is missing or wrong gives an empty curriculum and says why. */
export async function readCurriculum(labsDir: string): Promise<ReadCurriculum> {
  const entries = await readdir(labsDir, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const text = await readFile(join(labsDir, CURRICULUM_FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) {
    const problem = {
      file: CURRICULUM_FILE,
      line: 1,
      message: "labs/curriculum.yaml is missing: add it with tracks: and their labs.",
    };
    return { curriculum: { tracks: [] }, folders, problems: [problem] };
  }
  const { curriculum, problems } = parseCurriculum(text, folders);
  return { curriculum: curriculum ?? { tracks: [] }, folders, problems };
}
