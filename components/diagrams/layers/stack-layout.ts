import { scaleBand } from "d3-scale";
import { clipMiddle } from "../frame/clip-label.ts";
import type { Slots } from "./assign-slots.ts";
import { foldLayers, type SlabGroup } from "./fold-layers.ts";
import type { OverlayModel, PathModel } from "./layers-model.ts";
import type { Beam, Box, LayersLayout, MarkBox, Shaft, Slab } from "./layout-types.ts";

/** Width of one column of the 11 px monospaced labels, in px. */
export const LABEL_COLUMN_PX = 6.7;
/** From this panel width on, slab names stand in a column of their own at the left. */
const GUTTER_FROM_PX = 560;
const GUTTER_PX = 162;
const PAD = 10;
const LABELS_H = 40;
const SLAB_GAP = 10;
/** Free room between a tile and its slab's edge. */
const TILE_PAD = 8;
/** Upper's name, directory and work tray stand one below the other in the column of names. */
const UPPER_WITH_TRAY_H = 64;
/** A ray of sight, narrow enough to leave the slabs it passes in peace. */
const BEAM_PX = 30;

/** Sizes that depend on the panel's width and the number of layers only: another path never resizes a shaft. */
function measures(width: number, layers: number) {
  const gutter = width >= GUTTER_FROM_PX ? GUTTER_PX : 0;
  const tileH = layers > 6 ? 32 : 40;
  const slabHead = gutter ? 0 : 24;
  const room = width - gutter - PAD * 2;
  const shaftW = Math.floor(Math.min(112, Math.max(74, room / Math.max(1, Math.floor(room / 90)))));
  return { gutter, tileH, slabHead, shaftW, slabH: slabHead + tileH + TILE_PAD * 2 };
}

/** The stack view: slabs from top to bottom, every path a vertical shaft in its slot. All lengths in px. */
export function layoutStack(model: OverlayModel, width: number, slots: Slots, opened: ReadonlySet<string>): LayersLayout {
  const groups = foldLayers(model, opened);
  const m = measures(width, groups.length);
  const used = Math.max(0, ...model.paths.map((path) => (slots.get(path.path) ?? 0) + 1));
  const fullW = Math.max(width, m.gutter + PAD * 2 + used * m.shaftW);
  const lanes = scaleBand([...Array(used).keys()], [m.gutter + PAD, m.gutter + PAD + used * m.shaftW]);
  const slabX = m.gutter + (m.gutter ? 0 : PAD / 2);
  const slabs: Slab[] = [];
  for (const group of ["merged" as const, ...groups]) {
    const above = slabs.at(-1);
    const named = nameSlab(model, group);
    const h = named.role === "upper" && m.gutter ? Math.max(m.slabH, UPPER_WITH_TRAY_H) : m.slabH;
    slabs.push({ ...named, x: slabX, y: above ? above.y + above.h + SLAB_GAP : LABELS_H, w: fullW - slabX - PAD / 2, h });
  }
  const bottom = slabs.at(-1)!;
  const height = bottom.y + bottom.h + SLAB_GAP;
  const shafts: Shaft[] = [];
  const marks: MarkBox[] = [];
  for (const path of model.paths) {
    const slot = slots.get(path.path) ?? 0;
    const x = lanes(slot)!;
    const tile = (index: number): Box => ({
      x: x + 5,
      y: slabs[index]!.y + m.slabHead + (slabs[index]!.h - m.slabHead - m.tileH) / 2,
      w: m.shaftW - 10,
      h: m.tileH,
    });
    const own = marksOf(path, groups, slot, tile);
    marks.push(...own);
    shafts.push({
      path,
      slot,
      x,
      y: 0,
      w: m.shaftW,
      h: height,
      label: labelOf(path, m.shaftW),
      beam: beamOf(path, groups, tile),
      curtain: curtainOf(path, groups, { x: x + 2, w: m.shaftW - 4 }, slabs),
    });
  }
  const upper = slabs.find((slab) => slab.role === "upper");
  const tray = upper ? trayOf(upper, m.gutter, width) : null;
  return { view: "stack", width: fullW, height, gutter: m.gutter, head: 0, slabs, tray, shafts, rows: [], marks };
}

/** What a sheet is, before it has a place. */
export function nameSlab(model: OverlayModel, group: SlabGroup | "merged"): Pick<Slab, "id" | "role" | "layers"> {
  if (group === "merged") return { id: "merged", role: "merged", layers: [] };
  const first = group.layers[0]!;
  const role = group.layers.length > 1 ? "fold" : (model.overlay.layers[first]?.role ?? "lower");
  return { id: group.id, role, layers: group.layers };
}

function marksOf(path: PathModel, groups: SlabGroup[], slot: number, tile: (index: number) => Box): MarkBox[] {
  const boxes: MarkBox[] = [{ ...tile(0), key: path.merged.key, col: slot, row: 0, path, mark: null, more: 0 }];
  groups.forEach((group, index) => {
    const inside = path.cells.filter((mark) => group.layers.includes(mark.layer));
    const top = inside[0];
    if (!top) return;
    boxes.push({ ...tile(index + 1), key: top.key, col: slot, row: index + 1, path, mark: top, more: inside.length - 1 });
  });
  return boxes;
}

function labelOf(path: PathModel, shaftW: number): Shaft["label"] {
  const columns = Math.floor((shaftW - 6) / LABEL_COLUMN_PX);
  const name = path.kind === "directory" || (path.kind === null && path.cells.some((mark) => mark.cell.kind === "directory"));
  return { dir: clipMiddle(path.dir, columns), name: clipMiddle(name ? `${path.name}/` : path.name, columns) };
}

function beamOf(path: PathModel, groups: SlabGroup[], tile: (index: number) => Box): Beam | null {
  if (path.reach === null) return null;
  const index = groups.findIndex((group) => group.layers.includes(path.reach!));
  const top = tile(0);
  const end = tile(index + 1);
  // It ends behind the tile it meets.
  return {
    x: top.x + (top.w - BEAM_PX) / 2,
    y: LABELS_H - 6,
    w: BEAM_PX,
    h: end.y + end.h / 2 - LABELS_H + 6,
    blocked: path.visibleFrom === null,
  };
}

function curtainOf(path: PathModel, groups: SlabGroup[], across: { x: number; w: number }, slabs: Slab[]): Box | null {
  if (path.curtain === null) return null;
  const index = groups.findIndex((group) => group.layers.some((layer) => layer > path.curtain!));
  if (index < 0) return null;
  const bottom = slabs.at(-1)!;
  const y = slabs[index + 1]!.y - SLAB_GAP / 2;
  return { ...across, y, h: bottom.y + bottom.h + 3 - y };
}

/** Beside upper: in the column of names where there is one, else at the right end of upper's own heading. */
function trayOf(upper: Slab, gutter: number, width: number): Box {
  if (gutter) return { x: 10, y: upper.y + upper.h - 24, w: gutter - 24, h: 20 };
  return { x: width - PAD - 132, y: upper.y + 4, w: 126, h: 20 };
}
