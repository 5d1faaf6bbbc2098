import { type ReactNode, useMemo, useRef, useState } from "react";
import { type PacketTrace, TRACE_SECONDS } from "../../../../lib/contract/kernel/packet-trace.ts";
import type { DiagramProps, TraceProps } from "../../frame/diagram-props.ts";
import type { FrameTexts } from "../../frame/frame-texts.ts";
import { Tool } from "../../frame/tool.tsx";
import type { Scene } from "../scene.ts";
import type { NetworkTexts } from "../texts.ts";
import { placeLinks } from "./place-links.ts";
import { planWalk } from "./plan-walk.ts";
import { statusOf } from "./status-of.tsx";
import { traceTexts } from "./texts.ts";
import { TraceOverlay } from "./trace-overlay.tsx";
import { TracePanel } from "./trace-panel.tsx";
import { tracePhase } from "./trace-phase.ts";
import { useNow } from "./use-now.ts";
import { useReplay } from "./use-replay.ts";
import "./trace.css";

/** The parts that a trace of packets adds to the diagram; all null where no trace can be asked for. */
export type TraceView = {
  tool: ReactNode;
  status: ReactNode;
  overlay: ReactNode;
  panel: ReactNode;
  /** The trace whose packets are on show: the table has them too. */
  shown: PacketTrace | null;
};

const NOTHING: TraceView = { tool: null, status: null, overlay: null, panel: null, shown: null };
const NO_TRACE: TraceProps = { trace: null, error: null, start: () => undefined, stop: () => undefined };

/** hidden: the picture is not on show, nothing is replayed then. covered: something else takes the panel's place. */
export function useTraceView(
  { trace: given, locale, now, onTypeInTerminal }: DiagramProps,
  scene: Scene | null,
  { t, ft, still, hidden, covered }: { t: NetworkTexts; ft: FrameTexts; still: boolean; hidden: boolean; covered: boolean },
): TraceView {
  const { trace, error, start, stop } = given ?? NO_TRACE;
  const tt = traceTexts(locale);
  const words = useMemo(() => ({ t, tt }), [t, tt]);
  const [asked, setAsked] = useState(false);
  const [closed, setClosed] = useState<string | null>(null);
  const tool = useRef<HTMLSpanElement>(null);
  const at = useNow(now, trace?.state === "capturing");
  const shown = trace?.state === "ended" && trace.id !== closed ? trace : null;
  const phase = tracePhase(trace, at);
  const isBusy = phase.kind === "capturing" || phase.kind === "gathering";

  // A packet has as many levels whatever the picture looks like.
  const levels = useMemo(
    () => (shown && scene ? shown.packets.map((packet) => planWalk(packet, scene, new Map()).levels.length) : []),
    [shown, scene],
  );
  const mayMove = !still && !hidden && !covered;
  const replay = useReplay(shown?.id ?? null, levels, mayMove);
  const places = useMemo(() => (scene && shown ? placeLinks(scene) : null), [scene, shown]);
  const packet = (replay.player.packet === null ? null : shown?.packets[replay.player.packet]) ?? null;
  const walk = useMemo(() => (scene && places && packet ? planWalk(packet, scene, places) : null), [scene, places, packet]);

  if (!given) return NOTHING;
  const onStart = () => {
    setAsked(true);
    setClosed(trace?.state === "ended" ? trace.id : null);
    void Promise.resolve(start(TRACE_SECONDS.usual)).finally(() => setAsked(false));
  };
  const onClose = () => {
    setClosed(trace?.id ?? null);
    tool.current?.querySelector("button")?.focus();
  };
  return {
    tool: (
      <span ref={tool} className="nt-tool">
        <Tool
          icon="trace"
          label={tt.button}
          title={isBusy ? tt.stop : tt.buttonWhy(TRACE_SECONDS.usual)}
          on={isBusy}
          disabled={asked || !scene}
          onClick={isBusy ? stop : onStart}
        />
      </span>
    ),
    status: statusOf({
      trace: trace && trace.id !== closed ? trace : null,
      phase: trace && trace.id === closed ? { kind: "idle" } : phase,
      error,
      asked,
      model: scene?.model ?? null,
      words,
      ft,
      onStop: stop,
      onClose,
      onTypeInTerminal,
    }),
    overlay:
      scene && trace && (trace.state === "capturing" || shown) ? (
        <TraceOverlay trace={trace} layout={scene.layout} {...{ packet, walk, replay, still }} />
      ) : null,
    panel:
      shown && scene && !covered && shown.packets.length > 0 ? (
        <TracePanel
          key={shown.id}
          trace={shown}
          model={scene.model}
          walk={hidden ? null : walk}
          mayMove={mayMove}
          {...{ replay, still, words, ft, onClose, onTypeInTerminal }}
        />
      ) : null,
    shown,
  };
}
