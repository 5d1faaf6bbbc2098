import { z } from "zod";

/** How far an offline image is. */
export const ImageState = z.object({
  name: z.string().max(128),
  /** NAME:TAG, all of them. */
  references: z.array(z.string().max(256)),
  state: z.enum(["waiting", "building", "ready", "failed"]),
  /** What a pull of all of it carries, and what it takes up unpacked; null until it is ready. */
  bytes: z.number().int().nullable(),
  unpackedBytes: z.number().int().nullable(),
  /** How long its build took; null until it is ready. */
  seconds: z.number().nullable(),
  /** Why it failed: one sentence and its cure. */
  reason: z.string().max(2000).nullable(),
});
export type ImageState = z.infer<typeof ImageState>;

/** STATE/images/status.json, written by whoever builds images. */
export const ImageStatus = z.object({
  /** pid of the builder; null when nobody builds. */
  builder: z.number().int().positive().nullable(),
  images: z.array(ImageState),
});
export type ImageStatus = z.infer<typeof ImageStatus>;

/** For whoever shows it: so many of so many, and what is in the way. */
export const ImageProgress = z.object({
  ready: z.number().int(),
  total: z.number().int(),
  /** The image that is being built right now. */
  building: z.string().nullable(),
  /** Why the first one failed. */
  problem: z.string().nullable(),
});
export type ImageProgress = z.infer<typeof ImageProgress>;
