import type { Point } from "../layout-types.ts";

/** Air around what must be seen, in px: a dot and its label. */
const AIR = 44;

/** Scrolls the picture around an overlay no further than needed for these points to be seen; the last one, where they do not all fit. */
export function keepInSight(overlay: HTMLElement, points: readonly Point[]): void {
  const scroller = overlay.closest<HTMLElement>(".gd-canvas");
  const last = points.at(-1);
  if (!scroller || !last) return;
  scroller.scrollLeft = scrollTo(
    scroller.scrollLeft,
    scroller.clientWidth,
    points.map(({ x }) => x),
    last.x,
  );
  scroller.scrollTop = scrollTo(
    scroller.scrollTop,
    scroller.clientHeight,
    points.map(({ y }) => y),
    last.y,
  );
}

/** Where to scroll along one axis, in px. */
export function scrollTo(now: number, room: number, places: readonly number[], last: number): number {
  const [least, most] = [Math.min(...places) - AIR, Math.max(...places) + AIR];
  if (most - least > room) return last - room / 2;
  if (least < now) return least;
  return most > now + room ? most - room : now;
}
