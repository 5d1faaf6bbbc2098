import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import { clipEnd } from "../frame/clip-label.ts";
import { visibleName } from "../frame/shell-quote.ts";
import type { Box } from "./layout-types.ts";
import type { LayersTexts } from "./texts.ts";

export const trayKey = (overlay: Overlay): string => `${overlay.key}|slab|work`;

/** The work directory: a dotted tray beside upper that is empty nearly always. */
export function WorkTray(props: { overlay: Overlay; box: Box; reachable: boolean; selected: boolean; t: LayersTexts }) {
  const { overlay, box, t } = props;
  const count = overlay.workEntries.length;
  const words = count === 0 ? t.workEmpty : count === 1 ? visibleName(overlay.workEntries[0]!) : t.workEntries(count);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
    <g
      className="gd-tray"
      role="button"
      tabIndex={props.reachable ? 0 : -1}
      aria-label={`${t.work} · ${words}`}
      aria-pressed={props.selected}
      data-key={trayKey(overlay)}
      data-fact={`work|${count}`}
      data-busy={count > 0 || undefined}
    >
      <title>{`${t.work} · ${visibleName(overlay.work ?? "")}`}</title>
      <rect x={box.x} y={box.y} width={box.w} height={box.h} rx={5} />
      <text x={box.x + 9} y={box.y + 14}>
        {t.work}
        <tspan dx={6}>{clipEnd(words, Math.floor((box.w - 52) / 6.4))}</tspan>
      </text>
    </g>
  );
}
