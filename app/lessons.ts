import { join } from "node:path";
import { notFound } from "next/navigation";
import { createLabLibrary } from "../lib/content/lab-library.ts";
import { toLessonView } from "../lib/content/to-lesson-view.ts";
import type { Locale } from "../lib/contract/ids.ts";
import type { LessonView, TrackView } from "../lib/contract/lesson-view.ts";

/** While developing, a saved text shows up with the next page load. */
const library = createLabLibrary(join(process.cwd(), "labs"), { reload: process.env.NODE_ENV !== "production" });

/** The curriculum in one language, for the home page. */
export const loadTracks = (locale: Locale): Promise<TrackView[]> => library.tracks(locale);

/** One lab in one language; answers with the not-found page where there is no such lab. */
export async function loadLesson(id: string, locale: Locale): Promise<LessonView> {
  const lab = await library.lab(id);
  return lab ? toLessonView(lab, locale) : notFound();
}
