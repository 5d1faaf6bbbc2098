"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { LabCard as Card } from "../../lib/contract/lesson-view.ts";
import { Icon } from "../controls/icon.tsx";
import type { LabStatus } from "./lab-status.ts";
import { LevelBadge } from "./level-badge.tsx";

/** One lab: what it is, how long it takes, where you are in it. Every state has the same height. */
export function LabCard({ card, status }: { card: Card; status: LabStatus }) {
  const t = useTranslations("home");
  const unavailable = status.kind === "unavailable";
  return (
    <article
      data-lab={card.id}
      data-status={status.kind}
      className={`group relative flex min-h-48 flex-col rounded-xl border bg-surface p-5 transition ${
        unavailable
          ? "border-line border-dashed"
          : "border-line focus-within:border-accent hover:border-line-strong hover:shadow-(--shadow-raised)"
      }`}
    >
      <div className="flex items-center gap-2 text-ink-faint text-xs">
        <LevelBadge level={card.level} />
        <span className="flex items-center gap-1">
          <Icon name="clock" size={13} />
          {t("minutes", { minutes: card.minutes })}
        </span>
        <span aria-hidden="true">·</span>
        <span>{t("steps", { steps: card.steps.length })}</span>
        {"running" in status && status.running && (
          <span className="ml-auto flex items-center gap-1.5 text-good">
            <span className="size-1.5 rounded-full bg-good" />
            {t("running")}
          </span>
        )}
      </div>
      <h3 className={`mt-3 text-balance font-semibold text-[17px] leading-snug ${unavailable ? "text-ink-soft" : ""}`}>
        {unavailable ? (
          card.title
        ) : (
          <Link href={`/lab/${card.id}`} prefetch={false} className="outline-none after:absolute after:inset-0 after:rounded-xl">
            {card.title}
          </Link>
        )}
      </h3>
      <p className="mt-1.5 line-clamp-4 text-ink-soft text-sm leading-relaxed">{card.summary}</p>
      <div className="mt-auto pt-4">
        <CardFooter card={card} status={status} />
      </div>
    </article>
  );
}

function CardFooter({ card, status }: { card: Card; status: LabStatus }) {
  const t = useTranslations("home");
  if (status.kind === "unavailable")
    return (
      <p className="flex items-start gap-1.5 text-warn text-xs leading-5">
        <Icon name="lock" size={14} className="mt-0.5" />
        <span>
          {t("unavailable")} {status.reasons.join(" ")}
        </span>
      </p>
    );
  const passed = status.kind === "done" ? status.total : status.kind === "begun" ? status.passed : 0;
  const total = status.kind === "done" || status.kind === "begun" ? status.total : card.steps.length;
  return (
    <div className="flex h-5 items-center gap-3 text-xs">
      <StepDots passed={passed} total={total} />
      <span className={`ml-auto flex items-center gap-1 font-medium ${status.kind === "done" ? "text-good" : "text-accent"}`}>
        {status.kind === "done" && <Icon name="check" size={14} />}
        {status.kind === "unknown" ? "" : t(`status.${status.kind}`)}
        {status.kind !== "done" && status.kind !== "unknown" && <Icon name="arrow" size={14} />}
      </span>
    </div>
  );
}

function StepDots({ passed, total }: { passed: number; total: number }) {
  const t = useTranslations("home");
  return (
    <span className="flex items-center gap-2 text-ink-faint">
      <span className="flex gap-1" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its position
          <span key={index} className={`h-1.5 w-3 rounded-full ${index < passed ? "bg-good" : "bg-line-strong opacity-70"}`} />
        ))}
      </span>
      <span className={passed > 0 ? "tabular-nums" : "sr-only"}>{t("passed", { passed, total })}</span>
    </span>
  );
}
