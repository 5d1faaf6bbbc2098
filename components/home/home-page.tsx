"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { Me } from "../../lib/contract/browser-protocol.ts";
import type { TrackView } from "../../lib/contract/lesson-view.ts";
import { buttonClass } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { ContinueCard } from "./continue-card.tsx";
import { CurriculumMap } from "./curriculum-map.tsx";
import { ImageProgressNote } from "./image-progress-note.tsx";
import { LabCard } from "./lab-card.tsx";
import { labStatus } from "./lab-status.ts";

const NOBODY: Me = { labs: [], missing: [] };

/** What Glassbox is, in two lines, and every lab with where you are in it. */
export function HomePage({ tracks, me, problem }: { tracks: TrackView[]; me: Me | null; problem: boolean }) {
  const t = useTranslations("home");
  const record = useTranslations("record");
  const format = useFormatter();
  const titleOf = (id: string) => tracks.find((track) => track.id === id)?.title ?? id;
  const cards = tracks.flatMap((track) => track.labs);
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-5 pb-20 outline-none sm:px-8">
      <section className="grid items-end gap-8 pt-12 pb-10 md:grid-cols-[1fr_22rem]">
        <div>
          {me?.instructor && (
            <Link href="/classroom" className={`${buttonClass("plain", "small")} mb-4`}>
              {t("classroom")}
            </Link>
          )}
          <h1 className="max-w-[22ch] text-balance font-semibold text-3xl leading-tight tracking-tight sm:text-[2.6rem]">
            {t("headline")}
          </h1>
          <p className="mt-4 max-w-[58ch] text-base text-ink-soft leading-relaxed sm:text-[17px]">{t("pitch")}</p>
        </div>
        <div>
          <ContinueCard cards={cards} me={problem ? NOBODY : me} />
          {me && me.labs.length > 0 && (
            <Link href="/record" prefetch={false} data-action="record" className={`${buttonClass("quiet", "small")} mt-2`}>
              <Icon name="flag" size={14} />
              {record("link")}
            </Link>
          )}
        </div>
      </section>
      {problem && (
        <p role="status" className="mb-6 flex items-center gap-2 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
          <Icon name="warning" /> {t("noProgress")}
        </p>
      )}
      {me?.images && <ImageProgressNote progress={me.images} />}
      {tracks.length === 0 && (
        <p className="rounded-xl border border-line border-dashed p-10 text-center text-ink-soft">{t("empty")}</p>
      )}
      {tracks.length > 1 && <CurriculumMap tracks={tracks} me={me} />}
      {tracks.map((track) => (
        <section key={track.id} aria-labelledby={`track-${track.id}`} className="border-line border-t py-8">
          <h2 id={`track-${track.id}`} className="font-semibold text-lg">
            {track.title}
          </h2>
          <p className="mt-1 max-w-[70ch] text-ink-soft text-sm leading-relaxed">{track.summary}</p>
          {track.after.length > 0 && (
            <p data-after={track.after.join(" ")} className="mt-1 text-ink-faint text-xs">
              {t("map.after", { tracks: format.list(track.after.map(titleOf), { type: "conjunction" }) })}
            </p>
          )}
          <div className="mt-5 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {track.labs.map((card) => (
              <LabCard key={card.id} card={card} status={labStatus(card, me)} />
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}
