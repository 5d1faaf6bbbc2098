import { z } from "zod";

/**
 * Builds as BuildKit, the Docker Engine's builder, wrote them down when they ended. They are files of the engine: a student who is root could
 * write others. All text is escaped and capped.
 */

/** An instruction that may change files; ENV, CMD and the like make no step. */
export const DockerBuildStep = z.object({
  /** Within its build, and the same in each build of the same Dockerfile: made of stage and instruction. */
  key: z.string(),
  /** "[base 2/4] RUN make", as the engine names it. */
  name: z.string(),
  /** Name of its stage; "" where there is only one. */
  stage: z.string(),
  /** Its place in the stage, from 1, and how many that stage has. */
  number: z.number().int(),
  of: z.number().int(),
  instruction: z.string(),
  /**
   * base: FROM, an image that was there or came. cached: an earlier result was taken. ran: it was done now. failed: it ended the build.
   * stopped: begun and not ended. untouched: neither taken nor begun.
   */
  state: z.enum(["base", "cached", "ran", "failed", "stopped", "untouched"]),
  /** How long it took in milliseconds; null where nothing was done. */
  ms: z.number().nullable(),
  /** Bytes of the layer it made in the image, null where that is not known: a step of another stage, an image that is gone. */
  bytes: z.number().nullable(),
  /** What went wrong, null where nothing did. */
  error: z.string().nullable(),
});
export type DockerBuildStep = z.infer<typeof DockerBuildStep>;

export const DockerBuild = z.object({
  key: z.string(),
  /** BuildKit's own name of it. */
  ref: z.string(),
  /** Name of the Dockerfile, without its directory. */
  file: z.string(),
  /** --target, null where none was given. */
  target: z.string().nullable(),
  /** Unix time in milliseconds. */
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** Why it failed, null where it did not. */
  error: z.string().nullable(),
  /** Id of the image it made, null where it made none. */
  image: z.string().nullable(),
  /** Names which that image has now. */
  names: z.array(z.string()),
  /** Stage by stage, what a stage is made from before it; null where they could not be read. */
  steps: z.array(DockerBuildStep).nullable(),
  /** Index in steps of the first that was not taken from the cache, FROM aside; null: there is none. */
  broke: z.number().int().nullable(),
  /** Digest of the status messages below buildkit/content/blobs/sha256/, from which steps was read. */
  log: z.string().nullable(),
});
export type DockerBuild = z.infer<typeof DockerBuild>;

/** What a RUN runs just now, by the kernel's own word: the first process in a control group below "buildkit". */
export const DockerBuildRun = z.object({
  key: z.string(),
  /** Name of the control group. */
  id: z.string(),
  /** Key of the process (scope "processes") and its number in the sandbox. */
  process: z.string(),
  pid: z.number().int(),
  command: z.string(),
});
export type DockerBuildRun = z.infer<typeof DockerBuildRun>;
