"use client";

import type { Element, Root } from "hast";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { type Choice, judge, matchTyped, parseQuestion } from "./answer.ts";
import { Choices } from "./choices.tsx";
import { useLessonActions } from "./lesson-actions.ts";
import { TypedAnswer } from "./typed-answer.tsx";
import { useStoredChoice } from "./use-stored-choice.ts";

/**
 * predict: commit to a choice, then read on what the kernel will say; a prediction stays as it was made. quiz: answer, and try again where
 * it was wrong. What was answered is remembered in this browser only. `render` shows the lesson text inside.
 */
export function Question({ node, render }: { node: Element; render: (tree: Root) => ReactNode }) {
  const inside = (element: Element | undefined) => render({ type: "root", children: element?.children ?? [] });
  const t = useTranslations("lesson");
  const { storageKey } = useLessonActions();
  const parts = parseQuestion(node);
  const [stored, store] = useStoredChoice(`${storageKey}:${parts.id}`);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const form = useId();
  const committed = stored !== null;
  const given = stored ?? picked;
  const typed = parts.typed ? decodeTyped([...given][0] ?? "") : "";
  const match = parts.typed ? matchTyped(parts.choices, typed) : undefined;
  const chosen = parts.typed ? new Set(match ? [match.id] : []) : given;
  const outcome = !committed ? null : parts.typed ? (match?.correct ? "right" : "wrong") : judge(parts.choices, chosen);
  const several = !parts.typed && parts.choices.filter(({ correct }) => correct).length > 1;
  const empty = parts.typed ? typed.trim() === "" : picked.size === 0;
  const again = () => {
    setPicked(parts.typed ? given : new Set());
    store(null);
  };
  return (
    <section data-block={parts.kind} data-outcome={outcome ?? undefined} className="callout callout-question">
      <div className="callout-title">
        <Icon name="question" size={15} /> {t(parts.kind)}
      </div>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!empty && !committed) store(picked);
        }}
      >
        <fieldset disabled={committed}>
          <legend>{inside(parts.question)}</legend>
          {parts.typed ? (
            <TypedAnswer value={typed} outcome={outcome} onType={(text) => setPicked(new Set([encodeURIComponent(text)]))} />
          ) : (
            <Choices
              choices={parts.choices}
              chosen={chosen}
              several={several}
              outcome={outcome}
              // Whoever may try again is not told the right answer yet.
              tell={parts.kind === "predict" || outcome === "right"}
              onPick={setPicked}
              inside={inside}
            />
          )}
        </fieldset>
        {!committed && (
          <Button look="primary" type="submit" className="mt-3 ml-[0.85rem]" disabled={empty}>
            {t(parts.kind === "predict" ? "commit" : "answer")}
          </Button>
        )}
      </form>
      {/* There before it says something: what appears together with its words is not read out. */}
      <div className={committed ? "callout-body reveal" : undefined} role="status">
        {outcome !== null && outcome !== "open" && (
          <p className={`font-medium ${outcome === "right" ? "text-good" : "text-ink"}`}>
            {t(parts.kind === "predict" ? `predicted.${outcome}` : `answered.${outcome}`)}
          </p>
        )}
        {committed && <Feedback choices={parts.choices.filter(({ id }) => chosen.has(id))} named={several} inside={inside} />}
        {committed && (outcome !== "wrong" || parts.kind === "predict") && inside(parts.reveal)}
      </div>
      {outcome === "wrong" && parts.kind === "quiz" && (
        <Button className="mt-2 ml-[0.85rem]" data-action="try-again" onClick={again}>
          {t("tryAgain")}
        </Button>
      )}
    </section>
  );
}

/** What the author says to the answers that were given; where several were, each is named. */
function Feedback({
  choices,
  named,
  inside,
}: {
  choices: Choice[];
  named: boolean;
  inside: (element: Element | undefined) => ReactNode;
}) {
  return choices.map(
    ({ id, correct, content, feedback }) =>
      feedback && (
        <div key={id} data-feedback={id} className={`feedback ${correct ? "feedback-right" : "feedback-wrong"}`}>
          {named && <div className="font-medium">{inside(content)}</div>}
          {inside(feedback)}
        </div>
      ),
  );
}

/** Stored as one word; whatever else lies there counts as it stands. */
function decodeTyped(stored: string): string {
  try {
    return decodeURIComponent(stored);
  } catch {
    return stored;
  }
}
