"use client";

import { useDeferredValue, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { copyText } from "../../controls/copy-text.ts";
import { DiagramFrame } from "../frame/diagram-frame.tsx";
import type { DiagramProps } from "../frame/diagram-props.ts";
import type { Explanation } from "../frame/explanation-panel.tsx";
import { frameTexts } from "../frame/frame-texts.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { useReducedMotion } from "../frame/use-reduced-motion.ts";
import { useSize } from "../frame/use-size.ts";
import { describeChange } from "./describe-change.ts";
import { EmptyState } from "./empty-state.tsx";
import { explainMark, explainSlab } from "./explain-mark.ts";
import { LayersCanvas, trackScroll } from "./layers-canvas.tsx";
import { layoutLayers } from "./layers-layout.ts";
import type { OverlayModel } from "./layers-model.ts";
import { chooseOverlay, firstState, layersReducer, type Motion } from "./layers-state.ts";
import { LayersTable } from "./layers-table.tsx";
import { Legend } from "./legend.tsx";
import { Notices } from "./notices.tsx";
import { OverlayTabs } from "./overlay-tabs.tsx";
import { GHOST_MS, type Move, OUTLINE_MS, planMotion, type Scene } from "./plan-motion.ts";
import { type LayersTexts, layersTexts } from "./texts.ts";
import "./layers.css";

const NO_MOVES: Move[] = [];

/** The Layers diagram: every overlay of a sandbox as the kernel has it. Props in, callbacks out; it knows no sockets. */
export function LayersDiagram(props: DiagramProps) {
  const { view, focus, locale, onTypeInTerminal } = props;
  const t = layersTexts(locale);
  const ft = frameTexts(locale);
  const [state, dispatch] = useReducer(layersReducer, firstState);
  // Adjusting state to a new prop while rendering saves the frame that an effect would cost.
  if (view !== state.incoming) dispatch({ type: "view", view });
  if (focus !== state.focus) dispatch({ type: "focus", focus });

  const [table, setTable] = useState(false);
  const [selected, setSelected] = useState<string | null>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const size = useSize(canvas);
  const still = useReducedMotion();
  const { leaving } = state;
  const model = leaving?.model ?? chooseOverlay(state);
  useEffect(() => {
    if (!leaving) return;
    const timer = setTimeout(() => dispatch({ type: "left" }), still ? 0 : GHOST_MS);
    return () => clearTimeout(timer);
  }, [leaving, still]);

  const scene = useMemo((): Scene | null => {
    const memory = leaving?.memory ?? (model && state.memory.get(model.key));
    if (!model || !memory || !size) return null;
    return { model, layout: layoutLayers(model, size.width, memory, state.opened) };
  }, [model, leaving, state.memory, state.opened, size]);

  const { motion } = state;
  useEffect(() => {
    if (!motion) return;
    const timer = setTimeout(() => dispatch({ type: "settled", motion }), OUTLINE_MS);
    return () => clearTimeout(timer);
  }, [motion]);
  const planned = useRef<{ motion: Motion | null; leaving: boolean; moves: Move[] }>({
    motion: null,
    leaving: false,
    moves: NO_MOVES,
  });
  const moves = useMemo(() => {
    if (!motion || !scene || !size) return NO_MOVES;
    // A resize meanwhile must not start the same moves again.
    if (planned.current.motion === motion && planned.current.leaving === (leaving !== null)) return planned.current.moves;
    const plan = (): Move[] => {
      if (leaving)
        return still ? NO_MOVES : [{ type: "unmount" as const, change: leaving.change, id: `${leaving.change}:unmount` }];
      const before = motion.before.find((old) => old.key === scene.model.key);
      const memory = before && motion.memoryBefore.get(before.key);
      const old = before && memory ? { model: before, layout: layoutLayers(before, size.width, memory, state.opened) } : null;
      return planMotion(old, scene, motion.changes, still);
    };
    planned.current = { motion, leaving: leaving !== null, moves: plan() };
    return planned.current.moves;
  }, [motion, state.opened, leaving, scene, size, still]);

  const log = useMemo(
    () =>
      state.log.map(({ change, at, overlay: then }) => ({
        id: `${at}/${change.id}`,
        change: change.id,
        at,
        text: describeChange(change, then, t),
      })),
    [state.log, t],
  );
  const fresh = useMemo(() => new Set(motion?.changes.map(({ id }) => id)), [motion]);
  const explanation = useMemo(() => (model && selected ? explainKey(model, selected, t) : null), [model, selected, t]);
  const confirmedAt = view === null ? null : props.confirmedAt === undefined ? view.sampledAt : props.confirmedAt;
  const tableModel = useDeferredValue(model);

  return (
    <DiagramFrame
      title={t.title}
      t={ft}
      lang={locale}
      badge={{ now: props.now, confirmedAt, connected: props.connected, paused: state.paused, waiting: state.waiting }}
      table={table}
      onPause={() => dispatch({ type: "pause" })}
      onTidy={() => dispatch({ type: "tidy" })}
      onTable={() => {
        if (motion) dispatch({ type: "settled", motion });
        setTable(!table);
      }}
      explanation={explanation}
      onCloseExplanation={() => closeExplanation(canvas.current, selected, setSelected)}
      onTypeInTerminal={onTypeInTerminal}
      log={log}
      fresh={fresh}
      tabs={
        <>
          {model && (
            <OverlayTabs
              models={state.models}
              chosen={model.key}
              label={t.tabs}
              onPick={(overlay) => dispatch({ type: "pick", overlay })}
            />
          )}
          {state.shown && <Notices view={state.shown} overlay={model?.overlay ?? null} t={t} />}
        </>
      }
    >
      <div ref={canvas} className="gd-canvas" onScroll={trackScroll} hidden={table && model !== null}>
        {!model && <EmptyState waiting={state.shown === null} t={t} onTypeInTerminal={onTypeInTerminal} />}
        {scene && !table && (
          <>
            <LayersCanvas
              key={scene.model.key}
              scene={scene}
              moves={moves}
              selected={selected}
              label={`${t.title}: ${visibleName(scene.model.overlay.mountpoint)}. ${t.subtitle}`}
              t={t}
              onOpen={setSelected}
              onCopy={(key) => {
                const command = explainKey(scene.model, key, t)?.evidence.command;
                if (command) void copyText(command);
              }}
              onToggle={(fold) => dispatch({ type: "toggle", fold })}
            />
            {scene.model.paths.length === 0 && <p className="gd-none">{t.noPaths}</p>}
          </>
        )}
      </div>
      {model && !table && <Legend model={model} plumbing={state.shown?.plumbing?.overlays ?? 0} t={t} />}
      {table && tableModel && <LayersTable model={tableModel} t={t} showMore={ft.showMore} />}
    </DiagramFrame>
  );
}

/** The explanation of a mark, a slab or the tray by its key; null once it is no longer in the model. */
function explainKey(model: OverlayModel, key: string, t: LayersTexts): Explanation | null {
  const slab = key.startsWith(`${model.key}|slab|`) ? key.slice(`${model.key}|slab|`.length) : null;
  if (slab === "merged" || slab === "work") return explainSlab(model.overlay, slab, t);
  if (slab?.startsWith("layer:")) return explainSlab(model.overlay, Number(slab.slice("layer:".length)), t);
  for (const path of model.paths) {
    if (path.merged.key === key) return explainMark(model, path, null, t);
    const mark = path.cells.find((candidate) => candidate.key === key);
    if (mark) return explainMark(model, path, mark, t);
  }
  return null;
}

/** Closes the panel and gives the focus back to the mark it belonged to. */
function closeExplanation(canvas: HTMLElement | null, key: string | null, setSelected: (key: string | null) => void): void {
  setSelected(null);
  const nodes = canvas?.querySelectorAll<SVGGElement>("[data-key]") ?? [];
  [...nodes].find((node) => node.dataset.key === key)?.focus();
}
