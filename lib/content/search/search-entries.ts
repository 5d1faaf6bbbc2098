import type { Element, Root, RootContent } from "hast";
import { LOCALES, type Locale, type Localized } from "../../contract/ids.ts";
import type { VarValues } from "../../contract/lab-vars.ts";
import type { SearchGroupKind } from "../../contract/search.ts";
import { fillTree } from "../fill-text.ts";
import type { Lab } from "../lab.ts";
import type { LibraryContent } from "../merge-folders.ts";
import type { ReferencePage } from "../reference-page.ts";
import { toVisibleText } from "./visible-text.ts";

/** One thing that can be found, in every language. */
export type SearchEntry = {
  /** Where it is: unique. */
  href: string;
  group: SearchGroupKind;
  title: Record<Locale, string>;
  within: Record<Locale, string> | null;
  text: Record<Locale, string>;
};

/** Everything that can be found: what a visitor may read anyway, and no script, answer or hint. */
export const toSearchEntries = ({ labs, pages, glossary }: LibraryContent): SearchEntry[] => [
  ...[...labs.values()].flatMap(labEntries),
  ...pages.flatMap(pageEntries),
  ...[...glossary.values()].map(
    ({ id, term, means }): SearchEntry => ({
      href: `/glossary#${id}`,
      group: "glossary",
      title: inAll(term),
      within: null,
      text: inAll(means),
    }),
  ),
];

function labEntries(lab: Lab): SearchEntry[] {
  // What differs per person is in nobody's index.
  const values: VarValues = Object.fromEntries(Object.keys(lab.vars).map((name) => [name, "…"]));
  const textOf = (body: Record<Locale, Root>, locale: Locale) => toVisibleText(fillTree(body[locale], values));
  const title = inAll(lab.title);
  const summary = inAll(lab.summary);
  return [
    {
      ...{ href: `/lab/${lab.id}`, group: "labs", title, within: null },
      text: each((locale) => `${summary[locale]} ${textOf(lab.intro, locale)}`.trim()),
    },
    ...lab.steps.map(
      (step): SearchEntry => ({
        ...{ href: `/lab/${lab.id}?step=${step.id}`, group: "labs", title: inAll(step.title), within: title },
        text: each((locale) => textOf(step.body, locale)),
      }),
    ),
  ];
}

function pageEntries(page: ReferencePage): SearchEntry[] {
  const title = inAll(page.title);
  const summary = inAll(page.summary);
  const parts = { en: cutAtHeadings(page.body.en), "zh-CN": cutAtHeadings(page.body["zh-CN"]) };
  const textOf = (anchor: string, locale: Locale) => toVisibleText(root(parts[locale].get(anchor) ?? []));
  return [
    {
      ...{ href: `/reference/${page.name}`, group: "reference", title, within: null },
      text: each((locale) => `${summary[locale]} ${textOf("", locale)}`.trim()),
    },
    ...page.headings.map(
      (heading): SearchEntry => ({
        ...{ href: `/reference/${page.name}#${heading.anchor}`, group: "reference", title: inAll(heading.title), within: title },
        text: each((locale) => textOf(heading.anchor, locale)),
      }),
    ),
  ];
}

/** What stands below each heading, by its anchor; "" above the first. */
function cutAtHeadings(body: Root): Map<string, RootContent[]> {
  const parts = new Map<string, RootContent[]>([["", []]]);
  let part = parts.get("")!;
  for (const node of body.children) {
    if (!isHeading(node)) {
      part.push(node);
      continue;
    }
    part = [];
    parts.set(String(node.properties.id), part);
  }
  return parts;
}

const isHeading = (node: RootContent): node is Element => node.type === "element" && /^h[1-6]$/.test(node.tagName);
const root = (children: RootContent[]): Root => ({ type: "root", children });
const inAll = (text: Localized) => each((locale) => text[locale] ?? text.en);
const each = (of: (locale: Locale) => string) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, of(locale)])) as Record<Locale, string>;
