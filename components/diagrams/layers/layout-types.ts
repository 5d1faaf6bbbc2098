import type { TreeRow } from "./fold-tree.ts";
import type { CellMark, PathModel } from "./layers-model.ts";

export type Box = { x: number; y: number; w: number; h: number };

/** A sheet of the picture: the merged view, one layer, or folded layers. */
export type Slab = Box & { id: string; role: "merged" | "upper" | "lower" | "fold"; layers: number[] };

/** Where a mark sits. col and row are what the arrow keys walk. */
export type MarkBox = Box & {
  key: string;
  col: number;
  row: number;
  path: PathModel;
  /** Null for the mark in the merged slab. */
  mark: CellMark | null;
  /** Further cells of this path folded behind this one. */
  more: number;
};

/** The look from above down to what it meets. */
export type Beam = Box & { blocked: boolean };

export type Shaft = Box & {
  path: PathModel;
  slot: number;
  /** Lines of the label above the shaft, clipped. */
  label: { dir: string; name: string };
  beam: Beam | null;
  curtain: Box | null;
};

/** A line of the grid with its place. */
export type RowBox = Box & { row: TreeRow; label: string; labelX: number };

export type LayersLayout = {
  view: "stack" | "grid";
  width: number;
  height: number;
  /** Width of the column at the left that stays in sight while the rest scrolls sideways. */
  gutter: number;
  /** Height of the strip at the top that stays in sight while the rest scrolls up. */
  head: number;
  slabs: Slab[];
  /** The work directory, beside upper; null for an overlay without upper. */
  tray: Box | null;
  shafts: Shaft[];
  rows: RowBox[];
  marks: MarkBox[];
};
