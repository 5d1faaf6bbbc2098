import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import { clipMiddle, textColumns } from "../frame/clip-label.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { lowerNumber } from "./layers-model.ts";
import type { Slab } from "./layout-types.ts";
import type { LayersTexts } from "./texts.ts";
import { toneOf } from "./tone.ts";

/** Name, hint and directory of a slab in words. */
export function slabWords(overlay: Overlay, slab: Slab, t: LayersTexts): { name: string; hint: string; path: string } {
  if (slab.role === "merged") {
    return { name: t.merged, hint: overlay.readOnly ? t.readOnly : t.mergedHint, path: visibleName(overlay.mountpoint) };
  }
  const first = slab.layers[0] ?? 0;
  if (slab.role === "fold") {
    const last = slab.layers.at(-1) ?? first;
    return {
      name: t.folded(slab.layers.length),
      hint: `L${lowerNumber(overlay, first)}–L${lowerNumber(overlay, last)}`,
      path: t.unfold,
    };
  }
  const layer = overlay.layers[first];
  const path = visibleName(layer?.path ?? "");
  const hint =
    layer && !layer.readable ? t.unreadable : slab.role === "upper" ? t.upperHint : layer?.dataOnly ? t.dataOnly : t.lowerHint;
  return { name: slab.role === "upper" ? t.upper : t.lower(lowerNumber(overlay, first)), hint, path };
}

export const slabKey = (overlay: Overlay, slab: Slab): string => `${overlay.key}|slab|${slab.id}`;

/** A slab's name: in the column at the left where there is one, else on the slab's own first line. */
export function SlabLabel(props: {
  overlay: Overlay;
  slab: Slab;
  gutter: number;
  width: number;
  reachable: boolean;
  selected: boolean;
  t: LayersTexts;
}) {
  const { overlay, slab, gutter, t } = props;
  const { name, hint, path } = slabWords(overlay, slab, t);
  const tone = slab.role === "merged" ? "merged" : toneOf(overlay, slab.layers[0] ?? null);
  const nameW = textColumns(name) * 7.4;
  const tall = slab.role === "upper" && gutter > 0;
  const y = gutter ? slab.y + (tall ? 15 : slab.h / 2 - 3) : slab.y + 17;
  const free = gutter ? gutter - 26 : props.width - 48 - nameW - (slab.role === "upper" ? 140 : 0);
  const columns = Math.floor(free / 6.1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
    <g
      className="gd-slab-label"
      role="button"
      tabIndex={props.reachable ? 0 : -1}
      aria-label={`${name} · ${hint} · ${path}`}
      aria-pressed={props.selected}
      data-key={slabKey(overlay, slab)}
      data-tone={tone}
    >
      <title>{`${name} · ${hint}\n${path}`}</title>
      <rect
        className="gd-focus"
        x={gutter ? 3 : slab.x + 3}
        y={gutter ? slab.y : slab.y + 2}
        width={gutter ? gutter - 8 : nameW + 24}
        height={gutter ? slab.h : 22}
        rx={6}
      />
      <rect
        className="gd-swatch"
        x={gutter ? 10 : slab.x + 10}
        y={y - 9}
        width={4}
        height={gutter ? (tall ? 24 : 25) : 11}
        rx={2}
      />
      <text className="gd-slab-name" x={gutter ? 20 : slab.x + 20} y={y}>
        {name}
        <tspan className="gd-slab-hint" dx={6}>
          {gutter && textColumns(name) + textColumns(hint) < 19
            ? hint
            : gutter
              ? ""
              : columns >= 12 + textColumns(hint)
                ? hint
                : ""}
        </tspan>
      </text>
      {gutter > 0 ? (
        <text className="gd-slab-path" x={20} y={y + 14}>
          {clipMiddle(path, columns)}
        </text>
      ) : (
        columns >= 24 + textColumns(hint) && (
          <text className="gd-slab-path" x={slab.x + 42 + nameW + textColumns(hint) * 6.4} y={y}>
            {clipMiddle(path, columns - textColumns(hint) - 4)}
          </text>
        )
      )}
    </g>
  );
}
