import type { Stop } from "../frame/arrow-step.ts";
import { type Cell, type CgroupsModel, cellMark, groupMark, RESOURCES, type Resource, type Row } from "./cgroups-model.ts";

/** All lengths in px. */
export const ROW = 48;
export const HEAD = 26;
export const BAR = { h: 12, y: 22 };
const LEFT = 12;
const INDENT = 14;
const NAME = { least: 112, most: 240 };
const CELL = { least: 92, gap: 12 };

export type RowBox = { row: Row; mark: string; x: number; y: number; w: number };
/** Lengths along the bar, in px from its left end; null: nothing to show. */
export type CellBox = {
  mark: string;
  cell: Cell;
  x: number;
  y: number;
  w: number;
  fill: number;
  peak: number | null;
};
export type CgroupsLayout = {
  width: number;
  height: number;
  columns: { resource: Resource; x: number; w: number }[];
  rows: RowBox[];
  cells: CellBox[];
  stops: Stop[];
};

/** Where everything stands. Bars of a column are as long as the limit that binds each, so that a full bar always means: at the limit. */
export function layoutCgroups(model: CgroupsModel, width: number): CgroupsLayout {
  const free = width - LEFT * 2;
  const nameW = Math.min(NAME.most, Math.max(NAME.least, free * 0.28));
  const cellW = Math.max(CELL.least, (free - nameW) / RESOURCES.length - CELL.gap);
  const columns = RESOURCES.map((resource, at) => ({ resource, x: LEFT + nameW + CELL.gap + at * (cellW + CELL.gap), w: cellW }));
  const rows = model.rows.map((row, at): RowBox => {
    const x = LEFT + Math.min(row.depth, 6) * INDENT;
    return { row, mark: groupMark(row.path), x, y: HEAD + at * ROW, w: LEFT + nameW - x };
  });
  const cells = rows.flatMap(({ row, y }) =>
    columns.flatMap(({ resource, x, w }): CellBox[] => {
      const cell = row.cells[resource];
      return cell ? [{ mark: cellMark(row.path, resource), cell, x, y, w, ...along(cell, w) }] : [];
    }),
  );
  return {
    width: columns.at(-1)!.x + cellW + LEFT,
    height: HEAD + rows.length * ROW + 8,
    columns,
    rows,
    cells,
    stops: [
      ...rows.map(({ mark, y }) => ({ key: mark, col: 0, row: y })),
      ...cells.map(({ mark, cell, y }) => ({ key: mark, col: 1 + RESOURCES.indexOf(cell.resource), row: y })),
    ],
  };
}

function along({ current, peak, binding }: Cell, w: number): { fill: number; peak: number | null } {
  const limit = binding?.limit ?? null;
  if (!limit) return { fill: 0, peak: null };
  const at = (value: number) => Math.min(w, Math.max(0, (value / limit) * w));
  return { fill: current === null ? 0 : at(current), peak: peak === null ? null : at(peak) };
}
