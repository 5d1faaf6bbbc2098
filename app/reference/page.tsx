import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ReferenceList } from "../../components/reference/reference-list.tsx";
import { toReferenceCard } from "../../lib/content/to-reference-view.ts";
import { library } from "../library.ts";
import { PageFrame } from "../page-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reference");
  return { title: t("title"), description: t("pitch") };
}

export default async function Page() {
  const [content, locale] = await Promise.all([library().content(), getLocale()]);
  return (
    <PageFrame>
      <ReferenceList pages={content.pages.map((page) => toReferenceCard(page, locale))} words={content.glossary.size} />
    </PageFrame>
  );
}
