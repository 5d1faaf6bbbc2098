import { z } from "zod";

/**
 * Why something is not known, to be said in any language: a code, the values that belong into its sentence, and that sentence in English for
 * readers that do not know the code. Values may hold names that a student chose.
 */
export const Reason = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
});
export type Reason = z.infer<typeof Reason>;

type Nothing = Record<never, never>;

/** Every code that sandboxd gives, with its values. */
export type ReasonValues = {
  // Why a scan is partial.
  "entry-cap": { cap: number };
  "time-cap": Nothing;
  "depth-cap": { cap: number };
  // Why a layer could not be read.
  "fs-not-read": { fsType: string };
  "overlay-on-itself": Nothing;
  "overlay-layers-unknown": Nothing;
  "overlay-not-read": { why: string };
  "mount-not-visible": Nothing;
  "path-gone": Nothing;
  "not-a-directory": Nothing;
  "part-not-a-directory": Nothing;
  "too-many-links": Nothing;
  "not-allowed": Nothing;
  "process-ended": Nothing;
  "relative-path": Nothing;
  "layer-replaced": Nothing;
  // Why little is known of one entry.
  "mount-over-it": Nothing;
  /** Of a layer too. */
  "open-failed": { errno: string };
  // Why a namespace or its rules are not known.
  "namespace-not-entered": { errno: string };
  /** What it was mounted at or held by is gone, or something else lies there now. */
  "namespace-gone": Nothing;
  "rules-tool-missing": { tool: string };
  "rules-tool-failed": { tool: string; said: string };
  "rules-too-long": { bytes: number };
  // What a whole view says of itself.
  "sandbox-ended": Nothing;
  "overlay-cap": { mounted: number; read: number };
  "reading-failed": { error: string };
  "reading-hung": { seconds: number };
  "judging-hung": { seconds: number };
  "reading-paused": Nothing;
};
export type ReasonCode = keyof ReasonValues;
/** One sentence for every code. */
export type ReasonSentences = { [C in ReasonCode]: (values: ReasonValues[C]) => string };
