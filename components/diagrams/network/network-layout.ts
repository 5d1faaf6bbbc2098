import { cablePath } from "./cable-path.ts";
import { GATE_WIDTHS, gateOffset, toGates } from "./gates.ts";
import {
  BAR,
  boxWidth,
  CELL,
  CHANNEL_PAD,
  COLUMN_SHIFT,
  cellX,
  columnX,
  GATE,
  LEAST_TRACKS,
  LINE,
  LOOPBACK,
  MARGIN,
  OUTSIDE,
  PAD,
  STEM,
  TRACK,
} from "./geometry.ts";
import { type Inside, layoutInside } from "./layout-inside.ts";
import type { Box, CableBox, NamespaceBox, NetworkLayout, Point } from "./layout-types.ts";
import { type NamespaceModel, type NetworkModel, namespaceMark } from "./network-model.ts";
import { toStops } from "./topology-step.ts";
import { wrapText } from "./wrap-text.ts";

/** Width of one column (textColumns) of the 11.5 px text, in px. */
const COLUMN_PX = 6.3;
/** Room in the margin right of the sandbox's namespace for one cable that goes around it. */
const AROUND = 10;
const FOOT = 7;
/** Lines in which the sandbox's namespace says what it reaches; always so high, so that nothing moves when the sentence grows. */
const REACH_LINES = 2;

/** Where everything stands in a picture of this width. toLine: what a namespace reaches, as one sentence. */
export function layoutNetwork(model: NetworkModel, width: number, toLine: (namespace: NamespaceModel) => string): NetworkLayout {
  const isStacked = (slot: number) => model.stacks.has(model.columns[slot] ?? "");
  const initial = model.namespaces.find(({ slot }) => slot < 0);
  const around = model.cables.filter(({ a, b }) => b === null && model.links.get(a)?.side !== "top");
  const columnsEnd = columnX(model.cells, model.columns.length, isStacked);
  const needed = initial ? Math.max(boxWidth(Math.max(1, initial.ports.length)), gatesEnd(initial)) : 0;
  const margin = around.length === 0 ? MARGIN : MARGIN + around.length * AROUND + 6;
  const right = Math.max(width - margin, columnsEnd, MARGIN + needed);

  const outside: Box | null = model.outside ? { x: MARGIN, y: MARGIN, w: right - MARGIN + margin - MARGIN, h: OUTSIDE.h } : null;
  const top = outside ? outside.y + outside.h + OUTSIDE.gap : MARGIN + GATE.h / 2;
  const boxes: NamespaceBox[] = [];
  const insides: Inside[] = [];
  let channel = top;
  if (initial) {
    const placed = placeInitial(initial, { x: MARGIN, y: top, w: right - MARGIN, h: 0 }, Math.min(width, right), toLine);
    boxes.push(placed.box);
    insides.push(placed.inside);
    channel = top + placed.box.h;
  }
  const tracks = Math.max(LEAST_TRACKS, ...[...model.tracks.values()].map((track) => track + 1));
  const columnsY = channel + 2 * CHANNEL_PAD + Math.ceil(tracks / 2) * 2 * TRACK;
  for (const namespace of model.namespaces) {
    if (namespace.slot < 0 || isStacked(namespace.slot)) continue;
    const x = columnX(model.cells, namespace.slot, isStacked);
    const placed = placeColumn(namespace, { x, y: columnsY, w: boxWidth(model.cells[namespace.slot]!), h: 0 }, toLine);
    placed.box.stacked = model.namespaces.filter(({ key }) => model.stacks.get(key) === namespace.key);
    boxes.push(placed.box);
    insides.push(placed.inside);
  }
  const isVacant = initial !== undefined && boxes.length === 1;
  const vacant = isVacant ? { x: MARGIN + COLUMN_SHIFT, y: columnsY, w: boxWidth(3), h: 64 } : null;
  const trackY = (key: string) => columnsY - CHANNEL_PAD - (model.tracks.get(key) ?? 0) * TRACK;
  const cables = placeCables(model, insides, outside, trackY, right);
  const flat = {
    outside,
    vacant,
    namespaces: boxes,
    ports: insides.flatMap(({ ports }) => ports),
    bars: insides.flatMap(({ bars }) => bars),
    rails: insides.flatMap(({ rails }) => rails),
    stems: insides.flatMap(({ stems }) => stems),
    loopbacks: model.foldsLoopbacks ? [] : insides.flatMap(({ loopbacks }) => loopbacks),
    gates: insides.flatMap(({ gates }) => gates),
    cables,
  };
  const bottom = Math.max(...boxes.map(({ y, h }) => y + h), vacant ? vacant.y + vacant.h : 0, 0);
  return { ...flat, width: right + margin, height: bottom + GATE.h / 2 + MARGIN, stops: toStops(flat) };
}

