import type { TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import { visibleName } from "../../frame/shell-quote.ts";
import type { Point } from "../layout-types.ts";
import { dotStyle, isAltered, type Tone } from "./dot-style.ts";
import { type Dot, dotsAt, shareOfPath } from "./dots-at.ts";
import { destinationText, sourceText } from "./hop-words.ts";
import type { Walk } from "./plan-walk.ts";
import { partOf } from "./point-along.ts";

/** Colours as the browser resolved them for this theme, and the page's font. */
export type Palette = Record<Tone | "ink" | "surface" | "line" | "trail" | "outline", string> & { font: string };
export type Painting = {
  packet: TracedPacket;
  walk: Walk;
  level: number;
  progress: number;
  /** No motion is wanted: where the packet is now is outlined. */
  still: boolean;
  /** The part of the picture that is in sight. */
  sight: { left: number; top: number; right: number; bottom: number };
  palette: Palette;
};

/** px */
const DOT = 9;
const BADGE = 7;
/** Who wants no motion sees a ring around the dot. */
const RING = 6;
/** A label leaves the cable below the dot in sight. */
const BESIDE = 12;

/** Paints the way gone so far, a number at every port where a frame was captured, and the dots. Returns the dots that it painted. */
export function paintWalk(context: CanvasRenderingContext2D, painting: Painting): Dot[] {
  const { walk, level, progress, palette } = painting;
  const dots = dotsAt(walk, level, progress);
  context.lineCap = "round";
  context.lineJoin = "round";
  context.textAlign = "center";
  context.textBaseline = "middle";
  paintTrail(context, walk, level, progress, palette);
  paintBadges(context, new Set(seenBy(walk, level, dots)), painting);
  for (const dot of dots) paintDot(context, dot, painting);
  // Several copies say the same.
  const told = dots.filter(({ state }) => state === "on" || state === "at");
  if (told.length === 1) paintLabel(context, told[0]!, painting);
  return dots;
}

/** Frames that were shown up to now. */
const seenBy = (walk: Walk, level: number, dots: readonly Dot[]): number[] => [
  ...walk.depths.flatMap((depth, frame) => (depth < level ? [frame] : [])),
  ...dots.flatMap(({ state, frame }) => (state === "at" ? [frame] : [])),
];

function paintTrail(context: CanvasRenderingContext2D, walk: Walk, level: number, progress: number, palette: Palette): void {
  context.strokeStyle = palette.trail;
  context.lineWidth = 4;
  context.globalAlpha = 0.4;
  for (const [at, moves] of walk.levels.slice(0, level + 1).entries()) {
    for (const { path } of moves) {
      if (!path) continue;
      const part = at < level ? path : partOf(path, shareOfPath(progress));
      context.beginPath();
      for (const [index, { x, y }] of part.entries()) index === 0 ? context.moveTo(x, y) : context.lineTo(x, y);
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}

function paintBadges(context: CanvasRenderingContext2D, seen: ReadonlySet<number>, painting: Painting): void {
  const { walk, palette, still } = painting;
  const places = Map.groupBy(
    [...seen].sort((a, b) => a - b).filter((frame) => walk.spots[frame]),
    (frame) => `${walk.spots[frame]!.x} ${walk.spots[frame]!.y}`,
  );
  context.font = `600 10px ${palette.font}`;
  for (const frames of places.values()) {
    const { x, y } = walk.spots[frames[0]!]!;
    const text = frames.map((frame) => frame + 1).join(",");
    const half = Math.max(BADGE, context.measureText(text).width / 2 + 4);
    const middle = { x: x + DOT + half + (still ? RING + 2 : 0), y };
    pill(context, middle, half, BADGE, palette.surface, palette.trail);
    context.fillStyle = palette.ink;
    context.fillText(text, middle.x, middle.y + 0.5);
  }
}

function paintDot(context: CanvasRenderingContext2D, dot: Dot, { packet, palette, still }: Painting): void {
  const { x, y, state, frame } = dot;
  const { letter, tone } = dotStyle(packet.protocol);
  const isLost = state === "lost";
  if (still && state === "at") {
    context.strokeStyle = palette.outline;
    context.lineWidth = 3;
    context.beginPath();
    context.arc(x, y, DOT + RING, 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalAlpha = state === "rest" ? 0.6 : 1;
  context.fillStyle = isLost ? palette.surface : palette[tone];
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.5;
  context.setLineDash(isLost ? [3, 2.5] : []);
  context.beginPath();
  if (isAltered(packet, frame)) context.roundRect(x - DOT, y - DOT, 2 * DOT, 2 * DOT, 3);
  else context.arc(x, y, DOT, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = palette.ink;
  context.font = `700 11px ${palette.font}`;
  context.fillText(isLost ? "?" : letter, x, y + 0.5);
  context.globalAlpha = 1;
}

/** What the packet says and between whom, as it is at this frame: on the outer side of its box, where cables are and no words. */
function paintLabel(context: CanvasRenderingContext2D, { x, y, frame }: Dot, painting: Painting): void {
  const { packet, palette, walk, sight } = painting;
  const { [frame]: here } = packet.frames;
  if (!here) return;
  const ends = [sourceText(here), destinationText(here)].filter(Boolean).join(" → ");
  const lines = [visibleName(packet.says) || packet.protocol, visibleName(ends)].filter(Boolean);
  context.font = `600 11px ${palette.font}`;
  const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 7;
  const tall = lines.length * 7 + 4;
  const away = (walk.spots[frame]?.out ?? -1) * (tall + DOT + 5);
  const middle = {
    x: within(x + BESIDE + half, sight.left + half + 2, sight.right - half - 2),
    y: within(y + away, sight.top + tall + 2, sight.bottom - tall - 2),
  };
  pill(context, middle, half, tall, palette.surface, palette.line);
  context.fillStyle = palette.ink;
  for (const [at, line] of lines.entries()) context.fillText(line, middle.x, middle.y + (at - (lines.length - 1) / 2) * 14 + 0.5);
}

function pill(context: CanvasRenderingContext2D, middle: Point, half: number, tall: number, fill: string, stroke: string): void {
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.lineWidth = 1.25;
  context.beginPath();
  context.roundRect(middle.x - half, middle.y - tall, 2 * half, 2 * tall, Math.min(tall, 6));
  context.fill();
  context.stroke();
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
