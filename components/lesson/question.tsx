"use client";

import type { Element, Root } from "hast";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { judge, parseQuestion } from "./answer.ts";
import { useLessonActions } from "./lesson-actions.ts";
import { useStoredChoice } from "./use-stored-choice.ts";

/**
 * predict: commit to a choice, then read on what the kernel will say; a prediction stays as it was made. quiz: answer, and try again where
 * it was wrong. What was chosen is remembered in this browser only. `render` shows the lesson text inside.
 */
export function Question({ node, render }: { node: Element; render: (tree: Root) => ReactNode }) {
  const inside = (element: Element | undefined) => render({ type: "root", children: element?.children ?? [] });
  const t = useTranslations("lesson");
  const { storageKey } = useLessonActions();
  const parts = parseQuestion(node);
  const [stored, store] = useStoredChoice(`${storageKey}:${parts.id}`);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const name = useId();
  const committed = stored !== null;
  const chosen = stored ?? picked;
  const several = parts.choices.filter(({ correct }) => correct).length > 1;
  const outcome = committed ? judge(parts.choices, chosen) : null;
  const pick = (id: string) =>
    setPicked((before) => {
      if (!several) return new Set([id]);
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <section data-block={parts.kind} data-outcome={outcome ?? undefined} className="callout callout-question">
      <div className="callout-title">
        <Icon name="question" size={15} /> {t(parts.kind)}
      </div>
      <fieldset disabled={committed}>
        <legend>{inside(parts.question)}</legend>
        {parts.choices.map((choice) => (
          <label
            key={choice.id}
            className="choice"
            data-chosen={chosen.has(choice.id) || undefined}
            data-judged={
              committed && (choice.correct ? "right" : chosen.has(choice.id) && outcome === "wrong" ? "wrong" : undefined)
            }
          >
            <input
              type={several ? "checkbox" : "radio"}
              name={name}
              checked={chosen.has(choice.id)}
              onChange={() => pick(choice.id)}
            />
            <span>{inside(choice.content)}</span>
            {committed && choice.correct && <Icon name="check" size={14} className="mt-1 ml-auto text-good" />}
          </label>
        ))}
      </fieldset>
      {!committed && (
        <Button look="primary" className="mt-3" disabled={picked.size === 0} onClick={() => store(picked)}>
          {t(parts.kind === "predict" ? "commit" : "answer")}
        </Button>
      )}
      {committed && (
        <div className="callout-body reveal" role="status">
          {outcome !== "open" && (
            <p className={`font-medium ${outcome === "right" ? "text-good" : "text-ink"}`}>
              {t(parts.kind === "predict" ? `predicted.${outcome ?? "right"}` : `answered.${outcome ?? "right"}`)}
            </p>
          )}
          {(outcome !== "wrong" || parts.kind === "predict") && inside(parts.reveal)}
          {outcome === "wrong" && parts.kind === "quiz" && (
            <Button
              className="mt-2"
              onClick={() => {
                setPicked(new Set());
                store(null);
              }}
            >
              {t("tryAgain")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
