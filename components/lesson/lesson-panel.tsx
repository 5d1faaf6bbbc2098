"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import type { LessonView, StepView } from "../../lib/contract/lesson-view.ts";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { showAnchor } from "./anchor.ts";
import { LessonText } from "./lesson-text.tsx";
import { Solution } from "./solution.tsx";
import { StepRail } from "./step-rail.tsx";

/** The lesson: where one is, the step's text, and below it (as footer) how the step stands. */
export function LessonPanel({
  lesson,
  step,
  passed,
  onGo,
  menu,
  notices,
  needed,
  end,
  footer,
}: {
  lesson: LessonView;
  step: StepView;
  passed: (step: string) => boolean;
  onGo: (step: string) => void;
  menu: ReactNode;
  /** Over the text. */
  notices?: ReactNode;
  /** Below the title: what the step builds upon. */
  needed?: ReactNode;
  /** Below the text. */
  end?: ReactNode;
  footer: ReactNode;
}) {
  const t = useTranslations("lesson");
  const text = useRef<HTMLElement>(null);
  const index = lesson.steps.findIndex(({ id }) => id === step.id);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const first = shown.current === null;
    if (shown.current === step.id) return;
    shown.current = step.id;
    // An address may name a place in the text; without one a new step begins at its top.
    if (showAnchor(window.location.hash) || first) return;
    text.current?.scrollTo({ top: 0 });
    text.current?.focus({ preventScroll: true });
  }, [step.id]);
  useEffect(() => {
    const follow = () => void showAnchor(window.location.hash);
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, []);
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      <div className="lesson-head shrink-0 border-line border-b py-3 pr-3 pl-6">
        <div className="flex items-center gap-3">
          <div className="min-w-0 flex-1">
            <StepRail steps={lesson.steps} current={step.id} passed={passed} onGo={onGo} />
          </div>
          {menu}
        </div>
      </div>
      {notices}
      <section
        ref={text}
        data-lesson-text
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls, and takes the focus when the step changes
        tabIndex={0}
        aria-label={step.title}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none"
      >
        {/* The key: what was picked or opened in one step must not show in the next. */}
        <article key={step.id} className="prose px-6 pt-5 pb-10" data-step-text={step.id}>
          <p className="on-paper">{lesson.title}</p>
          <p className="step-count">
            {t("stepOf", { number: index + 1, total: lesson.steps.length })}
            {index === 0 && ` · ${t("about", { minutes: lesson.minutes })}`}
          </p>
          <h1>{step.title}</h1>
          {needed}
          {index === 0 && lesson.intro.children.length > 0 && (
            <div className="intro">
              <LessonText tree={lesson.intro} />
            </div>
          )}
          <LessonText tree={step.body} />
          {step.hasSolution && !mentionsSolution(step) && <Solution />}
          {end}
        </article>
      </section>
      {footer}
    </div>
  );
}

/** Where the author placed the solution in the text, it is not offered again at the end. */
const mentionsSolution = (step: StepView): boolean => JSON.stringify(step.body).includes('"dataBlock":"solution"');

/** To the next step, or home after the last one. Loud once this step has passed. */
export function NextStep({
  passed,
  last,
  onNext,
  home,
}: {
  passed: boolean;
  last: boolean;
  onNext: () => void;
  home: ReactNode;
}) {
  const t = useTranslations("lesson");
  if (last) return passed ? home : null;
  return (
    <Button look={passed ? "primary" : "quiet"} data-action="next-step" onClick={onNext}>
      {t("next")}
      <Icon name="arrow" size={14} />
    </Button>
  );
}
