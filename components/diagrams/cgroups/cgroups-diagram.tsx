"use client";

import { useMemo, useRef, useState } from "react";
import { copyText } from "../../controls/copy-text.ts";
import { DiagramFrame } from "../frame/diagram-frame.tsx";
import type { DiagramProps } from "../frame/diagram-props.ts";
import { frameTexts } from "../frame/frame-texts.ts";
import { createLiveReducer } from "../frame/live-model.ts";
import { focusMark } from "../frame/marks-canvas.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useLiveDiagram } from "../frame/use-live-diagram.ts";
import { useSize } from "../frame/use-size.ts";
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
  const ft = frameTexts(locale);
  const { state, dispatch, log, fresh, badge } = useLiveDiagram(props, reduce, t.change);
  const [table, setTable] = useState(false);
  const [selected, setSelected] = useState<string | null>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const size = useSize(canvas);
  const { model } = state;
  const layout = useMemo(() => model && size && layoutCgroups(model, size.width), [model, size]);
  const explanation = useMemo(() => (model && selected ? explainCgroupMark(model, selected, t) : null), [model, selected, t]);

  return (
    <DiagramFrame
      title={t.title}
      t={ft}
      lang={locale}
      badge={badge}
      table={table}
      onPause={() => dispatch({ type: "pause" })}
      onTidy={() => dispatch({ type: "tidy" })}
      onTable={() => setTable(!table)}
      explanation={explanation}
      onCloseExplanation={() => {
        setSelected(null);
        focusMark(canvas.current, selected);
      }}
      onTypeInTerminal={props.onTypeInTerminal}
      log={log}
      fresh={fresh}
      tabs={state.shown && <ProblemNotice view={state.shown} title={t.problems} toText={t.reason} />}
    >
      <div ref={canvas} className="gd-canvas" hidden={table && model !== null}>
        {!model && <p className="gd-empty">{t.waiting}</p>}
        {model && layout && !table && (
          <CgroupsCanvas
            {...{ model, layout, selected, t }}
            changes={state.motion?.changes ?? NO_CHANGES}
            onOpen={setSelected}
            onCopy={(key) => {
              const command = explainCgroupMark(model, key, t)?.evidence.command;
              if (command) void copyText(command);
            }}
          />
        )}
      </div>
      {model && !table && (
        <p className="gd-legend">
          <span>{t.banner[model.mode]}</span>
          <span>{model.omitted > 0 ? t.omitted(model.omitted) : t.subtitle}</span>
        </p>
      )}
      {table && model && <CgroupsTable model={model} t={t} showMore={ft.showMore} />}
    </DiagramFrame>
  );
}
