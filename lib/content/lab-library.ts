import type { Locale } from "../contract/ids.ts";
import { inLocale } from "../contract/ids.ts";
import type { TrackView } from "../contract/lesson-view.ts";
import type { Lab } from "./lab.ts";
import type { LabProblem } from "./lab-problem.ts";
import { findLabsFolders } from "./labs-folder.ts";
import { type LibraryContent, mergeFolders } from "./merge-folders.ts";
import { type FolderContent, FolderReader } from "./read-folder.ts";
import { toLabCard } from "./to-lesson-view.ts";
import { type Watched, watchFolders } from "./watch-folders.ts";

/** All labs and reference pages of the folders. Those without errors are there; one with errors is absent and its problems are listed. */
export type LabLibrary = {
  /** All that there is now, from one reading; the same object until something changes. */
  content: () => Promise<LibraryContent>;
  lab: (id: string) => Promise<Lab | null>;
  /** The home page in one language; a lab with errors is left out of its track. */
  tracks: (locale: Locale) => Promise<TrackView[]>;
  problems: () => Promise<LabProblem[]>;
};

export type LibraryChange = {
  /** Ids of labs that are there now, and are new or other than before. */
  labs: string[];
  problems: LabProblem[];
};

/** A library that follows its folders. */
export type FollowedLibrary = LabLibrary & {
  /** Reads what changed on disk and takes it in at once; null where nothing did. changed: the only folders in which it may have. */
  refresh: (changed?: readonly string[] | null) => Promise<LibraryChange | null>;
  /** Looks after its folders until it is closed, and tells whatever is new. */
  follow: (onChange: (change: LibraryChange) => void) => { close: () => void };
};

/**
 * Reads the labs of a folder, and of others beside it, once and keeps them. A question is always answered from one whole reading: a new one
 * takes the place of the old when it is complete. A lab that was good and gets an error stays as it was until it is cured or removed, so that
 * an edit that went wrong throws nobody out of a lesson; its problems are listed.
 */
export function createLabLibrary(own: string, others: readonly string[] = []): FollowedLibrary {
  const readers = new Map<string, FolderReader>();
  let content: Promise<LibraryContent> | null = null;
  let stamp = "";
  let turn: Promise<unknown> = Promise.resolve();
  let watched: Watched = { deep: [own], shallow: others };

  const read = async (changed: readonly string[] | null): Promise<{ next: LibraryContent; stamp: string }> => {
    const { folders, problems } = await findLabsFolders(own, others);
    const contents: FolderContent[] = [];
    for (const folder of folders) {
      const reader = readers.get(folder.dir) ?? new FolderReader(folder);
      readers.set(folder.dir, reader);
      contents.push(await reader.read(changed));
    }
    watched = { deep: folders.map(({ dir }) => dir), shallow: others };
    const merged = mergeFolders(contents);
    const next = { ...merged, problems: [...problems, ...merged.problems] };
    return { next, stamp: JSON.stringify([contents.map(({ stamp: each }) => each), next.problems]) };
  };
  const first = async (): Promise<LibraryContent> => {
    const now = await read(null);
    stamp = now.stamp;
    return now.next;
  };
  const current = (): Promise<LibraryContent> => {
    content ??= first();
    return content;
  };
  const refresh = async (changed: readonly string[] | null): Promise<LibraryChange | null> => {
    const before = await current();
    const now = await read(changed);
    if (now.stamp === stamp) return null;
    stamp = now.stamp;
    content = Promise.resolve(now.next);
    const labs = [...now.next.labs].filter(([id, lab]) => before.labs.get(id)?.fingerprint !== lab.fingerprint);
    return { labs: labs.map(([id]) => id), problems: now.next.problems };
  };
  const inTurn = (changed: readonly string[] | null = null): Promise<LibraryChange | null> => {
    const work = () => refresh(changed);
    const mine = turn.then(work, work);
    turn = mine.catch(() => null);
    return mine;
  };
  return {
    content: current,
    lab: async (id) => (await current()).labs.get(id) ?? null,
    problems: async () => (await current()).problems,
    tracks: async (locale) => {
      const { tracks, labs } = await current();
      return tracks.map((track) => ({
        after: track.after.filter((id) => tracks.some((other) => other.id === id)),
        id: track.id,
        title: inLocale(track.title, locale),
        summary: inLocale(track.summary, locale),
        labs: track.labs.flatMap((id) => {
          const lab = labs.get(id);
          return lab === undefined ? [] : [toLabCard(lab, locale)];
        }),
      }));
    },
    refresh: inTurn,
    follow: (onChange) =>
      watchFolders(
        () => watched,
        async (changed) => {
          const change = await inTurn(changed);
          if (change !== null) onChange(change);
        },
      ),
  };
}
