import { clipEnd, textColumns } from "../frame/clip-label.ts";
import { CELL } from "./geometry.ts";
import { Grown } from "./grown.tsx";
import type { PortBox } from "./layout-types.ts";
import { isTab, letterOf, stateOf } from "./link-words.ts";
import type { NetworkModel } from "./network-model.ts";
import { Plug } from "./plug.tsx";
import { clipName, toPortWords } from "./port-words.ts";
import type { NetworkTexts } from "./texts.ts";
import { toneOf } from "./tone.ts";

/** Widths of one column (textColumns), in px, of the 11 px text: monospaced, and of the page. */
const MONO = 6.7;
const SANS = 6.4;
/** A line may be so much longer than its room before it is cut. */
const MOST_SQUEEZED = 1.4;

/** The face of an interface on the edge of its box. */
export function PortFace({ box, model, pulses, t }: { box: PortBox; model: NetworkModel; pulses: boolean; t: NetworkTexts }) {
  const { port, edge } = box;
  const { link } = port;
  const words = toPortWords(model, port, t);
  const inset = link.kind === "vxlan" ? 9 : 5;
  const room = CELL.w - 2 * inset;
  const thirdRoom = room - textColumns(words.state) * 7.4 - 8;
  const third = textColumns(words.third) * SANS > thirdRoom ? (words.short ?? words.third) : words.third;
  const plugged = link.peer !== null || model.cables.some(({ a, b }) => a === port.key || b === port.key);
  const isTunnel = link.kind === "vxlan";
  return (
    <g className="nw-port" data-tone={toneOf(link.kind)} data-state={stateOf(link)} data-plumbing={link.plumbing || undefined}>
      <path className="nw-face" d={shapeOf(link, edge)} />
      <rect className="nw-badge" x={inset} y={5} width={14} height={13} rx={3} />
      <text className="nw-letter" x={inset + 7} y={15.5} textAnchor="middle">
        {letterOf(link)}
      </text>
      <text className="nw-name" x={inset + 18} y={15.5}>
        {clipName(words.name, words.ifindex, Math.floor((room - 18) / MONO))}
        <tspan className="nw-soft">{words.ifindex}</tspan>
      </text>
      <Squeezed x={inset + 1} y={29} room={room - 2} text={words.second} />
      {isTunnel ? (
        <Squeezed x={inset + 1} y={41.5} room={room - 2} text={`${words.third} · ${words.state}`} />
      ) : (
        <>
          <text className="nw-state" x={inset + 1} y={41.5}>
            {words.state}
          </text>
          {words.third !== "" && (
            <text className="nw-third" x={CELL.w - inset} y={41.5} textAnchor="end">
              {thirdRoom > 40 ? clipEnd(third, Math.floor(thirdRoom / SANS)) : third.includes("→") ? "→" : ""}
            </text>
          )}
        </>
      )}
      <Plug link={link} plugged={plugged} edge={edge} x={CELL.w / 2} y={edge === "bottom" ? CELL.h : 0} />
      {pulses && port.grown && (
        <Grown
          key={`${link.numbers.rxPackets}+${link.numbers.txPackets}`}
          grown={port.grown}
          x={CELL.w / 2}
          y={edge === "bottom" ? CELL.h : 0}
          width={CELL.w}
          t={t}
        />
      )}
    </g>
  );
}

/** A line that is drawn narrower when it is a little too long, and cut when it is much too long: an address is told whole where it can be. */
export function Squeezed({ x, y, room, text }: { x: number; y: number; room: number; text: string }) {
  const width = textColumns(text) * SANS;
  const shown = width > room * MOST_SQUEEZED ? clipEnd(text, Math.floor((room * MOST_SQUEEZED) / SANS)) : text;
  return (
    <text className="nw-line" x={x} y={y} {...(width > room ? { textLength: room, lengthAdjust: "spacingAndGlyphs" } : {})}>
      {shown}
    </text>
  );
}

/** tun: a bump on the inner side, where the process sits. vxlan: a hexagon. What is built on another: a tab. */
function shapeOf(link: { kind: string }, edge: "top" | "bottom"): string {
  const { w, h } = CELL;
  if (link.kind === "vxlan") return `M9 0H${w - 9}L${w} ${h / 2}L${w - 9} ${h}H9L0 ${h / 2}Z`;
  if (isTab(link))
    return edge === "bottom" ? `M0 ${h}V9L9 0H${w - 9}L${w} 9V${h}Z` : `M0 0V${h - 9}L9 ${h}H${w - 9}L${w} ${h - 9}V0Z`;
  if (link.kind === "tun") {
    const bump = (y: number, sweep: 0 | 1) => `M0 ${h - y}H${w}V${y}H${w / 2 + 9}a9 6 0 0 ${sweep} -18 0H0Z`;
    return edge === "bottom" ? bump(0, 0) : bump(h, 1);
  }
  return `M5 0H${w - 5}a5 5 0 0 1 5 5V${h - 5}a5 5 0 0 1 -5 5H5a5 5 0 0 1 -5 -5V5a5 5 0 0 1 5 -5Z`;
}
