import { join } from "node:path";
import type { Locale } from "../contract/ids.ts";
import { inLocale } from "../contract/ids.ts";
import type { TrackView } from "../contract/lesson-view.ts";
import type { Lab } from "./lab.ts";
import type { LabProblem } from "./lab-problem.ts";
import { type ReadCurriculum, readCurriculum } from "./read-curriculum.ts";
import { readLab, readStamp } from "./read-lab.ts";
import { toLabCard } from "./to-lesson-view.ts";

/** All labs of a folder. Labs without errors are there; a lab with errors is absent and its problems are listed. */
export type LabLibrary = {
  lab: (id: string) => Promise<Lab | null>;
  /** The home page in one language; a lab with errors is left out of its track. */
  tracks: (locale: Locale) => Promise<TrackView[]>;
  problems: () => Promise<LabProblem[]>;
};

type Content = { curriculum: ReadCurriculum; labs: Map<string, Lab>; problems: LabProblem[] };

/**
 * Reads a labs folder once and keeps it. With reload (development), each question first compares names, sizes and times on disk and reads
 * again what changed.
 */
export function createLabLibrary(labsDir: string, { reload }: { reload: boolean }): LabLibrary {
  let content: Promise<Content> | null = null;
  let stamp = "";
  const current = async (): Promise<Content> => {
    if (reload) {
      const now = await readStamp(labsDir);
      if (now !== stamp) content = null;
      stamp = now;
    }
    content ??= readAll(labsDir);
    return content.catch((error: unknown) => {
      content = null;
      throw error;
    });
  };
  return {
    lab: async (id) => (await current()).labs.get(id) ?? null,
    problems: async () => (await current()).problems,
    tracks: async (locale) => {
      const { curriculum, labs } = await current();
      return curriculum.curriculum.tracks.map((track) => ({
        id: track.id,
        title: inLocale(track.title, locale),
        summary: inLocale(track.summary, locale),
        labs: track.labs.flatMap((id) => {
          const lab = labs.get(id);
          return lab === undefined ? [] : [toLabCard(lab, locale)];
        }),
      }));
    },
  };
}

async function readAll(labsDir: string): Promise<Content> {
  const curriculum = await readCurriculum(labsDir);
  const parsed = await Promise.all(curriculum.folders.map((id) => readLab(join(labsDir, id))));
  const labs = new Map(parsed.flatMap(({ lab }) => (lab === null ? [] : [[lab.id, lab]])));
  return { curriculum, labs, problems: [...curriculum.problems, ...parsed.flatMap(({ problems }) => problems)] };
}
