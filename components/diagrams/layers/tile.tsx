import { memo } from "react";
import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import { clipEnd } from "../frame/clip-label.ts";
import { layerLetter } from "./layers-model.ts";
import type { MarkBox } from "./layout-types.ts";
import { type LayersTexts, layerName } from "./texts.ts";
import { dogEar, tileShape } from "./tile-shape.ts";
import { tileName, tileWords } from "./tile-words.ts";
import { toneOf } from "./tone.ts";

/** Width of one column of the 10.5 px text on tiles, in px. */
const TILE_COLUMN_PX = 6.4;
/** Below this height letter and content share one line. */
const TWO_LINES_FROM_PX = 34;

export type TileProps = {
  box: MarkBox;
  overlay: Overlay;
  t: LayersTexts;
  selected: boolean;
  reachable: boolean;
  /** Id of the change that is being shown on this tile. */
  change: string | undefined;
  outlined: boolean;
};

/** Boxes are new with every view; a tile is drawn again only if its face or place is another. */
function sameTile(a: TileProps, b: TileProps): boolean {
  const same = a.t === b.t && a.selected === b.selected && a.reachable === b.reachable && a.change === b.change;
  return same && a.outlined === b.outlined && faceOf(a) === faceOf(b);
}

const faceOf = ({ box, overlay }: TileProps): string => {
  const seen = box.mark?.cell ?? box.path.cells;
  return JSON.stringify([overlay.key, box.key, box.x, box.y, box.w, box.h, box.more, box.path.merged.fact, box.mark?.fact, seen]);
};

/** One entry in one layer, or what merged shows of a path: a button that explains itself. */
export const Tile = memo(function Tile({ box, overlay, t, selected, reachable, change, outlined }: TileProps) {
  const place = box.mark ? layerName(overlay, box.mark.layer, t) : t.merged;
  const name = tileName(box, place, t);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
    <g
      className="gd-mark"
      role="button"
      tabIndex={reachable ? 0 : -1}
      aria-label={name}
      aria-pressed={selected}
      data-key={box.key}
      data-fact={box.mark?.fact ?? box.path.merged.fact}
      data-path={box.path.path}
      data-change={change}
      data-outlined={outlined || undefined}
      transform={`translate(${box.x} ${box.y})`}
    >
      <title>{name}</title>
      <rect className="gd-focus" x={-4} y={-4} width={box.w + 8} height={box.h + 8} rx={8} />
      <g className="gd-inner">
        <TileFace box={box} overlay={overlay} t={t} />
      </g>
    </g>
  );
}, sameTile);

/** The face of a tile without its behaviour; ghosts wear it too. */
export function TileFace({ box, overlay, t }: Pick<TileProps, "box" | "overlay" | "t">) {
  const { path, mark, w, h } = box;
  const layer = mark ? mark.layer : path.visibleFrom;
  const kind = mark ? mark.cell.kind : path.kind;
  const role = mark ? mark.role : path.visibleFrom === null ? "none" : "merged";
  const { badges, text } = tileWords(box, t);
  const more = box.more > 0 ? ` +${box.more}` : "";
  const letter = (layer === null ? "" : layerLetter(overlay, layer)) + more;
  const twoLines = h >= TWO_LINES_FROM_PX;
  const letterW = twoLines ? 0 : (letter.length + 1) * TILE_COLUMN_PX;
  const badgeW = twoLines ? 0 : badges.length * 11;
  const room = Math.floor((w - 12 - letterW - badgeW) / TILE_COLUMN_PX);
  const line1 = twoLines ? 15 : h / 2 + 4;
  const line2 = twoLines ? h - 9 : h / 2 + 4;
  const hollow = mark?.cell.metacopy === true;
  return (
    <g
      className="gd-face"
      data-role={role}
      data-tone={toneOf(overlay, layer)}
      data-hollow={hollow || undefined}
      data-unread={mark?.cell.unread !== undefined || undefined}
    >
      <path className="gd-tile" d={tileShape(kind, w, h)} />
      {kind === "file" && <path className="gd-ear" d={dogEar(w, h)} />}
      {role === "whiteout" && (
        <path className="gd-cross" d={twoLines ? `M${w - 19} 6l11 11m0 -11l-11 11` : `M${w - 16} ${h / 2 - 4}l8 8m0 -8l-8 8`} />
      )}
      {letter !== "" && (
        <text className="gd-letter" x={7} y={line1}>
          {letter}
        </text>
      )}
      {role !== "whiteout" && badges.length > 0 && (
        <text className="gd-sign" x={w - (kind === "file" ? 12 : 7)} y={line1} textAnchor="end">
          {badges.join(" ")}
        </text>
      )}
      {room >= 3 && (
        <text
          className="gd-content"
          x={role === "none" ? w / 2 : 7 + letterW}
          y={role === "none" ? h / 2 + 4 : line2}
          textAnchor={role === "none" ? "middle" : undefined}
        >
          {clipEnd(text, room)}
        </text>
      )}
    </g>
  );
}
