import type { Stop } from "../frame/arrow-step.ts";
import { chipMark, rowMark, shelfMark } from "./namespaces-diff.ts";
import { COLUMNS, type NamespaceModel, type NamespacesModel, type Row } from "./namespaces-model.ts";

/** All lengths in px. */
export const ROW = 24;
export const HEAD = 26;
export const LEVEL = 52;
export const CHIP = { w: 40, h: 18 };
const COLUMN = 46;
const LEFT = 10;
const INDENT = 12;
const LEAST_NAME = 150;
const SHELF_GAP = 30;

export type RowBox = { row: Row; y: number };
export type ChipBox = { mark: string; x: number; y: number; process: string; namespace: NamespaceModel };
/** A pid namespace around those of its processes that stand in consecutive rows. level 1 is the first below the sandbox's own. */
export type FrameBox = { key: string; namespace: NamespaceModel; level: number; x: number; y: number; w: number; h: number };
export type ShelfBox = { mark: string; namespace: NamespaceModel; y: number };

export type NamespacesLayout = {
  width: number;
  height: number;
  levels: number;
  /** Where commands begin, and how much room they have. */
  nameX: number;
  nameW: number;
  columns: { type: (typeof COLUMNS)[number]; x: number }[];
  rows: RowBox[];
  chips: ChipBox[];
  frames: FrameBox[];
  shelf: ShelfBox[];
  /** Top of the shelf's heading; null without one. */
  shelfY: number | null;
  stops: Stop[];
};

/** Where everything stands in a picture of this width. Rows keep their order; what is drawn of a row depends on that row alone. */
export function layoutNamespaces(model: NamespacesModel, width: number): NamespacesLayout {
  const levels = Math.max(1, ...model.rows.map(({ process }) => process?.pids.length ?? 1));
  const nameX = LEFT + levels * LEVEL + 10;
  const nameW = Math.max(LEAST_NAME, width - nameX - COLUMNS.length * COLUMN - LEFT);
  const columns = COLUMNS.map((type, at) => ({ type, x: nameX + nameW + at * COLUMN }));
  const rows = model.rows.map((row, at) => ({ row, y: HEAD + at * ROW }));
  const chips = rows.flatMap(({ row: { process }, y }) =>
    columns.flatMap(({ type, x }): ChipBox[] => {
      const key = process?.namespaces[type];
      const namespace = key === undefined ? undefined : model.namespaces.get(key);
      if (!process || !namespace) return [];
      return [{ mark: chipMark(process.key, type), process: process.key, namespace, x, y: y + (ROW - CHIP.h) / 2 }];
    }),
  );
  const rowsEnd = HEAD + rows.length * ROW;
  const shelfY = model.empty.length > 0 ? rowsEnd + SHELF_GAP / 2 : null;
  const shelf = model.empty.map((namespace, at) => ({
    mark: shelfMark(namespace.info.key),
    namespace,
    y: rowsEnd + SHELF_GAP + 6 + at * ROW,
  }));
  return {
    width: columns.at(-1)!.x + COLUMN + LEFT,
    height: (shelf.at(-1)?.y ?? rowsEnd) + ROW + 6,
    levels,
    nameX,
    nameW,
    columns,
    rows,
    chips,
    frames: toFrames(model, rows),
    shelf,
    shelfY,
    stops: toStops(rows, chips, shelf),
  };
}

export const indentOf = ({ depth }: Row): number => Math.min(depth, 8) * INDENT;

/** x of the number that a process has at this level of its pid namespaces. */
export const levelX = (level: number): number => LEFT + level * LEVEL;

function toFrames(model: NamespacesModel, rows: RowBox[]): FrameBox[] {
  const frames: FrameBox[] = [];
  const levels = Math.max(1, ...rows.map(({ row }) => row.process?.pids.length ?? 1));
  for (let level = 1; level < levels; level++) {
    let open: FrameBox | null = null;
    for (const { row, y } of rows) {
      // A place whose process has gone neither ends a frame nor begins one.
      if (row.process === null) continue;
      const namespace = namespaceAt(model, row, level);
      if (open && namespace && open.namespace.info.key === namespace.info.key) {
        open.h = y + ROW - 2 - open.y;
        continue;
      }
      open = null;
      if (!namespace) continue;
      const x = levelX(level) - 4;
      // Deeper frames lie inside, with a little air on each side.
      open = {
        key: `frame|${namespace.info.key}|${y}`,
        namespace,
        level,
        x,
        y: y + level,
        w: (levels - level) * LEVEL + 2 - level,
        h: ROW - 2 * level,
      };
      frames.push(open);
    }
  }
  return frames;
}

/** The pid namespace of a process at a level: its own, or one around it. */
function namespaceAt(model: NamespacesModel, { process }: Row, level: number): NamespaceModel | null {
  if (!process || process.pids.length <= level) return null;
  let key: string | null = process.namespaces.pid ?? null;
  for (let depth = process.pids.length - 1; depth > level && key !== null; depth--)
    key = model.namespaces.get(key)?.info.parent ?? null;
  return key === null ? null : (model.namespaces.get(key) ?? null);
}

function toStops(rows: RowBox[], chips: ChipBox[], shelf: ShelfBox[]): Stop[] {
  return [
    ...rows.flatMap(({ row, y }) => (row.process ? [{ key: rowMark(row.key), col: 0, row: y }] : [])),
    ...chips.map(({ mark, namespace, y }) => ({ key: mark, col: 1 + COLUMNS.indexOf(namespace.info.type), row: y })),
    ...shelf.map(({ mark, y }) => ({ key: mark, col: 0, row: y })),
  ];
}
