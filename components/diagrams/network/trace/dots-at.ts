import type { Point } from "../layout-types.ts";
import type { Walk } from "./plan-walk.ts";
import { pointAlong } from "./point-along.ts";

/** A dot stands before it moves and after it, for this share of the hop's time. */
const STAND = 0.15;
/** Share of the time from which on a frame is shown whose way there was not seen. */
const APPEAR = 0.5;

/**
 * at: stands at the frame's interface. on: moves along hop. rest: stands where nothing of it was seen to go on, while others still move.
 * lost: where it was seen last, before a hop that is not drawn.
 */
export type Dot = Point & { state: "at" | "on" | "rest" | "lost"; frame: number; to: number | null; share: number };

/** How far a dot is on its path at a share of its hop's time: it starts and ends gently. */
export function shareOfPath(progress: number): number {
  const k = Math.min(1, Math.max(0, (progress - STAND) / (1 - 2 * STAND)));
  return k * k * (3 - 2 * k);
}

/** Every dot at a share (0 to 1) of a level's time. A frame without a spot has no dot. */
export function dotsAt(walk: Walk, level: number, progress: number): Dot[] {
  const moves = walk.levels[level] ?? [];
  const goOn = new Set(moves.flatMap(({ from }) => (from === null ? [] : [from])));
  const dots: Dot[] = [];
  const stand = (frame: number, state: Dot["state"]) => {
    const spot = walk.spots[frame];
    if (spot) dots.push({ x: spot.x, y: spot.y, state, frame, to: null, share: 0 });
  };
  for (const [frame, depth] of walk.depths.entries()) {
    const ended = depth < level && !goOn.has(frame) && !walk.levels.some((all) => all.some(({ from }) => from === frame));
    if (ended) stand(frame, "rest");
    if (level === 0 && depth === 0) stand(frame, "at");
  }
  for (const { from, to, path } of moves) {
    if (path === null) {
      if (progress >= APPEAR) stand(to, "at");
      else if (from !== null && !dots.some(({ frame, state }) => frame === from && state === "lost")) stand(from, "lost");
      continue;
    }
    const share = shareOfPath(progress);
    if (share >= 1) stand(to, "at");
    else if (share > 0) dots.push({ ...pointAlong(path, share), state: "on", frame: from!, to, share });
    else if (!dots.some(({ frame, state }) => frame === from && state === "at")) stand(from!, "at");
  }
  return dots;
}
