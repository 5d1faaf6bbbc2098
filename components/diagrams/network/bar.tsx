import { clipEnd, textColumns } from "../frame/clip-label.ts";
import { visibleName } from "../frame/shell-quote.ts";
import type { BarBox, Box, RailBox, StemBox } from "./layout-types.ts";
import { letterOf, stateOf } from "./link-words.ts";
import type { NetworkModel } from "./network-model.ts";
import { clipName, toPortWords } from "./port-words.ts";
import type { NetworkTexts } from "./texts.ts";
import { toneOf } from "./tone.ts";

/** A bridge: a bar with a slot for each of its ports. */
export function BarFace({
  box,
  past,
  model,
  t,
}: {
  box: BarBox;
  /** Stems that go past it to another one. */
  past: readonly StemBox[];
  model: NetworkModel;
  t: NetworkTexts;
}) {
  const { bar, w, h } = box;
  const words = toPortWords(model, bar, t);
  const name = clipName(words.name, words.ifindex, 16);
  const textX = 30 + (textColumns(name) + textColumns(words.ifindex)) * 6.7;
  const room = Math.floor((w - textX - 10) / 6.6);
  const rest = clipEnd(
    [words.state, words.second === t.noAddress ? "" : words.second, words.third].filter(Boolean).join(" · "),
    room,
  );
  return (
    <g className="nw-port" data-tone={toneOf(bar.link.kind)} data-state={stateOf(bar.link)}>
      <rect className="nw-face" width={w} height={h} rx={5} />
      <Past stems={past} box={box} words={[0, textX + 8 + textColumns(rest) * 6.6]} />
      <rect className="nw-badge" x={6} y={6} width={14} height={13} rx={3} />
      <text className="nw-letter" x={13} y={16.5} textAnchor="middle">
        {letterOf(bar.link)}
      </text>
      <text className="nw-name" x={25} y={16.5}>
        {name}
        <tspan className="nw-soft">{words.ifindex}</tspan>
      </text>
      <text className="nw-line" x={textX + 4} y={16.5}>
        {rest}
      </text>
    </g>
  );
}

/** Inside a box: ports in the slots of their bridge, and interfaces on what they are built on. */
export function Stem({ stem, change }: { stem: StemBox; change: string | undefined }) {
  const { from, to, kind } = stem;
  return (
    <g
      className="nw-stem"
      data-kind={kind}
      data-edge={stem.key}
      data-change={change}
      data-outlined={change !== undefined || undefined}
    >
      <path d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />
    </g>
  );
}

/** Where a stem meets its bar; drawn above it. */
export function Socket({ stem }: { stem: StemBox }) {
  const { from, to } = stem;
  const inward = to.y < from.y ? -4 : 0;
  return <rect className="nw-socket" data-kind={stem.kind} x={to.x - 6} y={to.y + inward} width={12} height={4} />;
}

export function RailFace({ rail, past, t }: { rail: RailBox; past: readonly StemBox[]; t: NetworkTexts }) {
  const name = clipEnd(t.onParent(visibleName(rail.parent.link.name)), Math.floor((rail.w - 8) / 6.6));
  const half = (textColumns(name) * 6.6) / 2 + 4;
  return (
    <g className="nw-rail">
      <rect x={rail.x} y={rail.y} width={rail.w} height={rail.h} rx={4} />
      <g transform={`translate(${rail.x} ${rail.y})`}>
        <Past stems={past} box={rail} words={[rail.w / 2 - half, rail.w / 2 + half]} />
      </g>
      <text x={rail.x + rail.w / 2} y={rail.y + 13} textAnchor="middle">
        {name}
      </text>
    </g>
  );
}

/** Above the bar, with air around, so that they do not look joined to it; a gap where its words (from, to) stand. */
function Past({ stems, box, words: [start, end] }: { stems: readonly StemBox[]; box: Box; words: readonly [number, number] }) {
  return stems.map(({ key, kind, from }) => {
    const x = from.x - box.x;
    const gap = x > start && x < end ? `V4M${x} ${box.h - 4}` : "";
    return (
      <g key={key} className="nw-stem" data-kind={kind}>
        <path className="nw-air" d={`M${x} -1${gap}V${box.h + 1}`} />
        <path d={`M${x} -1${gap}V${box.h + 1}`} />
      </g>
    );
  });
}
