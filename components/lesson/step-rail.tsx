"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { StepView } from "../../lib/contract/lesson-view.ts";
import { Icon } from "../controls/icon.tsx";

/** All steps as a row of numbers that turn into ticks. Arrow keys walk it; the names are there for ears and for the pointer. */
export function StepRail({
  steps,
  current,
  passed,
  onGo,
}: {
  steps: readonly Pick<StepView, "id" | "title">[];
  current: string;
  passed: (step: string) => boolean;
  onGo: (step: string) => void;
}) {
  const t = useTranslations("lesson");
  const list = useRef<HTMLOListElement>(null);
  const walk = (from: number, by: number) => {
    const target = steps[from + by];
    if (!target) return;
    onGo(target.id);
    list.current?.querySelectorAll("button")[from + by]?.focus();
  };
  return (
    <nav aria-label={t("steps")}>
      <ol ref={list} className="flex items-center">
        {steps.map((step, index) => {
          const here = step.id === current;
          const done = passed(step.id);
          return (
            <li key={step.id} className="flex min-w-0 flex-1 items-center last:flex-none">
              <button
                type="button"
                data-step={step.id}
                data-passed={done}
                aria-current={here ? "step" : undefined}
                aria-label={t(done ? "stepDone" : "stepOpen", { number: index + 1, title: step.title })}
                title={`${index + 1}. ${step.title}`}
                tabIndex={here ? 0 : -1}
                onClick={() => onGo(step.id)}
                onKeyDown={(event) => {
                  if (event.key === "ArrowRight" || event.key === "ArrowDown") walk(index, 1);
                  else if (event.key === "ArrowLeft" || event.key === "ArrowUp") walk(index, -1);
                  else return;
                  event.preventDefault();
                }}
                className={`grid size-6 shrink-0 cursor-pointer place-items-center rounded-full border font-medium text-[11px] tabular-nums transition-colors ${
                  done
                    ? "border-good bg-good text-surface"
                    : here
                      ? "border-accent text-accent"
                      : "border-line-strong text-ink-faint hover:border-ink-faint hover:text-ink"
                } ${here ? "outline-2 outline-accent outline-offset-2" : ""}`}
              >
                {done ? <Icon name="check" size={13} /> : index + 1}
              </button>
              {index < steps.length - 1 && (
                <span aria-hidden="true" className={`mx-1 h-px min-w-1.5 flex-1 ${done ? "bg-good" : "bg-line-strong"}`} />
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
