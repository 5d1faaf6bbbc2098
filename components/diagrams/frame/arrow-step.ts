/** A mark in the grid that the arrow keys walk: col and row need not be dense. */
export type Stop = { key: string; col: number; row: number };
export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

/**
 * The mark an arrow key leads to. Up and down stay in the column; left and right go to the next column that has a mark, there to the one
 * nearest in height (the upper of two equally near). Null at the edge.
 */
export function arrowStep(stops: Stop[], from: string, arrow: Arrow): string | null {
  const here = stops.find((stop) => stop.key === from);
  if (!here) return stops[0]?.key ?? null;
  const vertical = arrow === "ArrowUp" || arrow === "ArrowDown";
  const sign = arrow === "ArrowDown" || arrow === "ArrowRight" ? 1 : -1;
  const cost = (stop: Stop): number => {
    const along = sign * (vertical ? stop.row - here.row : stop.col - here.col);
    if (along <= 0) return Number.POSITIVE_INFINITY;
    if (vertical) return stop.col === here.col ? along : Number.POSITIVE_INFINITY;
    return along * 10_000 + Math.abs(stop.row - here.row) * 2 + (stop.row > here.row ? 1 : 0);
  };
  let best: Stop | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const stop of stops) {
    const c = cost(stop);
    if (c < bestCost) {
      best = stop;
      bestCost = c;
    }
  }
  return best?.key ?? null;
}
