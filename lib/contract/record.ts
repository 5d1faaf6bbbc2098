import { z } from "zod";
import { DiagramKind } from "./lab.ts";

/** Answers with a PersonRecord: that of whoever asks, and of nobody else. */
export const RECORD_ADDRESS = "/api/record";

/** What a person has done, over all attempts: what passed once stays, whatever was started over since. Times are Unix ms. */
export const PersonRecord = z.object({
  labs: z.array(
    z.object({
      lab: z.string(),
      startedAt: z.number(),
      /** Of the steps that something decides. */
      passed: z.number().int(),
      total: z.number().int(),
      /** When the last of them passed first; null while one has not. */
      doneAt: z.number().nullable(),
      /** The steps that have a moment and passed. */
      moments: z.array(z.object({ step: z.string(), at: z.number() })),
    }),
  ),
});
export type PersonRecord = z.infer<typeof PersonRecord>;

/** A moment as the page names it. */
export const MomentView = z.object({ lab: z.string(), step: z.string(), diagram: DiagramKind, text: z.string() });
export type MomentView = z.infer<typeof MomentView>;
