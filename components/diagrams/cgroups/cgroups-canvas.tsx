import { clipEnd, clipMiddle } from "../frame/clip-label.ts";
import { Mark, MarksCanvas, type MarksView } from "../frame/marks-canvas.tsx";
import { visibleName } from "../frame/shell-quote.ts";
import { amountText } from "./amounts.ts";
import type { CgroupsChange } from "./cgroups-diff.ts";
import { BAR, type CellBox, type CgroupsLayout, HEAD, ROW, type RowBox } from "./cgroups-layout.ts";
import type { CgroupsModel } from "./cgroups-model.ts";
import { percentText } from "./explain.ts";
import type { CgroupsTexts } from "./texts.ts";

const MONO_COLUMN = 7.3;
const SMALL_COLUMN = 6.2;

/** The picture: an indented tree with a bar for each resource. React owns every node. */
export function CgroupsCanvas(props: {
  model: CgroupsModel;
  changes: CgroupsChange[];
  layout: CgroupsLayout;
  selected: string | null;
  t: CgroupsTexts;
  onOpen: (key: string | null) => void;
  onCopy: (key: string) => void;
}) {
  const { layout, selected, t, changes } = props;
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
          <g className="cg-head">
            <text x={12} y={HEAD - 9}>
              {t.group}
            </text>
            {layout.columns.map(({ resource, x }) => (
              <text key={resource} x={x} y={HEAD - 9}>
                {t.resources[resource]}
              </text>
            ))}
            <line x1={0} x2={layout.width} y1={HEAD - 2} y2={HEAD - 2} />
          </g>
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a g without a tab stop is not interactive */}
          <g role="graphics-object group" aria-label={t.title}>
            {layout.rows.map((box) => (
              <GroupName key={box.mark} box={box} {...{ view, selected, t }} change={changeOf.get(box.mark)} />
            ))}
            {layout.cells.map((box) => (
              <Bar key={box.mark} box={box} {...{ view, selected, t }} change={changeOf.get(box.mark)} />
            ))}
          </g>
        </>
      )}
    </MarksCanvas>
  );
}

type Common = { view: MarksView; selected: string | null; t: CgroupsTexts; change: string | undefined };

function GroupName({ box, view, selected, t, change }: Common & { box: RowBox }) {
  const { row, mark, x, y, w } = box;
  const name = row.path === "/" ? t.root : visibleName(row.container ?? row.name);
  const inside = row.processes.length === 0 ? "" : row.processes.map(visibleName).join(", ");
  return (
    <Mark
      {...{ mark, x, view, selected, change }}
      fact={row.path}
      name={`${name}: ${t.processes(row.processes.length)}`}
      y={y + 3}
      w={w}
      h={ROW - 4}
    >
      {row.depth > 0 && <path className="cg-branch" d={`M-8 ${-ROW / 2 + 6}V16h6`} />}
      <text className="cg-name" x={2} y={16}>
        {clipMiddle(name, Math.floor((w - 6) / MONO_COLUMN))}
      </text>
      <text className="cg-inside" x={2} y={32}>
        {clipEnd(inside || t.processes(0), Math.floor((w - 6) / SMALL_COLUMN))}
      </text>
    </Mark>
  );
}

function Bar({ box, view, selected, t, change }: Common & { box: CellBox }) {
  const { cell, mark, x, y, w, fill, peak } = box;
  const { resource, current, binding, own, throttled, cgroup } = cell;
  const amount = (value: number) => amountText(resource, value, t.cores);
  const used = current === null ? "?" : amount(current);
  const total = binding ? `${used} / ${amount(binding.limit)}` : used;
  const whose = binding === null ? t.noLimit : binding.by === cgroup.path ? t.ownLimit : t.limitOf(visibleName(binding.by));
  const killed = resource === "memory" ? (cgroup.events.oomKills ?? 0) : 0;
  const refused = resource === "pids" ? (cgroup.events.pidsRefused ?? 0) : 0;
  const event =
    killed > 0 ? t.killed(killed) : refused > 0 ? t.refused(refused) : throttled ? t.throttled(percentText(throttled)) : "";
  const room = Math.floor((w - (event.length + 2) * SMALL_COLUMN) / SMALL_COLUMN);
  const isFull = binding !== null && fill > w * 0.97;
  return (
    <Mark
      {...{ mark, x, view, selected, change }}
      fact={`${own ?? "-"} ${binding?.limit ?? "-"} ${binding?.by ?? "-"}`}
      name={`${t.resources[resource]}, ${visibleName(cgroup.path)}: ${total}, ${whose}`}
      y={y + 3}
      w={w}
      h={ROW - 4}
    >
      <g className="cg-bar" data-resource={resource} data-own={own !== null || undefined} data-full={isFull || undefined}>
        <text className="cg-total" x={0} y={13}>
          {total}
        </text>
        {event !== "" && (
          <text className="cg-event" x={w} y={BAR.y + BAR.h + 7} textAnchor="end">
            {event}
          </text>
        )}
        <rect className="cg-ground" y={BAR.y - 4} width={w} height={BAR.h - 3} rx={3} />
        <rect className="cg-fill" y={BAR.y - 4} width={fill} height={BAR.h - 3} rx={3} />
        {peak !== null && <line className="cg-peak" x1={peak} x2={peak} y1={BAR.y - 6} y2={BAR.y + BAR.h - 5} />}
        {binding && <path className="cg-limit" d={`M${w - 4} ${BAR.y - 7}H${w}V${BAR.y + BAR.h - 4}H${w - 4}`} />}
        <text className="cg-whose" x={0} y={BAR.y + BAR.h + 7}>
          {clipMiddle(whose, Math.max(8, room))}
        </text>
      </g>
    </Mark>
  );
}
