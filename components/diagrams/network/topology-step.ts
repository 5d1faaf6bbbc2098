import type { Arrow, Stop } from "../frame/arrow-step.ts";
import type { Box, NetworkLayout } from "./layout-types.ts";
import { OUTSIDE_MARK } from "./network-model.ts";

type Flat = Omit<NetworkLayout, "stops" | "width" | "height">;

/** Every mark with the place of its middle, from top to bottom. */
export function toStops(flat: Flat): Stop[] {
  const of = (key: string, { x, y, w, h }: Box): Stop => ({ key, col: x + w / 2, row: y + h / 2 });
  const stops = [
    ...(flat.outside ? [of(OUTSIDE_MARK, flat.outside)] : []),
    // A box is as wide as the picture: its name stands for it.
    ...flat.namespaces.map(({ mark, title }) => ({ key: mark, col: title.x + 20, row: title.y })),
    ...[...flat.ports, ...flat.bars, ...flat.loopbacks, ...flat.gates].map((box) => of(box.mark, box)),
    ...flat.cables.map(({ mark, from, to }) => ({ key: mark, col: (from.x + to.x) / 2, row: (from.y + to.y) / 2 })),
  ];
  return stops.sort((a, b) => a.row - b.row || a.col - b.col);
}

/**
 * The mark an arrow key leads to: from a port along its cable, from a cable to its ends, into a bridge and out of it; where nothing is
 * joined, to the nearest mark in that direction. Null at the edge.
 */
export function topologyStep(
  layout: Pick<NetworkLayout, "stops" | "ports" | "bars" | "cables" | "stems">,
  from: string,
  arrow: Arrow,
): string | null {
  const here = layout.stops.find(({ key }) => key === from);
  if (!here) return layout.stops[0]?.key ?? null;
  const joined = joinedTo(layout, from, arrow);
  if (joined !== null) return joined;
  const across = arrow === "ArrowLeft" || arrow === "ArrowRight";
  const sign = arrow === "ArrowRight" || arrow === "ArrowDown" ? 1 : -1;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const stop of layout.stops) {
    const along = sign * (across ? stop.col - here.col : stop.row - here.row);
    const aside = Math.abs(across ? stop.row - here.row : stop.col - here.col);
    if (along <= 2 || stop.key === from) continue;
    const cost = along + aside * (across ? 4 : 2);
    if (cost < least) [best, least] = [stop.key, cost];
  }
  return best;
}

function joinedTo({ ports, bars, cables, stems }: Parameters<typeof topologyStep>[0], from: string, arrow: Arrow): string | null {
  const down = arrow === "ArrowDown";
  if (!down && arrow !== "ArrowUp") return null;
  if (from === OUTSIDE_MARK) return (down && cables.find(({ cable: { b } }) => b === null)?.mark) || null;
  const cable = cables.find(({ mark }) => mark === from);
  if (cable) {
    const ends = [cable.cable.a, cable.cable.b].flatMap((key, at) => {
      const mark = key === null ? OUTSIDE_MARK : `link|${key}`;
      return { mark, y: at === 0 ? cable.from.y : cable.to.y, x: at === 0 ? cable.from.x : cable.to.x };
    });
    ends.sort((a, b) => a.y - b.y || a.x - b.x);
    return (down ? ends.at(-1) : ends[0])?.mark ?? null;
  }
  const port = ports.find(({ mark }) => mark === from);
  if (port) {
    const outward = (port.edge === "bottom") === down;
    if (outward) return cables.find(({ cable: { a, b } }) => a === port.port.key || b === port.port.key)?.mark ?? null;
    const holder = stems.find(({ child, kind }) => child === port.port.key && kind === "slot")?.holder;
    return holder === undefined ? null : `link|${holder}`;
  }
  const bar = bars.find(({ mark }) => mark === from);
  const held = bar && stems.filter(({ holder }) => holder === bar.bar.key);
  const toPorts = held?.some(({ from: end }) => end.y > bar!.y) ?? false;
  return held && held.length > 0 && toPorts === down ? `link|${held[0]!.child}` : null;
}
