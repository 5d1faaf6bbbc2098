import { z } from "zod";
import { Localized, StepId } from "./ids.ts";
import { LabVars } from "./lab-vars.ts";
import { Engine, ImageReference, type SandboxProfile } from "./sandbox.ts";

/** Diagram kinds that exist. */
export const DiagramKind = z.enum(["layers", "network", "namespaces", "cgroups", "mounts", "build"]);
export type DiagramKind = z.infer<typeof DiagramKind>;

/** One live expectation of a step as the author wrote it: all must hold for the step to pass. */
export const StepExpect = z.strictObject({
  /** JSONata over KernelView, with the lab's values as $vars; truthy = met. */
  that: z.string().min(1),
  /** Shown while it is not met. */
  hint: Localized,
});
export type StepExpect = z.infer<typeof StepExpect>;

/** lab.md front matter (the English file; lab.zh-CN.md carries title and summary only). */
export const LabFrontMatter = z.strictObject({
  title: z.string().min(1),
  summary: z.string().min(1),
  minutes: z.number().int().positive(),
  level: z.enum(["beginner", "intermediate", "advanced"]),
  sandbox: z
    .strictObject({
      engine: Engine.optional(),
      /** Images that the engine has from the start. */
      images: z.array(ImageReference).max(8).optional(),
      memoryMiB: z.number().int().optional(),
      diskMiB: z.number().int().optional(),
      pids: z.number().int().optional(),
      cpus: z.number().optional(),
      hostname: z.string().optional(),
      terminals: z.array(z.string()).min(1).optional(),
      requires: z.array(z.string()).optional(),
    })
    .optional(),
  /** Values that differ per person: name -> how it is made. */
  vars: LabVars.optional(),
  /** Diagrams open at start, in order; focus is the mount point (or other key) to show first. */
  diagrams: z.array(z.strictObject({ kind: DiagramKind, focus: z.string().optional() })).default([]),
});
export type LabFrontMatter = z.infer<typeof LabFrontMatter>;

/** What a diagram showed when the step passed: one sentence for the learner's own page. */
export const Moment = z.strictObject({ diagram: DiagramKind, seen: Localized });
export type Moment = z.infer<typeof Moment>;

export const StepFrontMatter = z.strictObject({
  title: z.string().min(1),
  expect: z.array(StepExpect).min(1).optional(),
  /** Earlier steps whose end this one begins with. */
  needs: z.array(StepId).min(1).optional(),
  moment: Moment.optional(),
  /** Says on purpose that nothing decides this step: it is reading only. Otherwise a step needs expect, check.sh or both. */
  check: z.literal("none").optional(),
});
export type StepFrontMatter = z.infer<typeof StepFrontMatter>;

export const TranslationFrontMatter = z.strictObject({ title: z.string().min(1), summary: z.string().optional() });

/** labs/curriculum.yaml */
export const Curriculum = z.strictObject({
  tracks: z.array(
    z.strictObject({
      id: z.string(),
      title: Localized,
      summary: Localized,
      /** Tracks that come before this one; recommended, never enforced. */
      after: z.array(z.string()).default([]),
      labs: z.array(z.string()),
    }),
  ),
});
export type Curriculum = z.infer<typeof Curriculum>;

/** What sandboxd needs, derived from the front matter. */
export type LabSandbox = { profile: SandboxProfile; terminals: string[]; requires: string[] };
