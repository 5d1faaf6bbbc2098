import { clipMiddle } from "../frame/clip-label.ts";
import { layerLetter } from "./layers-model.ts";
import type { Scene } from "./plan-motion.ts";
import { slabKey, slabWords, wholeSlab } from "./slab-label.tsx";
import type { LayersTexts } from "./texts.ts";
import { toneOf } from "./tone.ts";
import { trayKey, WorkTray } from "./work-tray.tsx";

/** The names of the grid's columns; they stay in sight while the rows scroll. */
export function GridHead(props: { scene: Scene; selected: string | null; reachable: string | null; t: LayersTexts }) {
  const { scene, selected, reachable, t } = props;
  const { layout, model } = scene;
  const { overlay } = model;
  return (
    <g className="gd-grid-head">
      <rect className="gd-gutter-ground" width={layout.width} height={layout.head - 2} />
      {layout.slabs.map((slab) => {
        const words = slabWords(overlay, slab, t);
        const { name, path, content } = words;
        const key = slabKey(overlay, slab);
        const first = slab.layers[0] ?? null;
        const columns = Math.floor((slab.w - 10) / 6.4);
        const short = name.length > columns && first !== null ? layerLetter(overlay, first) : name;
        return (
          // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
          <g
            key={key}
            className="gd-slab-label"
            role="button"
            tabIndex={reachable === key ? 0 : -1}
            aria-label={wholeSlab(words, " · ")}
            aria-pressed={selected === key}
            data-key={key}
            data-tone={slab.role === "merged" ? "merged" : toneOf(overlay, first)}
          >
            <title>{wholeSlab(words, "\n")}</title>
            <rect className="gd-focus" x={slab.x} y={4} width={slab.w} height={layout.head - 8} rx={6} />
            <rect className="gd-swatch" x={slab.x + 6} y={9} width={slab.w - 12} height={4} rx={2} />
            <text className="gd-slab-name" x={slab.x + slab.w / 2} y={29} textAnchor="middle">
              {short}
            </text>
            <text className="gd-slab-path" x={slab.x + slab.w / 2} y={43} textAnchor="middle">
              {clipMiddle(content ?? path.slice(path.lastIndexOf("/") + 1), columns)}
            </text>
          </g>
        );
      })}
      <g className="gd-gutter">
        <rect className="gd-gutter-ground" width={layout.gutter - 4} height={layout.head - 2} />
        {layout.tray && (
          <WorkTray
            overlay={overlay}
            box={layout.tray}
            reachable={reachable === trayKey(overlay)}
            selected={selected === trayKey(overlay)}
            t={t}
          />
        )}
      </g>
    </g>
  );
}
