import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "../../lib/contract/ids.ts";
import type { GlossaryEntry } from "../../lib/contract/reference.ts";

const OTHER: Record<Locale, Locale> = { en: "zh-CN", "zh-CN": "en" };

/** All words, each an anchor, with its name in the other language beside it. */
export function GlossaryList({ words }: { words: GlossaryEntry[] }) {
  const t = useTranslations("reference");
  const other = OTHER[useLocale()];
  return (
    <main id="main" tabIndex={-1} className="glossary-list outline-none">
      <nav aria-label={t("pages")} className="reference-trail">
        <Link href="/reference" prefetch={false}>
          {t("title")}
        </Link>
      </nav>
      <h1>{t("glossary.title")}</h1>
      <p className="reference-summary">{words.length > 0 ? t("glossary.pitch", { count: words.length }) : t("glossary.empty")}</p>
      <dl>
        {words.map((word) => (
          <div key={word.id} id={word.id} data-word={word.id}>
            <dt>
              {word.term}
              {word.other && <span lang={other}>{word.other}</span>}
              <a href={`#${word.id}`} className="section-link" aria-label={t("glossary.link", { term: word.term })}>
                #
              </a>
            </dt>
            <dd>{word.means}</dd>
          </div>
        ))}
      </dl>
    </main>
  );
}
