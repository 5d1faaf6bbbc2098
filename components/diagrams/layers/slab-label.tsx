import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import { clipMiddle, textColumns } from "../frame/clip-label.ts";
import type { NamedOverlay } from "../frame/docker-names.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { lowerNumber } from "./layers-model.ts";
import type { Slab } from "./layout-types.ts";
import type { LayersTexts } from "./texts.ts";
import { toneOf } from "./tone.ts";

/** Name, hint and directory of a slab in words. content: what the engine keeps in it, where it is one of the engine's. */
export function slabWords(
  overlay: NamedOverlay,
  slab: Slab,
  t: LayersTexts,
): { name: string; hint: string; path: string; content?: string | undefined } {
  if (slab.role === "merged") {
    const hint = overlay.readOnly ? t.readOnly : t.mergedHint;
    return { name: t.merged, hint, path: visibleName(overlay.mountpoint), content: overlay.container };
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
  const name = slab.role === "upper" ? t.upper : t.lower(lowerNumber(overlay, first));
  return { name, hint, path, content: layer?.content };
}

/** All of it, as it is read out and shown on hover. */
export const wholeSlab = ({ name, hint, path, content }: ReturnType<typeof slabWords>, between: string): string =>
  [`${name} · ${hint}`, content, path].filter(Boolean).join(between);

export const slabKey = (overlay: Overlay, slab: Slab): string => `${overlay.key}|slab|${slab.id}`;

/** A slab's name: in the column at the left where there is one, else on the slab's own first line. */
export function SlabLabel(props: {
  overlay: NamedOverlay;
  slab: Slab;
  gutter: number;
  width: number;
  reachable: boolean;
  selected: boolean;
  t: LayersTexts;
}) {
  const { overlay, slab, gutter, t } = props;
  const words = slabWords(overlay, slab, t);
  const { name, hint, path, content } = words;
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
      aria-label={wholeSlab(words, " · ")}
      aria-pressed={props.selected}
      data-key={slabKey(overlay, slab)}
      data-tone={tone}
    >
      <title>{wholeSlab(words, "\n")}</title>
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
          {clipMiddle(content ?? path, columns)}
        </text>
      ) : (
        columns >= 24 + textColumns(hint) && (
          <text className="gd-slab-path" x={slab.x + 42 + nameW + textColumns(hint) * 6.4} y={y}>
            {clipMiddle(content ?? path, columns - textColumns(hint) - 4)}
          </text>
        )
      )}
    </g>
  );
}
