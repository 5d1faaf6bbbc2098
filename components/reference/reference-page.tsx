import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReferenceCard, ReferenceView } from "../../lib/contract/reference.ts";
import { Icon } from "../controls/icon.tsx";
import { ReferenceText } from "./reference-text.tsx";

/** One page: what is on it, its text, the labs it belongs to, and what comes before and after. */
export function ReferencePage({ page }: { page: ReferenceView }) {
  const t = useTranslations("reference");
  return (
    <main id="main" tabIndex={-1} className="reference-page outline-none" data-reference={page.name}>
      <nav aria-label={t("pages")} className="reference-trail">
        <Link href="/reference" prefetch={false}>
          {t("title")}
        </Link>
      </nav>
      <header>
        <h1>{page.title}</h1>
        <p className="reference-summary">{page.summary}</p>
      </header>
      {page.headings.length > 1 && <Contents headings={page.headings} />}
      <article className="prose" data-reference-text>
        <ReferenceText tree={page.body} />
      </article>
      <footer>
        {page.labs.length > 0 && <Labs labs={page.labs} />}
        {(page.previous || page.next) && (
          <nav aria-label={t("around")} className="reference-around">
            {page.previous && <Neighbour card={page.previous} where="previous" />}
            {page.next && <Neighbour card={page.next} where="next" />}
          </nav>
        )}
      </footer>
    </main>
  );
}

function Contents({ headings }: Pick<ReferenceView, "headings">) {
  const t = useTranslations("reference");
  return (
    <nav aria-labelledby="contents" className="reference-contents" data-contents>
      <h2 id="contents" className="reference-heading">
        {t("contents")}
      </h2>
      <ul>
        {headings.map(({ anchor, title, depth }) => (
          <li key={anchor} data-depth={Math.min(depth, 4)}>
            <a href={`#${anchor}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Labs({ labs }: Pick<ReferenceView, "labs">) {
  const t = useTranslations("reference");
  return (
    <section aria-labelledby="met-in" className="reference-labs">
      <h2 id="met-in" className="reference-heading">
        {t("labs")}
      </h2>
      <ul>
        {labs.map(({ id, title }) => (
          <li key={id}>
            <Link href={`/lab/${id}`} prefetch={false}>
              <Icon name="terminal" size={14} /> {title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Neighbour({ card, where }: { card: ReferenceCard; where: "previous" | "next" }) {
  const t = useTranslations("reference");
  return (
    <Link href={`/reference/${card.name}`} prefetch={false} rel={where === "next" ? "next" : "prev"} data-neighbour={where}>
      <span className="where">
        {where === "previous" && <Icon name="back" size={13} />}
        {t(where)}
        {where === "next" && <Icon name="arrow" size={13} />}
      </span>
      <span className="title">{card.title}</span>
    </Link>
  );
}
