import { scaleBand } from "d3-scale";
import { clipMiddle } from "../frame/clip-label.ts";
import type { Slots } from "./assign-slots.ts";
import { foldLayers } from "./fold-layers.ts";
import { foldTree, type TreeRow } from "./fold-tree.ts";
import type { OverlayModel } from "./layers-model.ts";
import type { LayersLayout, MarkBox, RowBox, Slab } from "./layout-types.ts";
import { LABEL_COLUMN_PX, nameSlab } from "./stack-layout.ts";

export const GRID_ROWS = 200;
/** Rows that removed paths may leave empty before the grid closes up by itself. */
const MOST_GAPS = 40;
const ROW_H = 26;
const HEAD_H = 54;
const INDENT = 14;

/** The grid view: one line per path in tree order, one column per slab. All lengths in px. */
export function layoutGrid(model: OverlayModel, width: number, slots: Slots, opened: ReadonlySet<string>): LayersLayout {
  const groups = foldLayers(model, opened);
  const columns = groups.length + 1;
  const gutter = Math.round(Math.min(300, Math.max(128, width * 0.36)));
  const colW = Math.floor(Math.min(116, Math.max(54, (width - gutter - 12) / columns)));
  const present = new Set(model.paths.map((path) => path.path));
  const gaps = [...slots.keys()].filter((path) => !present.has(path)).slice(-MOST_GAPS);
  const tree = foldTree(model.paths, gaps, GRID_ROWS, opened);
  const fullW = Math.max(width, gutter + colW * columns + 12);
  const height = HEAD_H + tree.length * ROW_H + 10;
  const column = scaleBand(["merged", ...groups.map(({ id }) => id)], [gutter, gutter + colW * columns]);
  const slabs: Slab[] = ["merged" as const, ...groups].map((group) => {
    const named = nameSlab(model, group);
    return { ...named, x: column(named.id)! + 2, y: 4, w: column.bandwidth() - 4, h: height - 8 };
  });
  const rows: RowBox[] = [];
  const marks: MarkBox[] = [];
  tree.forEach((row, index) => {
    const y = HEAD_H + index * ROW_H;
    const labelX = 18 + Math.min(row.depth, 8) * INDENT;
    const columnsFree = Math.floor((gutter - labelX - 8) / LABEL_COLUMN_PX);
    rows.push({ row, x: 0, y, w: fullW, h: ROW_H, labelX, label: clipMiddle(labelOf(row), columnsFree) });
    if (row.type !== "path") return;
    const box = { y: y + 2, w: column.bandwidth() - 12, h: ROW_H - 4, row: index, path: row.path };
    marks.push({ ...box, key: row.path.merged.key, x: column("merged")! + 6, col: 0, mark: null, more: 0 });
    groups.forEach((group, at) => {
      const inside = row.path.cells.filter((mark) => group.layers.includes(mark.layer));
      const top = inside[0];
      if (top) marks.push({ ...box, key: top.key, x: column(group.id)! + 6, col: at + 1, mark: top, more: inside.length - 1 });
    });
  });
  const tray = model.overlay.hasUpper ? { x: 12, y: 22, w: Math.min(140, gutter - 16), h: 20 } : null;
  return { view: "grid", width: fullW, height, gutter, head: HEAD_H, slabs, tray, shafts: [], rows, marks };
}

function labelOf(row: TreeRow): string {
  if (row.type === "gap") return "";
  if (row.type === "fold") return row.head ? `${row.head.name}/` : "…";
  return row.path.kind === "directory" ? `${row.path.name}/` : row.path.name;
}
