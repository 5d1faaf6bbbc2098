"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClass } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import type { RecordedTrack, SeenMoment, Summary } from "./summarise.ts";

/** What somebody has done and seen, to look at and to print. */
export function RecordPage({ summary, print }: { summary: Summary; print: () => void }) {
  const t = useTranslations("record");
  const day = useDay();
  const [name, setName] = useState("");
  const { labs, done, steps, from, to, seen, moments } = summary;
  if (from === null)
    return (
      <div className="rounded-xl border border-line border-dashed p-10 text-center">
        <p className="text-ink-soft">{t("empty")}</p>
        <Link href="/" className={`${buttonClass("primary")} mt-5`}>
          {t("toLabs")}
        </Link>
      </div>
    );
  return (
    <>
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        <label className="grid gap-1 text-ink-soft text-sm">
          {t("name")}
          <input
            value={name}
            maxLength={80}
            autoComplete="name"
            onChange={(event) => setName(event.target.value)}
            className="h-8 w-72 max-w-full rounded-md border border-line-strong bg-surface px-2.5 text-ink"
          />
        </label>
        <Button look="primary" onClick={print}>
          {t("print")}
        </Button>
        <p className="text-ink-faint text-xs">{t("nameStays")}</p>
      </div>
      {name.trim() !== "" && (
        <p data-record-name className="mt-6 break-words font-semibold text-2xl">
          {name}
        </p>
      )}
      <p data-record-sum className="mt-4 max-w-[70ch] text-base leading-relaxed">
        {t("sum", { done, labs, steps, seen: seen.length, moments })}{" "}
        {to !== null && (day(from) === day(to) ? t("on", { day: day(to) }) : t("span", { from: day(from), to: day(to) }))}
      </p>
      {summary.tracks.map((track) => (
        <TrackRows key={track.id} track={track} />
      ))}
      <Moments seen={seen} of={moments} />
      <p className="mt-8 text-ink-faint text-xs leading-relaxed">{t("how")}</p>
    </>
  );
}

function TrackRows({ track }: { track: RecordedTrack }) {
  const t = useTranslations("record");
  const day = useDay();
  return (
    <section aria-labelledby={`record-${track.id}`} className="mt-8 break-inside-avoid-page">
      <h2 id={`record-${track.id}`} className="flex items-baseline justify-between gap-4 border-line border-b pb-2 font-semibold">
        {track.title}
        <span className="font-normal text-ink-faint text-sm">{t("ofTrack", { done: track.done, of: track.of })}</span>
      </h2>
      <ul>
        {track.labs.map(({ card, doneAt, passed, total }) => (
          <li
            key={card.id}
            data-record-lab={card.id}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-line border-b py-2 text-sm"
          >
            <Link href={`/lab/${card.id}`} prefetch={false} className="min-w-0 flex-1 hover:underline">
              {card.title}
            </Link>
            {doneAt === null ? (
              <span className="text-ink-faint">{t("under", { passed, total })}</span>
            ) : (
              <span className="flex items-center gap-1.5 text-good">
                <Icon name="check" size={14} />
                {t("done", { day: day(doneAt) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Moments({ seen, of }: { seen: SeenMoment[]; of: number }) {
  const t = useTranslations("record");
  const diagrams = useTranslations("workbench.diagrams");
  const day = useDay();
  if (of === 0) return null;
  return (
    <section aria-labelledby="record-moments" className="mt-10">
      <h2 id="record-moments" className="font-semibold">
        {t("moments", { seen: seen.length, of })}
      </h2>
      <p className="mt-1 max-w-[70ch] text-ink-soft text-sm leading-relaxed">{t("momentsWhat")}</p>
      <ol className="mt-3 grid gap-2">
        {seen.map((moment) => (
          <li
            key={`${moment.lab}/${moment.step}`}
            data-moment={`${moment.lab}/${moment.step}`}
            className="break-inside-avoid rounded-lg border border-line bg-surface px-4 py-3"
          >
            <p className="leading-relaxed">{moment.text}</p>
            <p className="mt-1 text-ink-faint text-xs">
              {t("momentWhere", { diagram: diagrams(moment.diagram), day: day(moment.at) })}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useDay(): (ms: number) => string {
  const format = useFormatter();
  return (ms) => format.dateTime(ms, { dateStyle: "long" });
}
