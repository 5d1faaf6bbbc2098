"use client";

import { useMemo, useState } from "react";
import { DiagramFrame } from "../frame/diagram-frame.tsx";
import type { DiagramProps } from "../frame/diagram-props.ts";
import { createLiveReducer } from "../frame/live-model.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { copyCommand, useLiveFrame } from "../frame/use-live-frame.ts";
import { explainNamespaceMark } from "./explain.ts";
import { NamespacesCanvas } from "./namespaces-canvas.tsx";
import { diffNamespaces, type NamespacesChange } from "./namespaces-diff.ts";
import { layoutNamespaces } from "./namespaces-layout.ts";
import { type NamespacesModel, toNamespacesModel } from "./namespaces-model.ts";
import { NamespacesTable } from "./namespaces-table.tsx";
import { namespacesTexts } from "./texts.ts";
import "../frame/marks.css";
import "./namespaces.css";

/** Both pictures are kept up to date, so that the switch between them moves nothing. */
type Both = { student: NamespacesModel; all: NamespacesModel };

const reduce = createLiveReducer<Both, NamespacesChange>({
  toModel(view, before) {
    const student = toNamespacesModel(view, before?.student ?? null, false);
    const all = toNamespacesModel(view, before?.all ?? null, true);
    return student && all ? { student, all } : null;
  },
  diff: (before, after, revision) => diffNamespaces(before.student, after.student, revision),
});
const NO_CHANGES: NamespacesChange[] = [];

/** Who runs in the sandbox and in which namespaces, as the kernel has it. Props in, callbacks out; it knows no sockets. */
export function NamespacesDiagram(props: DiagramProps) {
  const { locale } = props;
  const t = namespacesTexts(locale);
  const { state, table, selected, select, canvas, size, frame } = useLiveFrame(props, reduce, t.change);
  const [plumbing, setPlumbing] = useState(false);
  const model = state.model && (plumbing ? state.model.all : state.model.student);
  const before = state.motion && (plumbing ? state.motion.before.all : state.motion.before.student);
  const layout = useMemo(() => model && size && layoutNamespaces(model, size.width), [model, size]);
  const explanation = useMemo(() => (model && selected ? explainNamespaceMark(model, selected, t) : null), [model, selected, t]);
  const hidden = state.model?.student.hidden ?? 0;

  return (
    <DiagramFrame
      {...frame}
      title={t.title}
      explanation={explanation}
      tabs={state.shown && <ProblemNotice view={state.shown} title={t.problems} toText={t.reason} />}
    >
      <div ref={canvas} className="gd-canvas" hidden={table && model !== null}>
        {!model && <p className="gd-empty">{t.waiting}</p>}
        {model && model.rows.length === 0 && model.empty.length === 0 && (
          <p className="gd-empty">
            <b>{t.emptyTitle}</b>
            {t.emptyText}
          </p>
        )}
        {model && layout && !table && (model.rows.length > 0 || model.empty.length > 0) && (
          <NamespacesCanvas
            {...{ model, before, layout, selected, t }}
            changes={state.motion?.changes ?? NO_CHANGES}
            onOpen={select}
            onCopy={(key) => copyCommand(explainNamespaceMark(model, key, t))}
          />
        )}
      </div>
      {model && !table && (
        <div className="gd-toggle-row">
          {hidden > 0 && (
            <span>
              {plumbing ? t.plumbingShown : t.hidden(hidden)} ·{" "}
              <button type="button" onClick={() => setPlumbing(!plumbing)}>
                {plumbing ? t.hide : t.show}
              </button>
            </span>
          )}
          <span className="gd-hint">{model.omitted > 0 ? t.omitted(model.omitted) : t.subtitle}</span>
        </div>
      )}
      {table && model && <NamespacesTable model={model} t={t} showMore={frame.t.showMore} />}
    </DiagramFrame>
  );
}
