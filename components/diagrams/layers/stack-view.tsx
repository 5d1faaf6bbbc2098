import { clipEnd } from "../frame/clip-label.ts";
import type { Scene } from "./plan-motion.ts";
import { toneOf } from "./tone.ts";

/** What lies behind the tiles of the stack: slabs, the look down each shaft, and the names above. */
export function StackGround({ scene, linked, hatch }: { scene: Scene; linked: string | null; hatch: string }) {
  const { layout, model } = scene;
  return (
    <>
      {layout.slabs.map((slab) => (
        <rect
          key={slab.id}
          className="gd-slab"
          data-role={slab.role}
          data-slab={slab.id}
          data-unreadable={
            slab.role !== "merged" && model.overlay.layers[slab.layers[0] ?? 0]?.readable === false ? true : undefined
          }
          x={slab.x}
          y={slab.y}
          width={slab.w}
          height={slab.h}
          rx={9}
        />
      ))}
      {layout.shafts.map((shaft) => (
        <g key={shaft.path.path} className="gd-shaft" data-linked={linked === shaft.path.path || undefined}>
          <rect className="gd-shaft-ground" x={shaft.x + 1} y={2} width={shaft.w - 2} height={shaft.h - 4} rx={8} />
          {shaft.beam && (
            <rect
              className="gd-beam"
              data-tone={toneOf(model.overlay, shaft.beam.blocked ? null : shaft.path.visibleFrom)}
              data-blocked={shaft.beam.blocked || undefined}
              x={shaft.beam.x}
              y={shaft.beam.y}
              width={shaft.beam.w}
              height={shaft.beam.h}
            />
          )}
          <ShaftName shaft={shaft} />
        </g>
      ))}
      <pattern id={hatch} width={7} height={7} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="gd-hatch-ground" width={7} height={7} />
        <rect className="gd-hatch-line" width={1.4} height={7} />
      </pattern>
    </>
  );
}

/** Where one looks from. */
export function Eye({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a g without a tab stop takes no focus
    <g className="gd-eye" aria-hidden="true">
      <path d="M10 22c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7z" />
      <circle cx={20} cy={22} r={3} />
      <text x={38} y={26}>
        {text} ↓
      </text>
    </g>
  );
}

function ShaftName({ shaft }: { shaft: Scene["layout"]["shafts"][number] }) {
  const { dir, name } = shaft.label;
  const gone = shaft.path.visibleFrom === null;
  const middle = shaft.x + shaft.w / 2;
  return (
    <text className="gd-shaft-name" data-gone={gone || undefined} textAnchor="middle">
      {dir !== "" && (
        <tspan className="gd-shaft-dir" x={middle} y={15}>
          {dir}
        </tspan>
      )}
      <tspan x={middle} y={28}>
        {clipEnd(name, 60)}
      </tspan>
    </text>
  );
}

/** The opaque curtains: in front of everything they hide. */
export function Curtains({ scene, hatch }: { scene: Scene; hatch: string }) {
  return scene.layout.shafts.map(
    (shaft) =>
      shaft.curtain && (
        <g key={shaft.path.path} className="gd-curtain" data-curtain={shaft.path.path}>
          <rect {...toRect(shaft.curtain)} rx={4} fill={`url(#${hatch})`} />
          <path className="gd-rail" d={`M${shaft.curtain.x} ${shaft.curtain.y}h${shaft.curtain.w}`} />
        </g>
      ),
  );
}

const toRect = ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) => ({ x, y, width: w, height: h });
