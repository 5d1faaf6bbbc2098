"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { Icon, type IconName } from "../controls/icon.tsx";
import type { PaneLayout } from "./panes.ts";

export const PANES = ["lesson", "diagram", "terminal", "files"] as const;
export type Pane = (typeof PANES)[number];
const ICONS: Record<Pane, IconName> = { lesson: "book", diagram: "layers", terminal: "terminal", files: "folder" };

/**
 * Lesson left, diagram over terminal right, all resizable. Below 900 px one pane at a time, chosen by tabs. It is the same tree either way
 * (workbench.css does the rest), so that turning a tablet neither reloads a terminal nor shifts the first paint.
 */
export function Workbench({
  panes,
  initialLayout,
  onLayout,
  front,
  onFront,
}: {
  /** The files are part of the terminal's (shell-and-files.tsx). */
  panes: Record<Exclude<Pane, "files">, ReactNode>;
  initialLayout: PaneLayout;
  onLayout: (layout: PaneLayout) => void;
  /** The pane to show where there is room for one. */
  front: Pane;
  onFront: (pane: Pane) => void;
}) {
  const t = useTranslations("workbench.panes");
  const layout = useRef(initialLayout);
  const changed = (part: Partial<PaneLayout>) => {
    layout.current = { ...layout.current, ...part };
    onLayout(layout.current);
  };
  return (
    <div className="workbench" data-front={front}>
      <Group
        id="workbench-columns"
        orientation="horizontal"
        className="min-h-0 flex-1"
        defaultLayout={initialLayout.columns}
        onLayoutChanged={(columns, { isUserInteraction }) => isUserInteraction && changed({ columns })}
      >
        <Panel id="lesson" minSize={300} className="pane">
          {panes.lesson}
        </Panel>
        <Separator className="pane-separator" aria-label={t("resizeColumns")} />
        <Panel id="stage" minSize={360}>
          <Group
            id="workbench-rows"
            orientation="vertical"
            className="h-full"
            defaultLayout={initialLayout.rows}
            onLayoutChanged={(rows, { isUserInteraction }) => isUserInteraction && changed({ rows })}
          >
            <Panel id="diagram" minSize={120} className="pane">
              {panes.diagram}
            </Panel>
            <Separator className="pane-separator" aria-label={t("resizeRows")} />
            <Panel id="terminal" minSize={120} className="pane">
              {panes.terminal}
            </Panel>
          </Group>
        </Panel>
      </Group>
      <nav className="pane-tabs" aria-label={t("label")}>
        {PANES.map((pane) => (
          <button
            key={pane}
            type="button"
            data-pane={pane}
            aria-pressed={pane === front}
            onClick={() => onFront(pane)}
            className="pane-tab"
          >
            <Icon name={ICONS[pane]} />
            {t(pane)}
          </button>
        ))}
      </nav>
    </div>
  );
}
