"use client";

import { useMemo, useState } from "react";
import { DiagramFrame } from "../frame/diagram-frame.tsx";
import type { DiagramProps } from "../frame/diagram-props.ts";
import { createLiveReducer } from "../frame/live-model.ts";
import { PickTabs } from "../frame/pick-tabs.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { copyCommand, useLiveFrame } from "../frame/use-live-frame.ts";
import { explainMount } from "./explain.ts";
import { MountsCanvas } from "./mounts-canvas.tsx";
import { diffMounts, type MountsChange } from "./mounts-diff.ts";
import { layoutMounts } from "./mounts-layout.ts";
import { type MountsModel, toMountsModel } from "./mounts-model.ts";
import { MountsTable } from "./mounts-table.tsx";
import { mountsTexts } from "./texts.ts";
import "../frame/marks.css";
import "./mounts.css";

type Both = { student: MountsModel; all: MountsModel };
const reduce = createLiveReducer<Both, MountsChange>({
  toModel(view) {
    const [student, all] = [toMountsModel(view, false), toMountsModel(view, true)];
    return student && all ? { student, all } : null;
  },
  diff: (before, after, revision) => diffMounts(before.student, after.student, revision),
});
const NO_CHANGES: MountsChange[] = [];

/** What is mounted where, in every mount namespace of the sandbox, as the kernel has it. Props in, callbacks out; it knows no sockets. */
export function MountsDiagram(props: DiagramProps) {
  const { locale } = props;
  const t = mountsTexts(locale);
  const { state, table: asTable, selected, select, canvas, size, frame } = useLiveFrame(props, reduce, t.change);
  const [plumbing, setPlumbing] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const model = state.model && (plumbing ? state.model.all : state.model.student);
  const table = model?.tables.find(({ info }) => info.key === picked) ?? model?.tables[0] ?? null;
  const layout = useMemo(() => table && size && layoutMounts(table, size.width), [table, size]);
  const explanation = useMemo(() => (table && selected ? explainMount(table, selected, t) : null), [table, selected, t]);
  const hidden = state.model?.student.tables.find(({ info }) => info.key === table?.info.key)?.hidden ?? 0;

  return (
    <DiagramFrame
      {...frame}
      title={t.title}
      explanation={explanation}
      tabs={
        <>
          {model && table && (
            <PickTabs
              tabs={model.tables.map(({ info, name }) => ({ key: info.key, name: info.initial ? t.own : name }))}
              chosen={table.info.key}
              label={t.tabs}
              onPick={setPicked}
            />
          )}
          {state.shown && <ProblemNotice view={state.shown} title={t.problems} toText={t.reason} />}
        </>
      }
    >
      <div ref={canvas} className="gd-canvas" hidden={asTable && table !== null}>
        {!table && <p className="gd-empty">{t.waiting}</p>}
        {table && table.rows.length === 0 && (
          <p className="gd-empty">
            <b>{t.emptyTitle}</b>
            {t.emptyText}
          </p>
        )}
        {table && layout && !asTable && table.rows.length > 0 && (
          <MountsCanvas
            {...{ layout, selected, t }}
            changes={state.motion?.changes ?? NO_CHANGES}
            onOpen={select}
            onCopy={(key) => copyCommand(explainMount(table, key, t))}
          />
        )}
      </div>
      {table && !asTable && (
        <div className="gd-toggle-row">
          {hidden > 0 && (
            <span>
              {plumbing ? t.plumbingShown : t.hidden(hidden)} ·{" "}
              <button type="button" onClick={() => setPlumbing(!plumbing)}>
                {plumbing ? t.hide : t.show}
              </button>
            </span>
          )}
          <span className="gd-hint">{t.subtitle}</span>
        </div>
      )}
      {asTable && table && <MountsTable table={table} t={t} showMore={frame.t.showMore} />}
    </DiagramFrame>
  );
}
