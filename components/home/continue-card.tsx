"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Me } from "../../lib/contract/browser-protocol.ts";
import type { LabCard } from "../../lib/contract/lesson-view.ts";
import { buttonClass } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { nextUp } from "./next-up.ts";

/** Where to go on: the running lab, else the one begun, else the first. Its place is kept while the answer is on its way. */
export function ContinueCard({ cards, me }: { cards: LabCard[]; me: Me | null }) {
  const t = useTranslations("home");
  const next = me ? nextUp(cards, me) : null;
  return (
    <aside className="min-h-39 rounded-xl border border-line bg-surface p-5">
      {next && (
        <>
          <p className="text-ink-faint text-xs">{t(`next.${next.why}`)}</p>
          <p className="mt-1 font-semibold">{next.card.title}</p>
          <p className="mt-0.5 truncate text-ink-soft text-sm">{next.step ?? t("steps", { steps: next.card.steps.length })}</p>
          <Link
            href={`/lab/${next.card.id}`}
            prefetch={false}
            data-action="continue"
            className={`${buttonClass("primary")} mt-4`}
          >
            {t(next.why === "begin" ? "start" : "continue")}
            <Icon name="arrow" size={14} />
          </Link>
        </>
      )}
      {me && !next && (
        <p className="flex h-full items-center gap-2 text-ink-soft text-sm">
          <Icon name="check" className="text-good" /> {t("next.nothing")}
        </p>
      )}
    </aside>
  );
}
