import type { LayerCell } from "../../../lib/contract/kernel-view.ts";
import { visibleName } from "../frame/shell-quote.ts";
import type { MarkBox } from "./layout-types.ts";
import type { LayersTexts } from "./texts.ts";
import { bytesText } from "./tone.ts";

/** Signs on a tile, each also a word in its accessible name. */
export type Badge = "↑" | "+" | "≠" | "↪" | "m" | "▒";

/** What a tile says besides its letter: signs and one line of content. */
export function tileWords(box: MarkBox, t: LayersTexts): { badges: Badge[]; text: string } {
  const { path, mark } = box;
  if (!mark) {
    if (path.visibleFrom === null) return { badges: [], text: path.state === "hidden" ? t.states.hidden : t.nothing };
    const seen = path.cells.find((cell) => cell.layer === path.visibleFrom);
    // Metadata-only: what one reads through merged is the data of the layer below.
    const data = seen?.cell.metacopy ? (path.cells.findLast((cell) => cell.role === "part") ?? seen) : seen;
    return { badges: [], text: data ? contentOf(data.cell, t) : "" };
  }
  const { cell } = mark;
  const badges: Badge[] = [];
  if (mark.role === "seen") {
    if (path.state === "copied-up" && cell.layer === 0) badges.push("↑");
    if (path.state === "created") badges.push("+");
    if (path.state === "replaced") badges.push("≠");
  }
  if (cell.opaque) badges.push("▒");
  if (cell.metacopy) badges.push("m");
  if (cell.redirect !== null) badges.push("↪");
  return { badges, text: contentOf(cell, t) };
}

function contentOf(cell: LayerCell, t: LayersTexts): string {
  if (cell.unread !== undefined) return "?";
  if (cell.kind === "whiteout") return "c 0,0";
  if (cell.metacopy) return t.data;
  if (cell.kind === "symlink") return `→ ${visibleName(cell.target ?? "")}`;
  if (cell.kind !== "file") return t.kinds[cell.kind];
  if (cell.text !== null && cell.text !== "") return visibleName(cell.text);
  return bytesText(cell.size);
}

/** The tile in words, for screen readers and the tooltip. */
export function tileName(box: MarkBox, place: string, t: LayersTexts): string {
  const { path, mark } = box;
  const name = visibleName(path.path);
  const { text } = tileWords(box, t);
  const state = mark?.role === "under" ? t.stillOnDisk : mark?.role === "whiteout" ? t.kinds.whiteout : t.states[path.state];
  return [name, place, state, text].filter((part) => part !== "").join(" · ");
}
