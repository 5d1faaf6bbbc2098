"use client";

import { type RefObject, useEffect, useMemo, useState } from "react";
import { DiagramFrame } from "../frame/diagram-frame.tsx";
import type { DiagramProps } from "../frame/diagram-props.ts";
import { createLiveReducer } from "../frame/live-model.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { copyCommand, useLiveFrame } from "../frame/use-live-frame.ts";
import { useReducedMotion } from "../frame/use-reduced-motion.ts";
import { explainNetworkMark, reachSentence } from "./explain.ts";
import { Legend } from "./legend.tsx";
import { NetworkCanvas } from "./network-canvas.tsx";
import { diffNetwork, type NetworkChange } from "./network-diff.ts";
import { layoutNetwork } from "./network-layout.ts";
import { type NetworkModel, namespaceMark, toNetworkModel } from "./network-model.ts";
import { NetworkTable } from "./network-table.tsx";
import { Notices } from "./notices.tsx";
import { planMotion, STILL } from "./plan-motion.ts";
import { networkTexts } from "./texts.ts";
import { traceTexts } from "./trace/texts.ts";
import { useTraceView } from "./trace/use-trace-view.tsx";
import "../frame/marks.css";
import "./network.css";

const reduce = createLiveReducer<NetworkModel, NetworkChange>({ toModel: toNetworkModel, diff: diffNetwork });

/** Every network namespace of the sandbox, what is in it and what joins them, as the kernel has it. Props in, callbacks out. */
export function NetworkDiagram(props: DiagramProps) {
  const { locale, focus } = props;
  const t = networkTexts(locale);
  const { state, table, selected, select, canvas, size, frame } = useLiveFrame(props, reduce, t.change);
  const { model, motion } = state;
  /** A picture that was shown before: what was counted then is not counted now. */
  const [counted, setCounted] = useState<NetworkModel | null>(null);
  const still = useReducedMotion();
  const width = size?.width;
  const toScene = useMemo(
    () => (of: NetworkModel | null) =>
      of && width !== undefined ? { model: of, layout: layoutNetwork(of, width, (one) => reachSentence(one, t)) } : null,
    [width, t],
  );
  const scene = useMemo(() => toScene(model), [model, toScene]);
  const before = useMemo(() => toScene(motion?.before ?? null), [motion, toScene]);
  const moves = useMemo(
    () => (motion && scene ? planMotion(before?.layout ?? null, scene.layout, motion.changes, still) : STILL),
    [motion, scene, before, still],
  );
  const explanation = useMemo(() => (model && selected ? explainNetworkMark(model, selected, t) : null), [model, selected, t]);

  const trace = useTraceView(props, scene, { t, ft: frame.t, still, hidden: table, covered: explanation !== null });

  const focused = model?.namespaces.find(
    ({ name, info }) => focus !== null && (name === focus || info.names.includes(focus)),
  )?.key;
  useEffect(() => {
    if (focused !== undefined && width !== undefined) scrollTo(canvas, namespaceMark(focused));
  }, [focused, width, canvas]);

  return (
    <DiagramFrame
      {...frame}
      title={t.title}
      onPause={() => {
        setCounted(state.latest);
        frame.onPause();
      }}
      onTable={() => {
        setCounted(model);
        frame.onTable();
      }}
      explanation={explanation}
      tabs={
        <>
          {state.shown && <ProblemNotice view={state.shown} title={t.problems} toText={t.reason} />}
          {model && <Notices model={model} t={t} />}
          {trace.status}
        </>
      }
      tools={trace.tool}
      beside={trace.panel}
    >
      <div ref={canvas} className="gd-canvas" hidden={table && model !== null}>
        {!model && <p className="gd-empty">{t.waiting}</p>}
        {scene && !table && (
          <div className="nw-stage">
            <NetworkCanvas
              {...{ scene, before, motion: moves, selected, t }}
              pulses={model !== counted}
              onOpen={select}
              onCopy={(key) => copyCommand(explainNetworkMark(scene.model, key, t))}
            />
            {trace.overlay}
          </div>
        )}
      </div>
      {scene && !table && <Legend {...scene} t={t} />}
      {table && model && (
        <NetworkTable
          model={model}
          t={t}
          showMore={frame.t.showMore}
          traced={trace.shown && { packets: trace.shown.packets, tt: traceTexts(locale) }}
        />
      )}
    </DiagramFrame>
  );
}

function scrollTo(canvas: RefObject<HTMLElement | null>, mark: string): void {
  const boxes = canvas.current?.querySelectorAll<SVGGElement>(".gd-place[data-key]") ?? [];
  const box = [...boxes].find((node) => node.dataset.key === mark);
  box?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
