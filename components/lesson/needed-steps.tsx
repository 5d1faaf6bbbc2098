"use client";

import { useTranslations } from "next-intl";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";

export type NeededStep = { id: string; number: number; title: string };

/** Says which steps this one builds upon and have not passed in this sandbox: go there, or have their end made and start here. */
export function NeededSteps({
  steps,
  onGo,
  onStartHere,
}: {
  steps: readonly NeededStep[];
  onGo: (step: string) => void;
  onStartHere: () => void;
}) {
  const t = useTranslations("lesson.needs");
  return (
    <aside data-needs={steps.map(({ id }) => id).join(" ")} className="callout callout-note">
      <p className="callout-title">
        <Icon name="note" size={15} /> {t("title")}
      </p>
      <ul>
        {steps.map(({ id, number, title }) => (
          <li key={id}>
            <a
              href={`?step=${id}`}
              data-needed={id}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                onGo(id);
              }}
            >
              {t("step", { number, title })}
            </a>
          </li>
        ))}
      </ul>
      <p>{t("choice")}</p>
      <Button size="small" data-action="start-here" onClick={onStartHere}>
        {t("startHere")}
      </Button>
    </aside>
  );
}
