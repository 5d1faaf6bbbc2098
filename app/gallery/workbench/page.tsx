import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { DEFAULT_PANES } from "../../../components/workbench/panes.ts";
import { loadLesson, loadTracks } from "../../lessons.ts";
import { readTheme } from "../../theme.ts";
import { WorkbenchStory } from "./workbench-story.tsx";

type Props = { searchParams: Promise<{ story?: string; lab?: string }> };

/** The workbench without a server behind it, for looking at its states: ?story=running|starting|offline|full|idle|died|broken|passed. */
export default async function Page({ searchParams }: Props) {
  if (process.env.GLASSBOX_GALLERY !== "1") notFound();
  const { story = "running", lab } = await searchParams;
  const locale = await getLocale();
  const first = (await loadTracks(locale))[0]?.labs[0]?.id;
  const lesson = await loadLesson(lab ?? first ?? "", locale);
  return <WorkbenchStory lesson={lesson} story={story} initialLayout={DEFAULT_PANES} theme={await readTheme()} />;
}
