"use client";

import { useTranslations } from "next-intl";
import { Icon } from "../../../components/controls/icon.tsx";
import type { Locale } from "../../../lib/contract/ids.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";

/** The live diagram, or why there is none yet. */
export function DiagramPane({
  view,
  running,
}: {
  view: KernelView | null;
  focus: string | undefined;
  locale: Locale;
  connected: boolean;
  running: boolean;
  onTypeInTerminal: (command: string) => void;
}) {
  const t = useTranslations("workbench.diagram");
  return (
    <div className="grid size-full place-items-center bg-surface p-6 text-center text-[13px] text-ink-soft" data-diagram-empty>
      <p className="flex max-w-72 flex-col items-center gap-3">
        <Icon name="layers" size={24} className="text-ink-faint" />
        {t(running && !view ? "reading" : "asleep")}
      </p>
    </div>
  );
}
