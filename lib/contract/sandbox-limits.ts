import { z } from "zod";

/**
 * Which limits of a sandbox its student has run into, as the kernel counted it since somebody looked first. Limits that the student (or an
 * engine inside) has set for cgroups below are no part of it. null: not that anybody saw. Times are Unix ms of when it was noticed.
 */
export const LimitsReached = z.object({
  memory: z
    .object({
      limitMiB: z.number().int(),
      /** Processes that were killed for it, at least. */
      times: z.number().int().positive(),
      at: z.number(),
    })
    .nullable(),
  pids: z
    .object({
      limit: z.number().int(),
      /** Processes and threads that were refused, at least. */
      times: z.number().int().positive(),
      at: z.number(),
    })
    .nullable(),
  /** Only as long as it is (nearly) full. at: since when. */
  disk: z.object({ usedMiB: z.number().int(), limitMiB: z.number().int(), at: z.number() }).nullable(),
});
export type LimitsReached = z.infer<typeof LimitsReached>;

export const noLimitsReached: LimitsReached = { memory: null, pids: null, disk: null };
