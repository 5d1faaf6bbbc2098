import { clipEnd, clipMiddle, textColumns } from "../frame/clip-label.ts";
import { Mark, MarksCanvas, type MarksView } from "../frame/marks-canvas.tsx";
import { visibleName } from "../frame/shell-quote.ts";
import { ChipFace, toneOf } from "./chip.tsx";
import { nameOfPin } from "./explain.ts";
import { type NamespacesChange, rowMark } from "./namespaces-diff.ts";
import {
  CHIP,
  HEAD,
  indentOf,
  LEVEL,
  layoutNamespaces,
  levelX,
  type NamespacesLayout,
  ROW,
  type RowBox,
  type ShelfBox,
} from "./namespaces-layout.ts";
import { type NamespacesModel, nameOf } from "./namespaces-model.ts";
import type { NamespacesTexts } from "./texts.ts";

/** Width of one column of the 12 px monospaced text, in px. */
const CHARACTER = 7.3;

/** The picture: pid ladder, commands and chips. React owns every node. */
export function NamespacesCanvas(props: {
  model: NamespacesModel;
  before: NamespacesModel | null;
  changes: NamespacesChange[];
  layout: NamespacesLayout;
  selected: string | null;
  t: NamespacesTexts;
  onOpen: (key: string | null) => void;
  onCopy: (key: string) => void;
}) {
  const { model, layout, selected, t, before, changes } = props;
  const changeOf = new Map(changes.map(({ mark, id }) => [mark, id]));
  const gone = before ? goneFrom(before, model, layout.width) : null;
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
          <Head layout={layout} t={t} />
          {layout.frames.map(({ key, namespace, x, y, w, h }) => (
            <g key={key} className="ns-frame" data-key-frame={namespace.info.key} data-tone={toneOf(namespace.number)}>
              <rect x={x} y={y} width={w} height={h} rx={6} />
            </g>
          ))}
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a g without a tab stop is not interactive */}
          <g role="graphics-object group" aria-label={t.processesTable}>
            {layout.rows.map((box) => (
              <ProcessRow key={box.row.key} box={box} {...{ model, layout, view, selected, t, changeOf }} />
            ))}
            {layout.chips.map(({ mark, x, y, process, namespace }) => (
              <Mark
                key={mark}
                mark={mark}
                fact={namespace.info.key}
                name={`${visibleName(model.processes.get(process)?.command ?? "")}: ${t.chip.title(namespace.info.type, namespace.info.initial ? t.own : visibleName(nameOf(namespace)))}`}
                link={namespace.info.initial ? undefined : namespace.info.key}
                change={changeOf.get(mark)}
                {...{ x, y, view, selected }}
                w={CHIP.w}
                h={CHIP.h}
              >
                <ChipFace namespace={namespace} />
              </Mark>
            ))}
          </g>
          {layout.shelfY !== null && (
            <text className="ns-shelf-title" x={levelX(0)} y={layout.shelfY + 12}>
              {t.noProcess}
            </text>
          )}
          {layout.shelf.map((box) => (
            <ShelfRow key={box.mark} box={box} {...{ model, layout, view, selected, t, changeOf }} />
          ))}
          {gone?.map(({ key, y, text }) => (
            <g key={`${changes[0]?.id}|${key}`} className="gd-ghost">
              <text className="ns-command" x={layout.nameX} y={y + ROW / 2 + 4}>
                {text}
              </text>
            </g>
          ))}
        </>
      )}
    </MarksCanvas>
  );
}

/** Processes that have just gone, where they stood. */
function goneFrom(before: NamespacesModel, model: NamespacesModel, width: number) {
  return layoutNamespaces(before, width)
    .rows.filter(({ row }) => row.process && !model.processes.has(row.key))
    .map(({ row, y }) => ({ key: row.key, y, text: clipEnd(visibleName(row.process!.command), 40) }));
}

function Head({ layout, t }: { layout: NamespacesLayout; t: NamespacesTexts }) {
  return (
    <g className="ns-head">
      {Array.from({ length: layout.levels }, (_, level) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
        <text key={level} x={levelX(level) + LEVEL - 14} y={HEAD - 9} textAnchor="end">
          {t.pidColumn(level)}
        </text>
      ))}
      <text x={layout.nameX} y={HEAD - 9}>
        {t.command}
      </text>
      {layout.columns.map(({ type, x }) => (
        <text key={type} x={x + CHIP.w / 2} y={HEAD - 9} textAnchor="middle">
          {t.types[type]}
        </text>
      ))}
      <line x1={0} x2={layout.width} y1={HEAD - 2} y2={HEAD - 2} />
    </g>
  );
}

type RowProps = {
  layout: NamespacesLayout;
  view: MarksView;
  selected: string | null;
  t: NamespacesTexts;
  changeOf: ReadonlyMap<string, string>;
};

function ProcessRow({ box, model, layout, view, selected, t, changeOf }: RowProps & { box: RowBox; model: NamespacesModel }) {
  const { row, y } = box;
  const { process } = row;
  if (!process) return null;
  const mark = rowMark(row.key);
  const indent = indentOf(row);
  const command = visibleName(process.command);
  const container = clipEnd(visibleName(model.containers.get(process.key) ?? ""), 20);
  const room = Math.max(4, Math.floor((layout.nameW - indent - 14) / CHARACTER) - (container ? textColumns(container) + 1 : 0));
  const width = layout.nameX + layout.nameW - levelX(0) - 8;
  return (
    <Mark
      mark={mark}
      fact={process.pids.join(" ")}
      name={`${container} ${t.process(process.pids[0]!, command)}`.trim()}
      change={changeOf.get(mark)}
      x={levelX(0)}
      y={y + 2}
      w={width}
      h={ROW - 4}
      {...{ view, selected }}
    >
      <g className="ns-row" data-plumbing={process.plumbing || undefined} data-state={process.state}>
        {process.pids.map((pid, level) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
          <text key={level} className="ns-pid" x={level * LEVEL + LEVEL - 14} y={ROW / 2 + 2} textAnchor="end">
            {pid}
          </text>
        ))}
        {row.depth > 0 && <path className="ns-branch" d={`M${layout.nameX - levelX(0) + indent - 7} ${-3}v${ROW / 2}h5`} />}
        <text className="ns-command" x={layout.nameX - levelX(0) + indent} y={ROW / 2 + 2}>
          {container && <tspan className="ns-container">{container} </tspan>}
          {clipEnd(command, room)}
        </text>
      </g>
    </Mark>
  );
}

function ShelfRow({ box, model, layout, view, selected, t, changeOf }: RowProps & { box: ShelfBox; model: NamespacesModel }) {
  const { mark, namespace, y } = box;
  const { info } = namespace;
  const kept = info.pins.map((pin) => t.pin({ ...pin, detail: visibleName(pin.detail) }, nameOfPin(model, pin, t)));
  const words = `${visibleName(nameOf(namespace))} · ${t.chip.kept(kept)}`;
  const x = levelX(0);
  const width = layout.width - x - 12;
  return (
    <Mark
      {...{ mark, x, y, view, selected }}
      fact={info.key}
      name={`${t.chip.title(info.type, visibleName(nameOf(namespace)))}. ${t.chip.kept(kept)}`}
      link={info.key}
      change={changeOf.get(mark)}
      w={width}
      h={ROW - 4}
    >
      <g transform="translate(0 1)">
        <ChipFace namespace={namespace} />
      </g>
      <text className="ns-command" x={CHIP.w + 10} y={ROW / 2 + 2}>
        {clipMiddle(words, Math.floor((width - CHIP.w - 12) / CHARACTER))}
      </text>
    </Mark>
  );
}
