import { z } from "zod";
import { LabId } from "./ids.ts";
import { HastRoot } from "./lesson-view.ts";

/** A page's name is its file's and its address: overlay.md is /reference/overlay. */
export const PageName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(64);
export type PageName = z.infer<typeof PageName>;

/** Front matter of reference/NAME.md (the English file; NAME.zh-CN.md carries title and summary only). */
export const ReferenceFrontMatter = z.strictObject({
  title: z.string().min(1),
  summary: z.string().min(1),
  /** Pages stand in this order; those with the same number by name. */
  order: z.number(),
  /** Labs in which the page's subject is met. */
  labs: z.array(LabId).optional(),
});
export type ReferenceFrontMatter = z.infer<typeof ReferenceFrontMatter>;

/** A reference page in a list. */
export const ReferenceCard = z.object({ name: PageName, title: z.string(), summary: z.string() });
export type ReferenceCard = z.infer<typeof ReferenceCard>;

/** A heading of a page. The anchor is the same in every language. */
export const ReferenceHeading = z.object({ anchor: z.string(), title: z.string(), depth: z.number().int() });
export type ReferenceHeading = z.infer<typeof ReferenceHeading>;

/** A reference page as the browser gets it, in one language. The tree is as in lesson-view.ts, headings have ids, and nothing in it can be run. */
export const ReferenceView = ReferenceCard.extend({
  body: HastRoot,
  headings: z.array(ReferenceHeading),
  labs: z.array(z.object({ id: LabId, title: z.string() })),
  previous: ReferenceCard.nullable(),
  next: ReferenceCard.nullable(),
});
export type ReferenceView = z.infer<typeof ReferenceView>;

/** A word of the glossary in one language, and what it is called in the other. */
export const GlossaryEntry = z.object({ id: z.string(), term: z.string(), other: z.string().nullable(), means: z.string() });
export type GlossaryEntry = z.infer<typeof GlossaryEntry>;
