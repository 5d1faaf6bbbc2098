import { clipMiddle } from "../frame/clip-label.ts";
import { Mark, MarksCanvas } from "../frame/marks-canvas.tsx";
import { visibleName } from "../frame/shell-quote.ts";
import type { MountsChange } from "./mounts-diff.ts";
import { HEAD, type MountsLayout, ROW, type RowBox } from "./mounts-layout.ts";
import { propagationOf } from "./mounts-model.ts";
import type { MountsTexts } from "./texts.ts";

const MONO_COLUMN = 7.3;
const SMALL_COLUMN = 6.4;

/** The picture: a tree of mounts, one line each. React owns every node. */
export function MountsCanvas(props: {
  layout: MountsLayout;
  changes: MountsChange[];
  selected: string | null;
  t: MountsTexts;
  onOpen: (key: string | null) => void;
  onCopy: (key: string) => void;
}) {
  const { layout, selected, t, changes } = props;
  const { columns } = layout;
  const changeOf = new Map(changes.map(({ mark, id }) => [mark, id]));
  return (
    <MarksCanvas
      width={layout.width}
      height={layout.height}
      stops={layout.stops}
      selected={selected}
      label={`${t.title}. ${t.subtitle}`}
      moving={changes.length > 0}
      onOpen={props.onOpen}
      onCopy={props.onCopy}
    >
      {(view) => (
        <>
          <g className="mt-head">
            {(["path", "type", "source", "propagation"] as const).map((column) => (
              <text key={column} x={columns[column]} y={HEAD - 9}>
                {t.columns[column]}
              </text>
            ))}
            <line x1={0} x2={layout.width} y1={HEAD - 2} y2={HEAD - 2} />
          </g>
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a g without a tab stop is not interactive */}
          <g role="graphics-object group" aria-label={t.title}>
            {layout.rows.map((box) => (
              <Mark
                key={box.mark}
                mark={box.mark}
                fact={`${box.row.mount.mountpoint} ${box.row.mount.fsType} ${propagationOf(box.row.mount)}`}
                name={nameOf(box, t)}
                change={changeOf.get(box.mark)}
                x={box.x}
                y={box.y + 2}
                w={box.w}
                h={ROW - 4}
                {...{ view, selected }}
              >
                <Line box={box} layout={layout} t={t} />
              </Mark>
            ))}
          </g>
        </>
      )}
    </MarksCanvas>
  );
}

const nameOf = ({ row: { mount } }: RowBox, t: MountsTexts): string =>
  [
    visibleName(mount.mountpoint),
    mount.fsType,
    mount.bindOf ? t.bindOf(visibleName(mount.bindOf.path)) : "",
    t.propagation[propagationOf(mount)],
  ]
    .filter(Boolean)
    .join(", ");

function Line({ box, layout, t }: { box: RowBox; layout: MountsLayout; t: MountsTexts }) {
  const { mount, depth } = box.row;
  const { columns } = layout;
  const kind = propagationOf(mount);
  const room = (from: number, to: number, column: number) => Math.max(4, Math.floor((to - from - 8) / column));
  const words = [
    mount.bindOf ? t.bindOf(visibleName(mount.bindOf.path)) : visibleName(mount.source),
    mount.readOnly ? t.readOnly : "",
    mount.covered ? t.covered : "",
  ];
  const group = mount.propagation.shared ?? mount.propagation.master;
  return (
    <g
      className="mt-line"
      data-covered={mount.covered || undefined}
      data-plumbing={mount.plumbing || undefined}
      data-bind={mount.bindOf !== null || undefined}
    >
      {depth > 0 && <path className="mt-branch" d={`M-9 ${-ROW / 2 + 2}V11h6`} />}
      <text className="mt-path" x={0} y={15}>
        {clipMiddle(visibleName(mount.mountpoint), room(box.x, columns.type, MONO_COLUMN))}
      </text>
      <text className="mt-small" x={columns.type - box.x} y={15}>
        {clipMiddle(visibleName(mount.fsType), room(columns.type, columns.source, SMALL_COLUMN))}
      </text>
      <text className="mt-small" x={columns.source - box.x} y={15}>
        {clipMiddle(words.filter(Boolean).join(" · "), room(columns.source, columns.propagation, SMALL_COLUMN))}
      </text>
      <g className="mt-chip" data-kind={kind} transform={`translate(${columns.propagation - box.x} 2)`}>
        <rect width={104} height={17} rx={kind === "private" ? 2 : 8} />
        <text x={52} y={12.5} textAnchor="middle">
          {t.propagation[kind]}
          {group === null ? "" : ` ${group}`}
        </text>
      </g>
    </g>
  );
}
