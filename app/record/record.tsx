"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { RecordPage } from "../../components/record/record-page.tsx";
import { type Summary, summarise } from "../../components/record/summarise.ts";
import type { TrackView } from "../../lib/contract/lesson-view.ts";
import { type MomentView, PersonRecord, RECORD_ADDRESS } from "../../lib/contract/record.ts";
import "../no-eval.ts";

type State = { kind: "looking" } | { kind: "failed" } | { kind: "read"; summary: Summary };

export function Record({ tracks, moments }: { tracks: TrackView[]; moments: MomentView[] }) {
  const t = useTranslations("record");
  const [state, setState] = useState<State>({ kind: "looking" });
  useEffect(() => {
    const abort = new AbortController();
    fetchRecord(abort.signal).then(
      (record) => setState({ kind: "read", summary: summarise(tracks, moments, record) }),
      () => abort.signal.aborted || setState({ kind: "failed" }),
    );
    return () => abort.abort();
  }, [tracks, moments]);
  return (
    <div className="mt-6" aria-busy={state.kind === "looking"}>
      {state.kind === "read" && <RecordPage summary={state.summary} print={() => window.print()} />}
      {state.kind === "failed" && (
        <p role="status" className="rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
          {t("failed")}
        </p>
      )}
    </div>
  );
}

/** @throws where the server did not say */
async function fetchRecord(signal: AbortSignal): Promise<PersonRecord> {
  const response = await fetch(RECORD_ADDRESS, { signal, cache: "no-store" });
  if (!response.ok) throw new Error(`GET ${RECORD_ADDRESS} answered ${response.status}`);
  return PersonRecord.parse(await response.json());
}
