import type { TracedHop } from "../../../../lib/contract/kernel/packet-trace.ts";
import { cablePoints } from "../cable-path.ts";
import { GATE } from "../geometry.ts";
import type { BarBox, NetworkLayout, Point, StemBox } from "../layout-types.ts";
import type { Spot } from "./place-links.ts";

/** Air between the lane inside a box, along which the IP layer passes packets on, and the gates in its edge. */
const LANE_AIR = 4;
/** From the edge of a bar that has the slots. */
const SLOT = 4;
/** Around a loopback's chip. */
const LOOP = { w: 22, h: 20 };

/** One hop between two interfaces, by their keys, and whether the frame is IPv6: that says which rules are on its way. */
export type Hop = { kind: TracedHop["kind"]; from: string; to: string; v6: boolean };

/**
 * The way of a hop along what is drawn, from the spot of one interface to that of the other. Null where the picture draws nothing that
 * joins the two, or where nobody saw how the frame got there.
 */
export function hopPath(layout: NetworkLayout, hop: Hop, from: Spot, to: Spot): Point[] | null {
  const inside = insidePath(layout, hop, from, to);
  return inside && [point(from), ...inside, point(to)];
}

function insidePath(layout: NetworkLayout, hop: Hop, from: Spot, to: Spot): Point[] | null {
  switch (hop.kind) {
    case "cable":
      return alongCable(layout, "veth", hop);
    case "bridged": {
      const [a, b] = [slotOf(layout, from), slotOf(layout, to)];
      const bar = a && b && a.holder === b.holder ? barOf(layout, a.holder) : undefined;
      return a && b && bar ? [a.from, onBar(bar, a), onBar(bar, b), b.from] : null;
    }
    case "to-host":
      return intoBar(layout, from, to);
    case "from-host":
      return intoBar(layout, to, from)?.reverse() ?? null;
    case "stacked":
      return alongStack(layout, hop, from, to);
    case "forwarded":
      return from.box === to.box ? throughBox(layout, from, to, gatesOf(layout, from.box, hop.v6)) : null;
    case "loopback":
      return from.drawn === to.drawn ? aroundChip(from) : null;
    case "unobserved":
      return null;
  }
}

const point = ({ x, y }: Point): Point => ({ x, y });
const slotOf = ({ stems }: NetworkLayout, { drawn }: Spot): StemBox | undefined =>
  stems.find(({ kind, child }) => kind === "slot" && child === drawn);
const barOf = ({ bars }: NetworkLayout, key: string): BarBox | undefined => bars.find(({ bar }) => bar.key === key);
/** On the bar, along its slots: its middle is where its words are. */
const onBar = ({ y, h }: BarBox, { to }: StemBox): Point => ({ x: to.x, y: to.y > y + h / 2 ? y + h - SLOT : y + SLOT });

function alongCable({ cables }: NetworkLayout, kind: "veth" | "child", { from, to }: Hop): Point[] | null {
  for (const { cable, path } of cables) {
    if (cable.kind !== kind) continue;
    // Both spots are the cable's ends already.
    if (cable.a === from && cable.b === to) return cablePoints(path).slice(1, -1);
    if (cable.a === to && cable.b === from) return cablePoints(path).reverse().slice(1, -1);
  }
  return null;
}

/** From a port, along its stem, to the right end of its bridge. */
function intoBar(layout: NetworkLayout, port: Spot, bridge: Spot): Point[] | null {
  const stem = slotOf(layout, port);
  const bar = stem && stem.holder === bridge.drawn ? barOf(layout, stem.holder) : undefined;
  return stem && bar ? [stem.from, onBar(bar, stem), { x: bridge.x, y: onBar(bar, stem).y }] : null;
}

/** Between an interface and what it is built on or a member of: along the rail or bar that both hang on, else along the cable into the other box. */
function alongStack(layout: NetworkLayout, hop: Hop, from: Spot, to: Spot): Point[] | null {
  const down = ontoHolder(layout, from, to);
  if (down) return down;
  const up = ontoHolder(layout, to, from);
  if (up) return up.reverse();
  const cable = alongCable(layout, "child", hop);
  if (cable) return cable;
  // A tunnel's outer packet is one that this namespace made itself.
  return from.box === to.box ? throughBox(layout, from, to, []) : null;
}

function ontoHolder(layout: NetworkLayout, child: Spot, holder: Spot): Point[] | null {
  const stem = layout.stems.find((one) => one.child === child.drawn && one.holder === holder.drawn);
  if (!stem) return null;
  const bar = barOf(layout, stem.holder);
  if (bar) return [stem.from, onBar(bar, stem), { x: holder.x, y: onBar(bar, stem).y }];
  const own = layout.stems.find((one) => one.child === holder.drawn && one.holder === holder.drawn);
  return own ? [stem.from, stem.to, own.to, own.from] : null;
}

/** Through the lane of a box, into each gate on the way and out of it again. */
function throughBox({ namespaces }: NetworkLayout, from: Spot, to: Spot, gates: Point[]): Point[] | null {
  const box = namespaces.find(({ namespace }) => namespace.key === from.box);
  if (!box) return null;
  const lane = box.namespace.info.initial ? box.y + GATE.h / 2 + LANE_AIR : box.y + box.h - GATE.h / 2 - LANE_AIR;
  const dips = gates.flatMap(({ x, y }) => [
    { x, y: lane },
    { x, y },
    { x, y: lane },
  ]);
  return [{ x: from.x, y: lane }, ...dips, { x: to.x, y: lane }];
}

/** What a packet on its way through a namespace meets, in that order (nf_hook_ops priorities do not matter here: one gate is one hook). */
const PASSED = ["prerouting", "forward", "postrouting"];

function gatesOf({ gates }: NetworkLayout, namespace: string, v6: boolean): Point[] {
  const families = v6 ? ["ip6", "inet"] : ["ip", "inet"];
  return PASSED.flatMap((hook) =>
    gates
      .filter(({ gate, namespace: { key } }) => key === namespace && gate.hook === hook)
      .filter(({ gate }) => gate.chains.some(({ family }) => families.includes(family)))
      .map(({ x, y, w, h }) => ({ x: x + w / 2, y: y + h / 2 })),
  );
}

const aroundChip = ({ x, y }: Spot): Point[] => [
  { x: x + LOOP.w, y },
  { x: x + LOOP.w, y: y - LOOP.h },
  { x: x - LOOP.w, y: y - LOOP.h },
  { x: x - LOOP.w, y },
];
