import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReferenceCard } from "../../lib/contract/reference.ts";
import { Icon } from "../controls/icon.tsx";

/** All pages with what is on each, and the way to the words. */
export function ReferenceList({ pages, words }: { pages: ReferenceCard[]; words: number }) {
  const t = useTranslations("reference");
  return (
    <main id="main" tabIndex={-1} className="reference-list outline-none">
      <h1>{t("title")}</h1>
      <p className="reference-summary">{t("pitch")}</p>
      {pages.length === 0 && <p className="reference-empty">{t("empty")}</p>}
      <ul>
        {pages.map((page) => (
          <li key={page.name} data-page={page.name}>
            <Link href={`/reference/${page.name}`} prefetch={false}>
              {page.title}
            </Link>
            <p>{page.summary}</p>
          </li>
        ))}
        <li data-page="glossary" className="glossary-entry">
          <Link href="/glossary" prefetch={false}>
            <Icon name="book" size={15} /> {t("glossary.title")}
          </Link>
          <p>{t("glossary.pitch", { count: words })}</p>
        </li>
      </ul>
    </main>
  );
}
