"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Icon } from "../../../components/controls/icon.tsx";
import { LayersDiagram } from "../../../components/diagrams/layers/layers-diagram.tsx";
import type { Locale } from "../../../lib/contract/ids.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import type { LabStore } from "./lab-store.ts";
import { useConfirmedAt } from "./use-confirmed-at.ts";

/** The live diagram, or why there is none. */
export function DiagramPane({
  store,
  view,
  focus,
  locale,
  connected,
  running,
  clockOffsetMs,
  onTypeInTerminal,
}: {
  store: LabStore | null;
  view: KernelView | null;
  focus: string | null;
  locale: Locale;
  connected: boolean;
  running: boolean;
  /** Server clock minus this browser's, in ms. */
  clockOffsetMs: number;
  onTypeInTerminal: (command: string) => void;
}) {
  const t = useTranslations("workbench.diagram");
  const serverNow = useCallback(() => Date.now() + clockOffsetMs, [clockOffsetMs]);
  const confirmedAt = useConfirmedAt(store);
  if (!running)
    return (
      <div className="grid size-full place-items-center bg-surface p-6 text-center text-[13px] text-ink-soft" data-diagram-empty>
        <p className="flex max-w-72 flex-col items-center gap-3">
          <Icon name="layers" size={24} className="text-ink-faint" />
          {t("asleep")}
        </p>
      </div>
    );
  return (
    <LayersDiagram
      view={view}
      focus={focus}
      locale={locale}
      now={serverNow}
      confirmedAt={confirmedAt}
      connected={connected}
      onTypeInTerminal={onTypeInTerminal}
    />
  );
}
