import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { LabOffer } from "../components/home/lab-offer.ts";
import { colourLesson } from "../lib/content/colour-lesson.ts";
import type { LabProblem } from "../lib/content/lab-problem.ts";
import { readServed } from "../lib/content/served-library.ts";
import { toLessonView } from "../lib/content/to-lesson-view.ts";
import { inLocale, type Locale } from "../lib/contract/ids.ts";
import { VALUES_HEADER, VarValues } from "../lib/contract/lab-vars.ts";
import type { LessonView, TrackView } from "../lib/contract/lesson-view.ts";
import type { MomentView } from "../lib/contract/record.ts";
import { library } from "./library.ts";

/** The curriculum in one language, for the home page. */
export const loadTracks = (locale: Locale): Promise<TrackView[]> => library().tracks(locale);

/** All labs in the curriculum's order, as far as it takes to offer one. */
export const loadOffers = async (locale: Locale): Promise<LabOffer[]> =>
  (await loadTracks(locale)).flatMap(({ labs }) =>
    labs.map(({ id, title, minutes, requires }) => ({ id, title, minutes, requires, steps: [] })),
  );

/** What diagrams show at the steps of all labs, in the curriculum's order. */
export async function loadMoments(locale: Locale): Promise<MomentView[]> {
  const { labs } = await library().content();
  return [...labs.values()].flatMap(({ id, steps }) =>
    steps.flatMap(({ id: step, moment }) =>
      moment === null ? [] : [{ lab: id, step, diagram: moment.diagram, text: inLocale(moment.seen, locale) }],
    ),
  );
}

/** The lab's page is for its author: an author's own instance serves it. */
export const isAuthors = (): boolean => readServed()?.author === true;

/** In an author's own instance, what is wrong with a lab that cannot be shown; null where it can, or where nobody may know. */
export async function loadProblems(id: string): Promise<LabProblem[] | null> {
  if (!isAuthors() || (await library().lab(id)) !== null) return null;
  const mine = (await library().problems()).filter(({ file }) => file === id || file.startsWith(`${id}/`));
  return mine.length > 0 ? mine : null;
}

/** One lab in one language, with the reader's values in it, its code coloured; answers with the not-found page where there is no such lab. */
export async function loadLesson(id: string, locale: Locale): Promise<LessonView> {
  const lab = await library().lab(id);
  if (!lab) return notFound();
  const lesson = toLessonView(lab, locale, await readValues());
  const colours = readServed()?.colours;
  return colours ? colourLesson(lesson, colours) : lesson;
}

/** Whose page it is web knows, and says so in a header of the request that no client can set (server/web/http/serve-http.ts). */
async function readValues(): Promise<VarValues> {
  const said = (await headers()).get(VALUES_HEADER);
  return said === null ? {} : VarValues.parse(JSON.parse(said));
}
