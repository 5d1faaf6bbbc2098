"use client";

import { useTranslations } from "next-intl";
import type { Classroom } from "../../lib/contract/classroom.ts";
import type { Listener } from "../../lib/contract/sandboxd-protocol.ts";
import { PlacePages } from "./place-pages.tsx";

const MINUTE_MS = 60_000;

export type PagesPort = {
  readPorts: (sandbox: string) => Promise<readonly Listener[]>;
  openPage: (sandbox: string, port: number) => Promise<{ url: string }>;
};

/** Who is where and how far, one student's sandbox a row. titles: of labs, by id. */
export function ClassroomTable({
  classroom,
  titles,
  readPorts,
  openPage,
}: { classroom: Classroom; titles: Record<string, string> } & PagesPort) {
  const t = useTranslations("classroom");
  const { now, places } = classroom;
  const minutes = (ms: number) => t("minutes", { minutes: Math.max(0, Math.round(ms / MINUTE_MS)) });
  if (places.length === 0)
    return <p className="mt-6 rounded-xl border border-line border-dashed p-10 text-center text-ink-soft">{t("empty")}</p>;
  const head = "px-3 py-2 text-left font-medium text-ink-soft";
  const cell = "px-3 py-2 align-top";
  return (
    <div className="mt-6 overflow-x-auto rounded-xl border border-line bg-surface">
      <table className="w-full min-w-[46rem] border-collapse text-sm tabular-nums">
        <thead className="border-line border-b">
          <tr>
            {(["code", "lab", "step", "progress", "since", "ends", "pages"] as const).map((column) => (
              <th key={column} scope="col" className={head}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.sandbox} data-place={place.code} className="border-line border-b last:border-b-0">
              <th scope="row" className={`${cell} text-left font-mono font-semibold tracking-wide`}>
                {place.code}
              </th>
              <td className={cell}>{titles[place.lab] ?? place.lab}</td>
              <td className={cell}>{place.at ?? <span className="text-ink-soft">{t("notBegun")}</span>}</td>
              <td className={cell}>{t("passed", { passed: place.passed, total: place.total })}</td>
              <td className={cell}>{minutes(now - place.startedAt)}</td>
              <td className={cell}>{minutes(place.expiresAt - now)}</td>
              <td className={cell}>
                <PlacePages place={place} readPorts={readPorts} openPage={openPage} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
