import { visibleName } from "../frame/shell-quote.ts";
import type { RowBox } from "./layout-types.ts";
import type { Scene } from "./plan-motion.ts";
import type { LayersTexts } from "./texts.ts";

/** What lies behind the tiles of the grid: columns as slabs and one line per path. */
export function GridGround({ scene, linked }: { scene: Scene; linked: string | null }) {
  const { layout } = scene;
  return (
    <>
      {layout.slabs.map((slab) => (
        <rect
          key={slab.id}
          className="gd-slab"
          data-role={slab.role}
          data-slab={slab.id}
          x={slab.x}
          y={slab.y}
          width={slab.w}
          height={slab.h}
          rx={8}
        />
      ))}
      {layout.rows.map(
        ({ row, y, w, h }) =>
          row.type === "path" && (
            <rect key={row.id} className="gd-row" data-linked={linked === row.id || undefined} x={0} y={y} width={w} height={h} />
          ),
      )}
    </>
  );
}

/** Names at the left of the grid: they stay in sight while the layers scroll sideways. */
export function GridNames(props: { scene: Scene; linked: string | null; t: LayersTexts; onToggle: (fold: string) => void }) {
  const { layout } = props.scene;
  return layout.rows.map((box) => <GridName key={box.row.id} box={box} {...props} width={layout.width} gutter={layout.gutter} />);
}

function GridName({
  box,
  linked,
  t,
  onToggle,
  width,
  gutter,
}: {
  box: RowBox;
  linked: string | null;
  t: LayersTexts;
  onToggle: (fold: string) => void;
  width: number;
  gutter: number;
}) {
  const { row, y, h } = box;
  const baseline = y + h / 2 + 4;
  if (row.type === "gap") {
    return (
      <g className="gd-gap">
        <title>{t.gap}</title>
        <line x1={box.labelX} x2={gutter - 10} y1={y + h / 2} y2={y + h / 2} />
      </g>
    );
  }
  if (row.type === "path") {
    return (
      <text
        className="gd-row-name"
        data-gone={row.path.visibleFrom === null || undefined}
        data-linked={linked === row.id || undefined}
        x={box.labelX}
        y={baseline}
      >
        <title>{visibleName(row.path.path)}</title>
        {box.label}
      </text>
    );
  }
  const counts = Object.entries(row.counts).map(([state, count]) => `${t.states[state as keyof typeof t.states]} ${count}`);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
    <g
      className="gd-fold"
      role="button"
      tabIndex={0}
      aria-label={`${row.dir || "/"} · ${t.unchanged(row.total)} · ${t.unfold}`}
      data-fold={row.id}
      data-fact={`${row.dir}|fold|${Object.entries(row.counts)
        .map(([state, count]) => `${state}=${count}`)
        .join("+")}`}
      onClick={() => onToggle(row.id)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        onToggle(row.id);
      }}
    >
      <title>{`${row.dir || "/"} · ${counts.join(" · ")}`}</title>
      <rect className="gd-focus" x={2} y={y + 1} width={width - 4} height={h - 2} rx={6} />
      <path className="gd-chevron" d={`M${box.labelX - 8} ${y + h / 2 - 3.5}l4 3.5l-4 3.5`} />
      <text className="gd-row-name" x={box.labelX} y={baseline}>
        {box.label}
      </text>
      <text className="gd-fold-count" x={gutter + 12} y={baseline}>
        {`${t.unchanged(row.total)}: ${counts.join(" · ")}`}
      </text>
    </g>
  );
}
