"use client";

import { useMemo } from "react";
import { DiagramFrame } from "../frame/diagram-frame.tsx";
import type { DiagramProps } from "../frame/diagram-props.ts";
import { createLiveReducer } from "../frame/live-model.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { copyCommand, useLiveFrame } from "../frame/use-live-frame.ts";
import { CgroupsCanvas } from "./cgroups-canvas.tsx";
import { type CgroupsChange, diffCgroups } from "./cgroups-diff.ts";
import { layoutCgroups } from "./cgroups-layout.ts";
import { type CgroupsModel, toCgroupsModel } from "./cgroups-model.ts";
import { CgroupsTable } from "./cgroups-table.tsx";
import { explainCgroupMark } from "./explain.ts";
import { cgroupsTexts } from "./texts.ts";
import "../frame/marks.css";
import "./cgroups.css";

const reduce = createLiveReducer<CgroupsModel, CgroupsChange>({ toModel: toCgroupsModel, diff: diffCgroups });
const NO_CHANGES: CgroupsChange[] = [];

/** The control groups of the sandbox, what they use and what binds them, as the kernel has it. Props in, callbacks out; it knows no sockets. */
export function CgroupsDiagram(props: DiagramProps) {
  const { locale } = props;
  const t = cgroupsTexts(locale);
  const { state, table, selected, select, canvas, size, frame } = useLiveFrame(props, reduce, t.change);
  const { model } = state;
  const layout = useMemo(() => model && size && layoutCgroups(model, size.width), [model, size]);
  const explanation = useMemo(() => (model && selected ? explainCgroupMark(model, selected, t) : null), [model, selected, t]);

  return (
    <DiagramFrame
      {...frame}
      title={t.title}
      explanation={explanation}
      tabs={state.shown && <ProblemNotice view={state.shown} title={t.problems} toText={t.reason} />}
    >
      <div ref={canvas} className="gd-canvas" hidden={table && model !== null}>
        {!model && <p className="gd-empty">{t.waiting}</p>}
        {model && layout && !table && (
          <CgroupsCanvas
            {...{ model, layout, selected, t }}
            changes={state.motion?.changes ?? NO_CHANGES}
            onOpen={select}
            onCopy={(key) => copyCommand(explainCgroupMark(model, key, t))}
          />
        )}
      </div>
      {model && !table && (
        <p className="gd-legend">
          <span>{t.banner[model.mode]}</span>
          <span>{model.omitted > 0 ? t.omitted(model.omitted) : t.subtitle}</span>
        </p>
      )}
      {table && model && <CgroupsTable model={model} t={t} showMore={frame.t.showMore} />}
    </DiagramFrame>
  );
}
