import type { Stop } from "../frame/arrow-step.ts";
import { mountMark, type Row, type TableModel } from "./mounts-model.ts";

/** All lengths in px. */
export const ROW = 26;
export const HEAD = 26;
const LEFT = 12;
const INDENT = 16;
const LEAST = 440;

export type RowBox = { row: Row; mark: string; x: number; y: number; w: number };
export type MountsLayout = {
  width: number;
  height: number;
  columns: { path: number; type: number; source: number; propagation: number };
  rows: RowBox[];
  stops: Stop[];
};

/** Where everything stands: an indented tree with a line per mount. */
export function layoutMounts({ rows }: TableModel, width: number): MountsLayout {
  const wide = Math.max(LEAST, width);
  const columns = { path: LEFT, type: Math.round(wide * 0.36), source: Math.round(wide * 0.47), propagation: wide - 118 };
  const boxes = rows.map((row, at): RowBox => {
    const x = LEFT + Math.min(row.depth, 8) * INDENT;
    return { row, mark: mountMark(row.mount.key), x, y: HEAD + at * ROW, w: wide - x - LEFT };
  });
  return {
    width: wide,
    height: HEAD + rows.length * ROW + 8,
    columns,
    rows: boxes,
    stops: boxes.map(({ mark, y }) => ({ key: mark, col: 0, row: y })),
  };
}
