"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ClassroomPlace } from "../../lib/contract/classroom.ts";
import type { Listener } from "../../lib/contract/sandboxd-protocol.ts";
import { Button } from "../controls/button.tsx";
import type { PagesPort } from "./classroom-table.tsx";

type State = { kind: "closed" } | { kind: "looking" } | { kind: "listed"; ports: number[] } | { kind: "failed"; why: string };

/** What listens in a student's sandbox, asked for on a click, each with a way to see it in a tab of its own. */
export function PlacePages({ place, readPorts, openPage }: { place: ClassroomPlace } & PagesPort) {
  const t = useTranslations("classroom");
  const [state, setState] = useState<State>({ kind: "closed" });
  const fail = (error: unknown) => setState({ kind: "failed", why: error instanceof Error ? error.message : String(error) });

  const look = () => {
    setState({ kind: "looking" });
    readPorts(place.sandbox).then((listeners) => setState({ kind: "listed", ports: toPorts(listeners) }), fail);
  };
  /** The tab is opened at once, since browsers allow it only while the click lasts; where it leads comes later. */
  const open = (port: number) => {
    const tab = window.open("about:blank");
    if (tab) tab.opener = null;
    openPage(place.sandbox, port).then(
      ({ url }) => tab?.location.replace(url),
      (error) => {
        tab?.close();
        fail(error);
      },
    );
  };

  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Button look="quiet" size="small" onClick={look} aria-label={t("lookOf", { code: place.code })}>
        {t("look")}
      </Button>
      <span role="status" className="contents">
        {state.kind === "looking" && <span className="text-ink-soft">{t("looking")}</span>}
        {state.kind === "listed" && state.ports.length === 0 && <span className="text-ink-soft">{t("silent")}</span>}
        {state.kind === "failed" && <span className="text-bad">{state.why}</span>}
      </span>
      {state.kind === "listed" &&
        state.ports.map((port) => (
          <Button key={port} size="small" onClick={() => open(port)} aria-label={t("openOf", { code: place.code, port })}>
            {t("open", { port })}
          </Button>
        ))}
    </div>
  );
}

/** A server listens on IPv4 and IPv6: one page. */
const toPorts = (listeners: readonly Listener[]): number[] =>
  [...new Set(listeners.map(({ port }) => port))].sort((a, b) => a - b);
