import { getLocale, getTranslations } from "next-intl/server";
import { loadMoments, loadTracks } from "../lessons.ts";
import { PageFrame } from "../page-frame.tsx";
import { Record } from "./record.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("record"))("title"), robots: "noindex" };
}

/** What the reader has done. The page is the same for all; whose record it is, is asked for afterwards. */
export default async function Page() {
  const [locale, t] = [await getLocale(), await getTranslations("record")];
  return (
    <PageFrame>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-3xl flex-1 px-5 pt-10 pb-20 outline-none sm:px-8">
        <h1 className="font-semibold text-3xl tracking-tight">{t("title")}</h1>
        <Record tracks={await loadTracks(locale)} moments={await loadMoments(locale)} />
      </main>
    </PageFrame>
  );
}
