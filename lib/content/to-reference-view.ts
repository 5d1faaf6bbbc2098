import { inLocale, LOCALES, type Locale } from "../contract/ids.ts";
import type { GlossaryEntry, ReferenceCard, ReferenceView } from "../contract/reference.ts";
import type { LibraryContent } from "./merge-folders.ts";
import type { ReferencePage } from "./reference-page.ts";

/** A page as lists show it. */
export const toReferenceCard = ({ name, title, summary }: ReferencePage, locale: Locale): ReferenceCard => ({
  name,
  title: inLocale(title, locale),
  summary: inLocale(summary, locale),
});

/** A page in one language with what is around it; null where there is none of this name. */
export function toReferenceView({ pages, labs }: LibraryContent, name: string, locale: Locale): ReferenceView | null {
  const index = pages.findIndex((page) => page.name === name);
  const page = pages[index];
  if (page === undefined) return null;
  const card = (neighbour: ReferencePage | undefined) => (neighbour === undefined ? null : toReferenceCard(neighbour, locale));
  return {
    ...toReferenceCard(page, locale),
    body: page.body[locale],
    headings: page.headings.map(({ anchor, depth, title }) => ({ anchor, depth, title: inLocale(title, locale) })),
    labs: page.labs.flatMap((id) => {
      const lab = labs.get(id);
      return lab === undefined ? [] : [{ id, title: inLocale(lab.title, locale) }];
    }),
    // Not at(-1), which is the last.
    previous: card(index > 0 ? pages[index - 1] : undefined),
    next: card(pages[index + 1]),
  };
}

/** The words in one language, in its order, each with its name in the other language. */
export function toGlossary({ glossary }: LibraryContent, locale: Locale): GlossaryEntry[] {
  const otherLocale = LOCALES.find((each) => each !== locale)!;
  return [...glossary.values()]
    .map(({ id, term, means }) => {
      const other = term[otherLocale];
      const name = inLocale(term, locale);
      return { id, term: name, other: other === undefined || other === name ? null : other, means: inLocale(means, locale) };
    })
    .sort((a, b) => a.term.localeCompare(b.term, locale));
}
