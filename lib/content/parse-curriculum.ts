import { Curriculum } from "../contract/lab.ts";
import { byPlace, type LabProblem } from "./lab-problem.ts";
import { parseFrontMatter } from "./parse-front-matter.ts";

export const CURRICULUM_FILE = "curriculum.yaml";

/** Tracks and order. @param folders ids of the labs that lie in the labs folder: each must be in exactly one track */
export function parseCurriculum(text: string, folders: string[]): { curriculum: Curriculum | null; problems: LabProblem[] } {
  const file = CURRICULUM_FILE;
  const { value, problems, lineOf } = parseFrontMatter(text, Curriculum, file, 1);
  if (value === null) return { curriculum: null, problems };
  const seen = new Map<string, string>();
  for (const [trackIndex, track] of value.tracks.entries()) {
    for (const key of ["title", "summary"] as const) {
      if (track[key]["zh-CN"]) continue;
      const line = lineOf(["tracks", trackIndex, key]);
      problems.push({ file, line, message: `${track.id}: ${key} has no Chinese text`, cure: "add zh-CN: beside en:" });
    }
    const earlier = value.tracks.slice(0, trackIndex).map(({ id }) => id);
    for (const [index, id] of track.after.entries()) {
      if (earlier.includes(id)) continue;
      const cure = earlier.length > 0 ? `name one of ${earlier.join(", ")}` : "remove it: this is the first track";
      const message = `${track.id} comes after ${id}, which is no track above it`;
      problems.push({ file, line: lineOf(["tracks", trackIndex, "after", index]), message, cure });
    }
    for (const [labIndex, lab] of track.labs.entries()) {
      const line = lineOf(["tracks", trackIndex, "labs", labIndex]);
      if (!folders.includes(lab))
        problems.push({ file, line, message: `there is no folder labs/${lab}`, cure: "add it or remove this entry" });
      if (seen.has(lab))
        problems.push({ file, line, message: `${lab} is already in track ${seen.get(lab)}`, cure: "remove one of the two" });
      seen.set(lab, track.id);
    }
  }
  for (const folder of folders.filter((each) => !seen.has(each))) {
    problems.push({
      file,
      line: 1,
      message: `labs/${folder} is in no track, nobody will find it`,
      cure: "add it to a track's labs",
    });
  }
  return { curriculum: value, problems: problems.sort(byPlace) };
}
