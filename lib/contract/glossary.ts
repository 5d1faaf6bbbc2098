import { z } from "zod";
import { Localized } from "./ids.ts";

/** labs/glossary.yaml: the field's words, each explained in a sentence or two of plain text. */
export const GlossaryFile = z.strictObject({
  terms: z.record(
    z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "a term's key is lowercase letters, digits and dashes"),
    z.strictObject({
      /** The word as a lesson uses it. */
      term: Localized,
      means: Localized,
    }),
  ),
});
export type GlossaryFile = z.infer<typeof GlossaryFile>;
