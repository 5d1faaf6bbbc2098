import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { REFERENCE_FOLDER } from "../contract/ids.ts";
import type { Curriculum } from "../contract/lab.ts";
import type { LabProblem } from "./lab-problem.ts";
import { CURRICULUM_FILE, parseCurriculum } from "./parse-curriculum.ts";

export type ReadCurriculum = {
  curriculum: Curriculum;
  /** The labs that lie there. */
  folders: string[];
  /** Folders with a curriculum of their own: labs for another occasion, such as examples for authors, and none of these. */
  inner: string[];
  problems: LabProblem[];
};

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** labs/curriculum.yaml against the folders beside it. A file that is missing or wrong gives an empty curriculum and says why. */
export async function readCurriculum(labsDir: string): Promise<ReadCurriculum> {
  const entries = await readdir(labsDir, { withFileTypes: true });
  // A checkout may have its labs at the top, beside .git.
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== REFERENCE_FOLDER)
    .map((entry) => entry.name)
    .sort();
  const own = await Promise.all(names.map((name) => isThere(join(labsDir, name, CURRICULUM_FILE))));
  const inner = names.filter((_, index) => own[index]);
  const folders = names.filter((_, index) => !own[index]);
  const links = entries
    .filter((entry) => entry.isSymbolicLink())
    .map(({ name }) => ({
      file: name,
      line: 1,
      message: "this is a symbolic link, and links are not followed",
      cure: "put the lab itself here, or name its folder in GLASSBOX_LABS",
    }));
  const text = await readFile(join(labsDir, CURRICULUM_FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) {
    const problem = {
      file: CURRICULUM_FILE,
      line: 1,
      message: "labs/curriculum.yaml is missing",
      cure: "add it with tracks: and their labs",
    };
    return { curriculum: { tracks: [] }, folders, inner, problems: [...links, problem] };
  }
  const { curriculum, problems } = parseCurriculum(text, folders);
  return { curriculum: curriculum ?? { tracks: [] }, folders, inner, problems: [...links, ...problems] };
}
