"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { StepView } from "../../lib/contract/lesson-view.ts";
import { Icon } from "../controls/icon.tsx";

/** The end of a lab: what was done, as the record has it, how long it took, and where to go from here. */
export function LabDone({
  steps,
  passed,
  minutes,
  children,
}: {
  steps: readonly StepView[];
  passed: (step: string) => boolean;
  /** null: not known. */
  minutes: number | null;
  /** The next lab, and the way home. */
  children: ReactNode;
}) {
  const t = useTranslations("lesson.done");
  const done = steps.filter(({ id }) => passed(id));
  return (
    <section className="lab-done" data-lab-done aria-label={t("title")}>
      <h2>{t("title")}</h2>
      <p>
        {t("steps", { steps: done.length })}
        {minutes !== null && ` ${t("took", { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}`}
      </p>
      <ol>
        {done.map(({ id, title }) => (
          <li key={id}>
            <Icon name="check" size={14} className="text-good" />
            {title}
          </li>
        ))}
      </ol>
      <p className="lab-done-ways">{children}</p>
    </section>
  );
}
