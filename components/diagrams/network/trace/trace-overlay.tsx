import { useEffect, useRef } from "react";
import type { PacketTrace, TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import type { NetworkLayout, Point } from "../layout-types.ts";
import { keepInSight } from "./keep-in-sight.ts";
import { Listening } from "./listening.tsx";
import { paintWalk } from "./paint-walk.ts";
import type { Walk } from "./plan-walk.ts";
import { PROBED, readPalette } from "./read-palette.ts";
import type { Replay } from "./use-replay.ts";

/** A canvas must stay under what browsers allow, in device px. */
const MOST_CANVAS_PX = 8_192;

/** Over the picture, out of reach of the pointer: where it is listened while a trace runs, the dots while one is replayed. */
export function TraceOverlay(props: {
  trace: PacketTrace;
  layout: NetworkLayout;
  packet: TracedPacket | null;
  walk: Walk | null;
  replay: Replay;
  still: boolean;
}) {
  const { trace, layout, packet, walk, replay, still } = props;
  const { width, height } = layout;
  const overlay = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { subscribe, read } = replay;
  const { level } = replay.player;

  useEffect(() => {
    const paint = () => paintOn(overlay.current, canvas.current, { packet, walk, still, width, height }, read());
    paint();
    const unsubscribe = subscribe(paint);
    const stopWatching = watchTheme(paint);
    return () => {
      unsubscribe();
      stopWatching();
    };
  }, [packet, walk, still, width, height, subscribe, read]);
  useEffect(() => {
    if (!walk || !overlay.current) return;
    const moves = walk.levels[level] ?? [];
    const frames = level === 0 ? [0] : moves.flatMap(({ from, to }) => (from === null ? [to] : [from, to]));
    keepInSight(
      overlay.current,
      frames.flatMap((frame): Point[] => {
        const spot = walk.spots[frame];
        return spot ? [spot] : [];
      }),
    );
  }, [walk, level]);

  return (
    <div ref={overlay} className="nt-overlay" aria-hidden="true" data-trace={trace.state} style={{ width, height }}>
      {trace.state === "capturing" && <Listening trace={trace} layout={layout} />}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without a tab stop takes no focus */}
      <canvas ref={canvas} aria-hidden="true" />
      {PROBED.map((colour) => (
        <i key={colour} className="nt-probe" data-colour={colour} />
      ))}
    </div>
  );
}

type Shown = { packet: TracedPacket | null; walk: Walk | null; still: boolean; width: number; height: number };

function paintOn(
  overlay: HTMLElement | null,
  canvas: HTMLCanvasElement | null,
  { packet, walk, still, width, height }: Shown,
  { level, progress }: { level: number; progress: number },
): void {
  const context = canvas?.getContext("2d");
  if (!overlay || !canvas || !context) return;
  const scale = Math.min(devicePixelRatio, MOST_CANVAS_PX / Math.max(width, height));
  const [w, h] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const palette = packet && walk && readPalette(overlay);
  const dots = palette
    ? paintWalk(context, { packet, walk, level, progress, still, sight: sightOf(overlay, width, height), palette })
    : [];
  // For tests: where the canvas has painted a dot, and why there.
  overlay.dataset.traceDots = JSON.stringify(dots.map(({ share: _, ...dot }) => dot));
}

/** The part of the overlay that its scroller shows, in px. */
function sightOf(overlay: HTMLElement, width: number, height: number) {
  const scroller = overlay.closest<HTMLElement>(".gd-canvas");
  if (!scroller) return { left: 0, top: 0, right: width, bottom: height };
  const { scrollLeft: left, scrollTop: top, clientWidth, clientHeight } = scroller;
  return { left, top, right: Math.min(width, left + clientWidth), bottom: Math.min(height, top + clientHeight) };
}

/** Calls back when the page changes its theme or is moved to a screen with another density. */
function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true });
  const queries = [matchMedia("(prefers-color-scheme: dark)"), matchMedia(`(resolution: ${devicePixelRatio}dppx)`)];
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  };
}
