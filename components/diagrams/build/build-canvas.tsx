import { bytesText } from "../cgroups/amounts.ts";
import { clipMiddle } from "../frame/clip-label.ts";
import { Mark, MarksCanvas } from "../frame/marks-canvas.tsx";
import { visibleName } from "../frame/shell-quote.ts";
import type { BuildChange } from "./build-diff.ts";
import { type BuildLayout, ROW, type StepBox } from "./build-layout.ts";
import { stepFact } from "./build-model.ts";
import type { BuildTexts } from "./texts.ts";

const MONO_COLUMN = 7.3;
/** A sign for each state beside its colour and its word. */
const SIGN = { base: "◆", cached: "=", ran: "▶", failed: "×", stopped: "■", untouched: "·" } as const;

/** The picture: a line per step, and a line across where the cache broke. React owns every node. */
export function BuildCanvas(props: {
  layout: BuildLayout;
  changes: BuildChange[];
  selected: string | null;
  t: BuildTexts;
  onOpen: (key: string | null) => void;
  onCopy: (key: string) => void;
}) {
  const { layout, selected, t, changes } = props;
  const { left, width } = layout;
  const changeOf = new Map(changes.map(({ mark, id }) => [mark, id]));
  const place = { x: left, w: width - 2 * left, h: ROW - 6 };
  return (
    <MarksCanvas
      width={width}
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
          {layout.stages.map(({ stage, y }) => (
            <text key={`stage-${stage}`} className="bd-stage" x={left} y={y + 17}>
              {t.stage(visibleName(stage))}
            </text>
          ))}
          <Line className="bd-before" y={layout.brokeBefore} text={t.brokeBefore} {...{ left, width }} />
          <Line className="bd-broke" y={layout.broke} text={t.broke} {...{ left, width }} />
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a g without a tab stop is not interactive */}
          <g role="graphics-object group" aria-label={t.title}>
            {layout.runs.map(({ run, mark, y }) => (
              <Mark
                key={mark}
                mark={mark}
                fact={`${run.pid} ${run.command}`}
                name={`${visibleName(run.command)}, ${t.running(run.pid)}`}
                change={changeOf.get(mark)}
                {...{ ...place, y, view, selected }}
              >
                <rect className="bd-run" width={place.w} height={place.h} rx={4} />
                <text className="bd-step" x={8} y={15}>
                  {clipMiddle(visibleName(run.command), Math.floor((layout.columns.state - 40) / MONO_COLUMN))}
                </text>
                <text className="bd-word" x={layout.columns.state - left} y={15}>
                  {t.running(run.pid)}
                </text>
              </Mark>
            ))}
            {layout.steps.map((box) => (
              <Mark
                key={box.mark}
                mark={box.mark}
                fact={stepFact(box.step)}
                name={nameOf(box, layout, t)}
                change={changeOf.get(box.mark)}
                {...{ ...place, y: box.y, view, selected }}
              >
                <Step box={box} layout={layout} t={t} />
              </Mark>
            ))}
          </g>
        </>
      )}
    </MarksCanvas>
  );
}

const nameOf = ({ step, y }: StepBox, { broke, steps }: BuildLayout, t: BuildTexts): string => {
  const isBroken = broke !== null && steps.find((box) => box.y > broke)?.y === y;
  return [
    visibleName(step.name),
    t.state[step.state],
    step.ms === null ? "" : t.seconds(step.ms),
    step.bytes === null ? "" : bytesText(step.bytes),
    isBroken ? t.broke : "",
  ]
    .filter(Boolean)
    .join(", ");
};

function Step({ box: { step, bar }, layout, t }: { box: StepBox; layout: BuildLayout; t: BuildTexts }) {
  const { left, columns } = layout;
  const room = Math.max(8, Math.floor((columns.state - columns.text - 8) / MONO_COLUMN));
  return (
    <g data-state={step.state}>
      <rect className="bd-sign" width={20} height={20} y={1} rx={step.state === "cached" ? 10 : 3} />
      <text className="bd-sign-text" x={10} y={15} textAnchor="middle">
        {SIGN[step.state]}
      </text>
      <text className="bd-step" x={columns.text - left} y={15}>
        {clipMiddle(visibleName(step.instruction), room)}
      </text>
      <text className="bd-word" x={columns.state - left} y={15}>
        {t.state[step.state]}
        {step.ms === null ? "" : ` ${t.seconds(step.ms)}`}
      </text>
      {step.bytes !== null && (
        <>
          <text className="bd-word" x={columns.size - left + 68} y={15} textAnchor="end">
            {bytesText(step.bytes)}
          </text>
          <rect className="bd-bar" x={columns.size - left + 74} y={6} width={bar} height={10} />
        </>
      )}
    </g>
  );
}

/** Across the picture; it moves to its new place, so that one sees it jump. */
function Line(props: { className: string; y: number | null; text: string; left: number; width: number }) {
  if (props.y === null) return null;
  return (
    <g className={`gd-place ${props.className}`} style={{ transform: `translate(0px, ${props.y}px)` }}>
      <text x={props.left} y={14}>
        ✂ {props.text}
      </text>
      <path d={`M${props.left} 19H${props.width - props.left}`} />
    </g>
  );
}
