import type { LabCard, TrackView } from "../../lib/contract/lesson-view.ts";
import type { MomentView, PersonRecord } from "../../lib/contract/record.ts";

export type RecordedLab = {
  card: Pick<LabCard, "id" | "title" | "minutes">;
  doneAt: number | null;
  passed: number;
  total: number;
};
export type RecordedTrack = { id: string; title: string; of: number; done: number; labs: RecordedLab[] };
export type SeenMoment = MomentView & { at: number };
export type Summary = {
  /** Tracks with a lab that was begun, those labs in the curriculum's order. */
  tracks: RecordedTrack[];
  labs: number;
  done: number;
  steps: number;
  /** First and last day on which something passed, Unix ms; null while nothing has. */
  from: number | null;
  to: number | null;
  /** Oldest first. */
  seen: SeenMoment[];
  /** How many moments there are. */
  moments: number;
};

/** What a person's record says, in the words and the order of the curriculum. What nobody carries any more is left out. */
export function summarise(tracks: readonly TrackView[], moments: readonly MomentView[], record: PersonRecord): Summary {
  const mine = new Map(record.labs.map((entry) => [entry.lab, entry]));
  const rows = tracks.map(({ id, title, labs }): RecordedTrack => {
    const begun = labs.flatMap((card): RecordedLab[] => {
      const entry = mine.get(card.id);
      return entry === undefined ? [] : [{ card, doneAt: entry.doneAt, passed: entry.passed, total: entry.total }];
    });
    return { id, title, of: labs.length, done: begun.filter(({ doneAt }) => doneAt !== null).length, labs: begun };
  });
  const seen = moments.flatMap((moment): SeenMoment[] => {
    const at = mine.get(moment.lab)?.moments.find(({ step }) => step === moment.step)?.at;
    return at === undefined ? [] : [{ ...moment, at }];
  });
  const shown = rows.flatMap(({ labs }) => labs);
  const times = [...seen.map(({ at }) => at), ...shown.flatMap(({ doneAt }) => doneAt ?? [])];
  return {
    tracks: rows.filter(({ labs }) => labs.length > 0),
    labs: rows.reduce((sum, { of }) => sum + of, 0),
    done: rows.reduce((sum, { done }) => sum + done, 0),
    steps: shown.reduce((sum, { passed }) => sum + passed, 0),
    from: shown.length > 0 ? Math.min(...shown.map(({ card }) => mine.get(card.id)!.startedAt)) : null,
    to: times.length > 0 ? Math.max(...times) : null,
    seen: seen.toSorted((a, b) => a.at - b.at),
    moments: moments.length,
  };
}
