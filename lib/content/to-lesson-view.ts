import type { Locale } from "../contract/ids.ts";
import { inLocale } from "../contract/ids.ts";
import type { VarValues } from "../contract/lab-vars.ts";
import type { LabCard, LessonView, StepView } from "../contract/lesson-view.ts";
import { fillText, fillTree } from "./fill-text.ts";
import type { Lab, LabStep } from "./lab.ts";

/** A lab as one person's browser gets it: one language, with their values, no scripts, no expectations. */
export function toLessonView(lab: Lab, locale: Locale, values: VarValues): LessonView {
  return {
    id: lab.id,
    locale,
    title: inLocale(lab.title, locale),
    summary: inLocale(lab.summary, locale),
    minutes: lab.frontMatter.minutes,
    level: lab.frontMatter.level,
    intro: fillTree(lab.intro[locale], values),
    diagrams: lab.frontMatter.diagrams.map(({ kind, focus }) =>
      focus === undefined ? { kind } : { kind, focus: fillText(focus, values) },
    ),
    terminals: lab.terminals,
    engine: lab.frontMatter.sandbox?.engine ?? "none",
    requires: lab.requires,
    steps: lab.steps.map((step) => ({
      id: step.id,
      title: inLocale(step.title, locale),
      body: fillTree(step.body[locale], values),
      check: howChecked(step),
      hasSolution: step.solve !== null,
      hasSetup: step.setup !== null,
      needs: step.needs,
    })),
  };
}

/** A lab as the home page shows it. */
export function toLabCard(lab: Lab, locale: Locale): LabCard {
  return {
    id: lab.id,
    title: inLocale(lab.title, locale),
    summary: inLocale(lab.summary, locale),
    minutes: lab.frontMatter.minutes,
    level: lab.frontMatter.level,
    steps: lab.steps.map((step) => ({ id: step.id, title: inLocale(step.title, locale) })),
    requires: lab.requires,
  };
}

export function howChecked(step: Pick<LabStep, "expect" | "check">): StepView["check"] {
  if (step.expect.length > 0) return step.check === null ? "live" : "both";
  return step.check === null ? "none" : "script";
}
