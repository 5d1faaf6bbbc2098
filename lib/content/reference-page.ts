import type { Root } from "hast";
import type { Locale, Localized } from "../contract/ids.ts";

/** Ids that the page around the text has: no heading is called so. */
export const PAGE_IDS = ["main", "contents", "met-in"];

/** A heading of a page; its anchor is the same in every language. */
export type ReferenceHeading = { anchor: string; depth: number; title: Localized };

/** A reference page without errors. */
export type ReferencePage = {
  name: string;
  title: Localized;
  summary: Localized;
  order: number;
  /** Ids of labs, there or not. */
  labs: string[];
  /** Sanitised text per language, its headings with their anchors. */
  body: Record<Locale, Root>;
  headings: ReferenceHeading[];
};

/** In the order in which they are shown. */
export const byOrder = (a: ReferencePage, b: ReferencePage): number => a.order - b.order || (a.name < b.name ? -1 : 1);
