import type { TracedHop, TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import type { Point } from "../layout-types.ts";
import type { Scene } from "../scene.ts";
import { hopPath } from "./hop-path.ts";
import { placeLinks, type Spot } from "./place-links.ts";

/** Why a hop is not drawn. unobserved: nobody saw how the frame got there. gone: an end is no longer there. hidden: an end has no place in the picture. no-line: nothing joins both ends any more. */
export type Undrawn = "unobserved" | "gone" | "hidden" | "no-line";

/** How one frame came about. */
export type Move = {
  hop: TracedHop | null;
  /** Index of the frame before it; null where no hop leads to it. */
  from: number | null;
  to: number;
  /** From the spot of the one to the spot of the other; null: not drawn. */
  path: Point[] | null;
  undrawn: Undrawn | null;
  /** Time that passed between both frames, in microseconds. */
  micros: number;
};

export type Walk = {
  /** Where each frame was captured; null where its interface is not in the picture. */
  spots: (Spot | null)[];
  /** What happens at once: the first level is the first frame alone, each next one what came about from frames of the one before. */
  levels: Move[][];
  /** Level of each frame. */
  depths: number[];
};

/** The walk of a packet over a picture: only frames that were captured, only hops that the trace contains. */
export function planWalk(packet: TracedPacket, scene: Scene, places = placeLinks(scene)): Walk {
  const { frames } = packet;
  const spots = frames.map(({ link }) => (link === null ? null : (places.get(link) ?? null)));
  const depths: number[] = [];
  const moves: Move[] = [];
  for (const [to, frame] of frames.entries()) {
    const hop = packet.hops.find((one) => one.to === to && one.from < to && one.from >= 0) ?? null;
    const before = hop ? depths[hop.from]! : Math.max(-1, ...depths);
    depths.push(before + 1);
    if (to === 0) continue;
    const from = hop?.from ?? null;
    const micros = Math.max(0, frame.at - frames[from ?? to - 1]!.at);
    moves.push({ hop, from, to, micros, ...wayOf(packet, scene, spots, hop) });
  }
  const levels = Array.from({ length: Math.max(...depths) + 1 }, (_, level) => moves.filter(({ to }) => depths[to] === level));
  return { spots, levels, depths };
}

function wayOf(
  { frames }: TracedPacket,
  { model, layout }: Scene,
  spots: (Spot | null)[],
  hop: TracedHop | null,
): Pick<Move, "path" | "undrawn"> {
  if (hop === null || hop.kind === "unobserved") return { path: null, undrawn: "unobserved" };
  const ends = [hop.from, hop.to] as const;
  const links = ends.map((end) => frames[end]?.link ?? null);
  if (links.some((key) => key === null || !model.links.has(key))) return { path: null, undrawn: "gone" };
  const [from, to] = ends.map((end) => spots[end] ?? null);
  if (!from || !to) return { path: null, undrawn: "hidden" };
  const v6 = frames[hop.to]?.destination?.includes(":") ?? false;
  const path = hopPath(layout, { kind: hop.kind, from: links[0]!, to: links[1]!, v6 }, from, to);
  return path ? { path, undrawn: null } : { path: null, undrawn: "no-line" };
}
