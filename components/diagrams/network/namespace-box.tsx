import { clipMiddle, textColumns } from "../frame/clip-label.ts";
import { LINE, LOOPBACK } from "./geometry.ts";
import type { NamespaceBox } from "./layout-types.ts";
import type { NetworkTexts } from "./texts.ts";

/** Width of one column of the bold 12 px name, and of the 11.5 px text, in px. */
const NAME = 7.4;
const TEXT = 6.4;

/** The face of a namespace: its box, its name and what it reaches. */
export function NamespaceFace({ box, hatch, t }: { box: NamespaceBox; hatch: string; t: NetworkTexts }) {
  const { namespace, stacked, w, h, title, lines } = box;
  const { info } = namespace;
  const chip = info.initial ? LOOPBACK.w + 8 : 0;
  const x = title.x - box.x + chip;
  const room = title.w - chip;
  const y = title.y - box.y;
  const count = stacked.length > 0 ? ` ${t.stacked(stacked.length + 1)}` : "";
  const most = Math.max(6, Math.floor(room / NAME) - textColumns(count));
  const name = clipMiddle(info.initial ? t.own : namespace.name, most) + count;
  const processes = ` · ${t.processes(info.processes)}`;
  const fits = textColumns(name) * NAME + textColumns(processes) * TEXT < room;
  return (
    <g className="nw-netns" data-initial={info.initial || undefined} data-unread={info.unread !== null || undefined}>
      {stacked.length > 0 && <rect className="nw-box" x={5} y={5} width={w} height={h} rx={8} />}
      <rect className="nw-box" width={w} height={h} rx={8} />
      {info.unread && <rect width={w} height={h} rx={8} fill={`url(#${hatch})`} />}
      <text className="nw-title" x={x} y={y}>
        {name}
        {fits && <tspan className="nw-soft nw-plain">{processes}</tspan>}
      </text>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
        <text key={at} className="nw-reach" x={title.x - box.x} y={y + (at + 1) * LINE}>
          {line}
        </text>
      ))}
    </g>
  );
}
