"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useMemo } from "react";
import { Icon } from "../../../components/controls/icon.tsx";
import type { TraceProps } from "../../../components/diagrams/frame/diagram-props.ts";
import { DiagramTabs } from "../../../components/workbench/diagram-tabs.tsx";
import type { OpenDiagrams } from "../../../components/workbench/open-diagrams.ts";
import type { Locale } from "../../../lib/contract/ids.ts";
import type { KernelScope, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { DiagramKind } from "../../../lib/contract/lab.ts";
import { DIAGRAM_OF } from "./diagram-of.tsx";
import type { LabState } from "./lab-state.ts";
import type { LabStore } from "./lab-store.ts";
import { useConfirmedAt } from "./use-confirmed-at.ts";

type SidePane = { open: boolean; onToggle: () => void; pane: ReactNode };

/** The live diagrams that are open, side by side, or why there are none. */
export function DiagramPane({
  kinds,
  store,
  view,
  viewScopes,
  traced,
  open,
  onOpen,
  focus,
  locale,
  connected,
  running,
  clockOffsetMs,
  onTypeInTerminal,
  preview,
  author,
}: {
  /** Those that can be opened. */
  kinds: readonly DiagramKind[];
  store: LabStore | null;
  view: KernelView | null;
  /** The parts that the view was asked for. */
  viewScopes: readonly KernelScope[];
  traced: Pick<LabState, "trace" | "traceProblem">;
  open: OpenDiagrams;
  onOpen: (open: OpenDiagrams) => void;
  /** What each diagram looks at first. */
  focus: Readonly<Partial<Record<DiagramKind, string>>>;
  locale: Locale;
  connected: boolean;
  running: boolean;
  /** Server clock minus this browser's, in ms. */
  clockOffsetMs: number;
  onTypeInTerminal: (command: string) => void;
  /** A port of the sandbox, beside the diagrams. */
  preview: SidePane;
  /** In an author's own instance. */
  author: SidePane | null;
}) {
  const t = useTranslations("workbench.diagram");
  const tAuthor = useTranslations("author");
  const tPreview = useTranslations("workbench.preview");
  const serverNow = useCallback(() => Date.now() + clockOffsetMs, [clockOffsetMs]);
  const confirmedAt = useConfirmedAt(store);
  const { trace, traceProblem: error } = traced;
  const tracing = useMemo<TraceProps | undefined>(
    () => (store ? { trace, error, start: store.startTrace, stop: () => void store.stopTrace() } : undefined),
    [store, trace, error],
  );
  return (
    <div className="diagram-deck">
      <DiagramTabs kinds={kinds} open={open} onOpen={onOpen}>
        <span className="diagram-tab preview-tab" data-open={preview.open || undefined}>
          <button type="button" data-action="preview" aria-pressed={preview.open} onClick={preview.onToggle}>
            <Icon name="globe" size={13} /> {tPreview("tab")}
          </button>
        </span>
        {author && (
          <span className="diagram-tab author-tab" data-open={author.open || undefined}>
            <button
              type="button"
              data-action="author"
              aria-pressed={author.open}
              title={tAuthor("toggle")}
              onClick={author.onToggle}
            >
              <Icon name="flag" size={13} /> {tAuthor("tab")}
            </button>
          </span>
        )}
      </DiagramTabs>
      {running ? (
        <div className="diagram-row">
          {open.map((kind) => {
            const Diagram = DIAGRAM_OF[kind];
            return (
              <div key={kind} className="diagram-place" data-diagram={kind}>
                <Diagram
                  // A view that was not asked for overlays has none, which is not the same as that there are none.
                  view={kind === "layers" && !viewScopes.includes("overlays") ? null : view}
                  focus={focus[kind] ?? null}
                  locale={locale}
                  now={serverNow}
                  confirmedAt={confirmedAt}
                  connected={connected}
                  onTypeInTerminal={onTypeInTerminal}
                  trace={tracing}
                />
              </div>
            );
          })}
          {preview.open && <div className="diagram-place">{preview.pane}</div>}
          {author?.open && <div className="diagram-place">{author.pane}</div>}
        </div>
      ) : (
        <div
          className="grid min-h-0 flex-1 place-items-center bg-surface p-6 text-center text-[13px] text-ink-soft"
          data-diagram-empty
        >
          <p className="flex max-w-72 flex-col items-center gap-3">
            <Icon name="layers" size={24} className="text-ink-faint" />
            {t("asleep")}
          </p>
        </div>
      )}
    </div>
  );
}
