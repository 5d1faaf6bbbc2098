import type { Element } from "hast";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Icon } from "../controls/icon.tsx";
import type { Choice } from "./answer.ts";

/** The answers of a question to pick from: one, or as many as are right. */
export function Choices({
  choices,
  chosen,
  several,
  outcome,
  tell,
  onPick,
  inside,
}: {
  choices: readonly Choice[];
  chosen: ReadonlySet<string>;
  several: boolean;
  outcome: "right" | "wrong" | "open" | null;
  /** Right answers that were not picked are shown too. */
  tell: boolean;
  onPick: (ids: ReadonlySet<string>) => void;
  inside: (element: Element | undefined) => ReactNode;
}) {
  const t = useTranslations("lesson");
  const name = useId();
  const pick = (id: string) => {
    const next = new Set(several ? chosen : []);
    if (!next.delete(id)) next.add(id);
    onPick(next);
  };
  return (
    <>
      {several && <p className="text-ink-soft text-xs">{t("several")}</p>}
      {choices.map((choice) => {
        const isChosen = chosen.has(choice.id);
        const right = outcome !== null && choice.correct && (isChosen || tell);
        const wrong = outcome === "wrong" && isChosen && !choice.correct;
        return (
          <label
            key={choice.id}
            className="choice"
            data-chosen={isChosen || undefined}
            data-judged={right ? "right" : wrong ? "wrong" : undefined}
          >
            <input type={several ? "checkbox" : "radio"} name={name} checked={isChosen} onChange={() => pick(choice.id)} />
            <span>{inside(choice.content)}</span>
            {right && <Icon name="check" size={14} className="mt-1 ml-auto text-good" />}
            {wrong && <Icon name="close" size={14} className="mt-1 ml-auto text-bad" />}
          </label>
        );
      })}
    </>
  );
}
