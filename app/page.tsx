import { getLocale } from "next-intl/server";
import { AppHeader } from "../components/shell/app-header.tsx";
import { LOCALE_COOKIE } from "../lib/contract/pick-locale.ts";
import { Home } from "./home.tsx";
import { loadTracks } from "./lessons.ts";
import { readTheme } from "./theme.ts";

export default async function Page() {
  const tracks = await loadTracks(await getLocale());
  return (
    <div className="flex min-h-dvh flex-col">
      <AppHeader theme={await readTheme()} localeCookie={LOCALE_COOKIE} />
      <Home tracks={tracks} />
    </div>
  );
}
