import { getLocale, getTranslations } from "next-intl/server";
import { AppHeader } from "../../components/shell/app-header.tsx";
import { LOCALE_COOKIE } from "../../lib/contract/pick-locale.ts";
import { loadTracks } from "../lessons.ts";
import { readTheme } from "../theme.ts";
import { ClassroomRoom } from "./classroom-room.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("classroom"))("title"), robots: "noindex", referrer: "no-referrer" as const };
}

/** What an instructor sees of everybody. The page is there for all, what is on it comes from an address that asks who somebody is. */
export default async function Page() {
  const tracks = await loadTracks(await getLocale());
  const titles = Object.fromEntries(tracks.flatMap(({ labs }) => labs.map(({ id, title }) => [id, title])));
  return (
    <div className="flex min-h-dvh flex-col">
      <AppHeader theme={await readTheme()} localeCookie={LOCALE_COOKIE} />
      <ClassroomRoom titles={titles} />
    </div>
  );
}