const gatesX = (namespace: NamespaceModel, boxX: number): number => cellX(boxX, Math.max(1, namespace.tops.length)) + 4;

/** How wide the box must be for its gates to lie in it. */
function gatesEnd(namespace: NamespaceModel): number {
  const last = toGates(namespace.info).at(-1);
  return last ? gatesX(namespace, 0) + gateOffset(last.hook, "whole") + GATE_WIDTHS.whole[last.hook]! + PAD : 0;
}

type Placed = { box: NamespaceBox; inside: Inside };

/** Ports on its lower edge, uplinks and gates on its upper edge. */
function placeInitial(namespace: NamespaceModel, box: Box, sight: number, toLine: (one: NamespaceModel) => string): Placed {
  const textX = cellX(box.x, namespace.tops.length) + (namespace.tops.length > 0 ? 4 : 2);
  const room = Math.max(200, sight - textX - MARGIN);
  const lines = wrapText(toLine(namespace), Math.floor(room / COLUMN_PX), REACH_LINES);
  const head = GATE.h / 2 + 17 + REACH_LINES * LINE;
  const rows = Math.max(1, namespace.rows.length) * (BAR.h + BAR.gap);
  const h = head + rows + STEM + CELL.h;
  const whole = { ...box, h };
  const title = { x: textX, y: box.y + GATE.h / 2 + 14, w: room };
  return {
    box: { ...whole, mark: namespaceMark(namespace.key), namespace, stacked: [], title, lines },
    inside: layoutInside(namespace, whole, "bottom", {
      loopback: { x: textX, y: title.y - 14 },
      gates: { x: gatesX(namespace, box.x), y: box.y, size: "whole" },
    }),
  };
}

/** Ports on its upper edge, gates on its lower edge. */
function placeColumn(namespace: NamespaceModel, box: Box, toLine: (one: NamespaceModel) => string): Placed {
  const rows = namespace.rows.length * (BAR.h + BAR.gap);
  const lines = wrapText(toLine(namespace), Math.floor((box.w - 2 * PAD - 4) / COLUMN_PX), 3);
  const titleY = box.y + CELL.h + (rows > 0 ? STEM + rows : 4) + 16;
  const loopback = { x: box.x + box.w - PAD - LOOPBACK.w, y: titleY - 14 };
  const inside = { loopback, gates: { x: box.x + PAD, y: 0, size: "short" as const } };
  const title = { x: box.x + PAD + 3, y: titleY, w: box.w - 2 * PAD - LOOPBACK.w - 8 };
  const foot = namespace.info.chains.length > 0 || namespace.info.chainsUnread ? GATE.h / 2 + 3 : FOOT;
  const h = titleY - box.y + Math.max(1, lines.length) * LINE + 3 + foot;
  const whole = { ...box, h };
  inside.gates.y = box.y + h;
  return {
    box: { ...whole, mark: namespaceMark(namespace.key), namespace, stacked: [], title, lines },
    inside: layoutInside(namespace, whole, "top", inside),
  };
}

function placeCables(
  model: NetworkModel,
  insides: Inside[],
  outside: Box | null,
  trackY: (cable: string) => number,
  right: number,
): CableBox[] {
  const shown = new Map(insides.map((inside) => [inside.key, inside]));
  const plugs = new Map(insides.flatMap(({ plugs }) => [...plugs]));
  const plugOf = (key: string): Point | undefined => {
    const link = model.links.get(key);
    if (!link) return undefined;
    const stack = model.stacks.get(link.namespace);
    return stack === undefined ? plugs.get(key) : shown.get(stack)?.plugAt(link);
  };
  let around = 0;
  return model.cables.flatMap((cable): CableBox[] => {
    const from = plugOf(cable.a);
    if (!from) return [];
    if (cable.b !== null) {
      const to = plugOf(cable.b);
      // Two stacked namespaces joined with each other end in the same place.
      if (!to || (to.x === from.x && to.y === from.y)) return [];
      return [{ mark: cable.key, cable, from, to, path: cablePath(from, trackY(cable.key), to) }];
    }
    if (!outside) return [];
    const straight = model.links.get(cable.a)?.side === "top";
    const x = straight ? from.x : right + ++around * AROUND;
    const to = { x, y: outside.y + outside.h };
    const y = straight ? (from.y + to.y) / 2 : trackY(cable.key);
    return [{ mark: cable.key, cable, from, to, path: cablePath(from, y, to) }];
  });
}
