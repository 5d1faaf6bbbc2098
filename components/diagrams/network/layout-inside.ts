import { anchorIn } from "./assign-tracks.ts";
import { GATE_WIDTHS, gateOffset, toGates } from "./gates.ts";
import { BAR, CELL, CELL_GAP, cellX, GATE, LOOPBACK, STEM } from "./geometry.ts";
import type { BarBox, Box, GateBox, LoopbackBox, Point, PortBox, RailBox, StemBox } from "./layout-types.ts";
import { isBar } from "./link-words.ts";
import { gateMark, type LinkModel, linkMark, type NamespaceModel, railOf } from "./network-model.ts";

export type Inside = {
  key: string;
  ports: PortBox[];
  bars: BarBox[];
  rails: RailBox[];
  stems: StemBox[];
  loopbacks: LoopbackBox[];
  gates: GateBox[];
  /** Where cables of its interfaces end, on the edge of its box. */
  plugs: ReadonlyMap<string, Point>;
  /** The same for an interface of a namespace that is drawn as this one. */
  plugAt(link: LinkModel): Point;
};

/** A rail is thinner than a bar. */
const RAIL_H = 18;
/** Cells that a bridge of the sandbox takes at least: its name, how it is, its address and the network it was made for. */
const BAR_CELLS = 3;

/** What lies in the box of a namespace. edge: where its ports are. */
export function layoutInside(
  namespace: NamespaceModel,
  box: Box,
  edge: "top" | "bottom",
  at: { loopback: Point; gates: Point & { size: "whole" | "short" } },
): Inside {
  const { key, links } = namespace;
  const byKey = new Map(links.map((link) => [link.key, link]));
  const portY = edge === "bottom" ? box.y + box.h - CELL.h : box.y;
  const rowY = (row: number) =>
    edge === "bottom" ? portY - STEM - BAR.h - row * (BAR.h + BAR.gap) : portY + CELL.h + STEM + row * (BAR.h + BAR.gap);
  const edgeY = edge === "bottom" ? box.y + box.h : box.y;
  const plugAt = ({ side, slot }: LinkModel): Point => ({
    x: anchorIn(box.x, side, slot),
    y: side === "top" ? box.y : edgeY,
  });

  const ports = links.flatMap((port): PortBox[] => {
    if (port.side !== "port" && port.side !== "top") return [];
    const y = port.side === "top" ? box.y : portY;
    const on = port.side === "top" ? "top" : edge;
    return [
      { mark: linkMark(port.key), port, edge: on, plug: plugAt(port), x: cellX(box.x, port.slot), y, w: CELL.w, h: CELL.h },
    ];
  });
  const middle = new Map(ports.map(({ port, x }) => [port.key, x + CELL.w / 2]));
  const inner = edge === "bottom" ? portY : portY + CELL.h;

  const bars = links
    .filter(({ side }) => side === "bar")
    .map((bar): BarBox => {
      const held = links
        .filter(({ link }) => link.master === bar.key || link.parent === bar.key)
        .map((one) => middle.get(one.key) ?? 0);
      const least = cellX(box.x, edge === "bottom" ? BAR_CELLS : 2) - CELL_GAP;
      const end = Math.min(box.x + box.w - 3, Math.max(least, ...held.map((x) => x + CELL.w / 2)) + 3);
      return { mark: linkMark(bar.key), bar, x: box.x + 3, y: rowY(bar.slot), w: end - box.x - 3, h: BAR.h };
    });
  const rails = namespace.rows.flatMap((holder, row): RailBox[] => {
    const parent = links.find((one) => railOf(one.key) === holder);
    const own = parent && middle.get(parent.key);
    if (!parent || own === undefined) return [];
    const xs = [own, ...links.filter(({ link }) => link.parent === parent.key).map((one) => middle.get(one.key) ?? own)];
    const x = Math.min(...xs) - 34;
    return [{ key: railOf(parent.key), parent, x, y: rowY(row) + (BAR.h - RAIL_H) / 2, w: Math.max(...xs) + 34 - x, h: RAIL_H }];
  });

  const barOf = new Map(bars.map((bar) => [bar.bar.key, bar]));
  const railFor = new Map(rails.map((rail) => [rail.parent.key, rail]));
  /** The edge of a bar or rail that faces the ports. */
  const facing = ({ y, h }: Box) => (edge === "bottom" ? y + h : y);
  const stems: StemBox[] = [];
  const stem = (child: LinkModel, kind: StemBox["kind"], holder: string, to: Box, shift: number) => {
    const below = barOf.get(child.key);
    const x = below ? below.x + below.w - 14 : (middle.get(child.key) ?? 0) + shift;
    const from = below ? (rowIsNearer(to, below) ? away(below) : facing(below)) : child.side === "top" ? box.y + CELL.h : inner;
    const onto = below && rowIsNearer(to, below) ? away(to) : facing(to);
    const passes = [...bars, ...rails].filter((one) => one !== to && one !== below && isBetween(one, x, from, onto));
    const ends = { from: { x, y: from }, to: { x, y: onto } };
    stems.push({ key: `stem|${kind}|${child.key}`, kind, child: child.key, holder, ...ends, passes });
  };
  const away = ({ y, h }: Box) => (edge === "bottom" ? y : y + h);
  const rowIsNearer = (one: Box, other: Box) => (edge === "bottom" ? one.y > other.y : one.y < other.y);
  for (const child of links) {
    if (child.side === "lo") continue;
    const { master, parent } = child.link;
    const bar = master === null ? undefined : barOf.get(master);
    if (bar) stem(child, "slot", bar.bar.key, bar, 0);
    const own = parent === null ? undefined : byKey.get(parent);
    if (!own) continue;
    const holder = isBar(own.link) ? barOf.get(own.key) : railFor.get(own.key);
    if (holder) stem(child, "tab", own.key, holder, bar ? -24 : 0);
  }
  for (const rail of rails) stem(rail.parent, "tab", rail.parent.key, rail, barOf.has(rail.parent.link.master ?? "") ? -24 : 0);

  const loopbacks = links
    .filter(({ side }) => side === "lo")
    .slice(0, 1)
    .map((loopback): LoopbackBox => ({ mark: linkMark(loopback.key), loopback, ...at.loopback, w: LOOPBACK.w, h: LOOPBACK.h }));
  const gates = toGates(namespace.info).map((gate): GateBox => {
    const { x, y, size } = at.gates;
    const w = GATE_WIDTHS[size][gate.hook]!;
    return {
      mark: gateMark(key, gate.hook),
      namespace,
      gate,
      x: x + gateOffset(gate.hook, size),
      y: y - GATE.h / 2,
      w,
      h: GATE.h,
    };
  });
  const plugs = new Map(links.map((link) => [link.key, plugAt(link)]));
  return { key, ports, bars, rails, stems, loopbacks, gates, plugs, plugAt };
}

const isBetween = (box: Box, x: number, from: number, to: number): boolean =>
  box.x < x && x < box.x + box.w && Math.min(from, to) < box.y + box.h && box.y < Math.max(from, to);
