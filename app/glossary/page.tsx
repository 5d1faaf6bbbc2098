import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { GlossaryList } from "../../components/reference/glossary-list.tsx";
import { toGlossary } from "../../lib/content/to-reference-view.ts";
import { library } from "../library.ts";
import { PageFrame } from "../page-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reference.glossary");
  return { title: t("title") };
}

export default async function Page() {
  const [content, locale] = await Promise.all([library().content(), getLocale()]);
  return (
    <PageFrame>
      <GlossaryList words={toGlossary(content, locale)} />
    </PageFrame>
  );
}
