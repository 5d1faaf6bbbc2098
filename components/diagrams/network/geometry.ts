/** All lengths in px. */
export const MARGIN = 8;
export const CELL = { w: 100, h: 46 };
export const CELL_GAP = 6;
export const PAD = 7;
/** Columns stand a little to the right, so that no cable coming down hides one going up. */
export const COLUMN_SHIFT = 9;
export const COLUMN_GAP = 12;
export const OUTSIDE = { h: 22, gap: 17 };
export const BAR = { h: 26, gap: 6 };
/** Between ports and the first bar. */
export const STEM = 10;
export const GATE = { h: 28, gap: 2 };
/** The chip that a loopback is. */
export const LOOPBACK = { w: 56, h: 17 };
export const TRACK = 5;
/** Tracks there is always room for. */
export const LEAST_TRACKS = 6;
export const CHANNEL_PAD = 9;
export const LINE = 15;

/** Left edge of a cell of a box. */
export const cellX = (boxX: number, cell: number): number => boxX + PAD + cell * (CELL.w + CELL_GAP);

/** Width of a box with so many cells. */
export const boxWidth = (cells: number): number => 2 * PAD + cells * CELL.w + (cells - 1) * CELL_GAP;

/** Left edge of a column. skipped: slots that take no room. */
export function columnX(cells: readonly number[], slot: number, skipped: (slot: number) => boolean): number {
  let x = MARGIN + COLUMN_SHIFT;
  for (let before = 0; before < slot; before++) if (!skipped(before)) x += boxWidth(cells[before]!) + COLUMN_GAP;
  return x;
}
