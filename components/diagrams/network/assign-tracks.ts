import { CELL, cellX, columnX, MARGIN } from "./geometry.ts";
import type { NetworkModel } from "./network-model.ts";
import type { Cable } from "./to-cables.ts";

type Placed = Pick<NetworkModel, "namespaces" | "links" | "cables" | "columns" | "cells" | "stacks">;
/** Cables that lead out of the sandbox from a column go around its right end. */
const FAR = 1e9;
/** Air between two cables in the same track. */
const AIR = 14;

/**
 * A horizontal lane for each cable, so that no two lie on each other. A cable keeps its lane while nothing is in its way; others take the
 * lowest free one.
 */
export function assignTracks(model: Placed, before: ReadonlyMap<string, number>): Map<string, number> {
  const tracks = new Map<string, number>();
  const taken: { from: number; to: number }[][] = [];
  const spans = model.cables.flatMap((cable) => {
    const span = spanOf(model, cable);
    return span ? [{ key: cable.key, ...span }] : [];
  });
  const isFree = (track: number, { from, to }: { from: number; to: number }) =>
    (taken[track] ?? []).every((other) => to + AIR < other.from || other.to + AIR < from);
  const take = (track: number, span: (typeof spans)[number]) => {
    taken[track] = [...(taken[track] ?? []), span];
    tracks.set(span.key, track);
  };
  for (const span of spans) {
    const known = before.get(span.key);
    if (known !== undefined && isFree(known, span)) take(known, span);
  }
  // Short ones first: they stay near the boxes they join.
  const fresh = spans
    .filter(({ key }) => !tracks.has(key))
    .sort((a, b) => a.to - a.from - (b.to - b.from) || (a.key < b.key ? -1 : 1));
  for (const span of fresh) {
    let track = 0;
    while (!isFree(track, span)) track++;
    take(track, span);
  }
  return tracks;
}

/** How far a cable runs between the sandbox's namespace and the columns; null for one that does not pass there. */
function spanOf(model: Placed, { a, b }: Cable): { from: number; to: number } | null {
  const one = anchorX(model, a);
  const other = b === null ? (model.links.get(a)?.side === "top" ? null : FAR) : anchorX(model, b);
  if (one === null || other === null) return null;
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** x where a cable of this interface leaves its box; that of the namespace it is stacked on where it is not drawn itself. */
export function anchorX(model: Placed, key: string): number | null {
  const link = model.links.get(key);
  if (!link) return null;
  const shown = model.stacks.get(link.namespace) ?? link.namespace;
  const slot = model.columns.indexOf(shown);
  const isStacked = (at: number) => model.stacks.has(model.columns[at] ?? "");
  const x = slot < 0 ? MARGIN : columnX(model.cells, slot, isStacked);
  return anchorIn(x, link.side, link.slot);
}

/** Ports leave by their middle, bars along the left edge of their box. */
export const anchorIn = (boxX: number, side: string, slot: number): number =>
  side === "bar" ? boxX + 3 + (slot % 2) * 2 : cellX(boxX, Math.max(0, slot)) + CELL.w / 2;
