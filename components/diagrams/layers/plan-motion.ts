import type { KernelChange } from "../../../lib/contract/kernel-view.ts";
import { type OverlayModel, pathKey } from "./layers-model.ts";
import type { Box, LayersLayout, MarkBox } from "./layout-types.ts";

/** Length of one stage, in ms. */
export const STAGE_MS = 350;
/** How long something that went away stays in the picture, in ms. */
export const GHOST_MS = 400;
/** More than this at once would be a blur; the rest gets an outline. */
export const MOST_MOVING = 5;
export const OUTLINE_MS = 2000;

/** One animation. Each belongs to a change the kernel made. */
export type Move =
  | { type: "travel"; change: string; id: string; stops: Box[]; like: MarkBox; arrives: string }
  | { type: "enter"; change: string; id: string; key: string }
  | { type: "exit"; change: string; id: string; like: MarkBox }
  | { type: "mount" | "unmount"; change: string; id: string }
  | { type: "drop"; change: string; id: string; path: string }
  | { type: "outline"; change: string; id: string; keys: string[] };

export type Scene = { model: OverlayModel; layout: LayersLayout };

/**
 * What moves between two pictures of the same overlay. Nothing without a change; a copy or a whiteout passes through work only if the kernel
 * was seen doing so.
 */
export function planMotion(before: Scene | null, after: Scene, changes: KernelChange[], still: boolean): Move[] {
  const own = changes.filter((change) => change.overlay === after.model.key && change.path !== null);
  const mounted = changes.find((change) => change.overlay === after.model.key && change.kind === "overlay-mounted");
  const moves: Move[] = mounted && !still ? [{ type: "mount", change: mounted.id, id: `${mounted.id}:mount` }] : [];
  let moving = 0;
  for (const change of own) {
    const planned = still || !before || moving >= MOST_MOVING ? [] : movesFor(change, before, after);
    if (planned.length > 0) moving += 1;
    moves.push(...planned);
    moves.push({ type: "outline", change: change.id, id: `${change.id}:outline`, keys: keysOf(change, after) });
  }
  return moves;
}

function keysOf(change: KernelChange, { layout }: Scene): string[] {
  return layout.marks
    .filter(
      (box) =>
        box.path.path === change.path && (box.mark === null || box.mark.layer === change.to || box.mark.layer === change.from),
    )
    .map((box) => box.key);
}

function movesFor(change: KernelChange, before: Scene, after: Scene): Move[] {
  const path = change.path ?? "";
  const id = (what: string): string => `${change.id}:${what}`;
  const find = (scene: Scene, place: number | "merged"): MarkBox | undefined => {
    const key = pathKey(scene.model.key, path, place);
    return scene.layout.marks.find((box) => box.key === key);
  };
  const to = change.to ?? (after.model.overlay.hasUpper ? 0 : null);
  const target = to === null ? undefined : find(after, to);
  const tray = after.layout.tray;
  switch (change.kind) {
    case "copied-up": {
      const source = change.from === null ? undefined : find(after, change.from);
      if (!source || !target) return target ? [{ type: "enter", change: change.id, id: id("enter"), key: target.key }] : [];
      const stops: Box[] = change.viaWork && tray ? [source, inTray(tray), target] : [source, target];
      return [{ type: "travel", change: change.id, id: id("travel"), stops, like: source, arrives: target.key }];
    }
    case "deleted": {
      const moves: Move[] = [];
      const seen = find(before, "merged");
      if (seen && seen.path.visibleFrom !== null) moves.push({ type: "exit", change: change.id, id: id("exit"), like: seen });
      if (target && change.viaWork && tray) {
        moves.push({
          type: "travel",
          change: change.id,
          id: id("travel"),
          stops: [inTray(tray), target],
          like: target,
          arrives: target.key,
        });
      } else if (target) moves.push({ type: "enter", change: change.id, id: id("enter"), key: target.key });
      return moves;
    }
    case "vanished": {
      const gone = before.layout.marks.filter(
        (box) => box.path.path === path && !after.layout.marks.some((now) => now.key === box.key),
      );
      return gone.map((like, index) => ({ type: "exit", change: change.id, id: id(`exit${index}`), like }));
    }
    case "created":
    case "restored": {
      const fresh = after.layout.marks.filter(
        (box) => box.path.path === path && !before.layout.marks.some((old) => old.key === box.key),
      );
      return fresh.map((box, index) => ({ type: "enter", change: change.id, id: id(`enter${index}`), key: box.key }));
    }
    case "opaque":
      return [{ type: "drop", change: change.id, id: id("drop"), path }];
    default:
      return [];
  }
}

const inTray = (tray: Box): Box => ({ x: tray.x + tray.w - 34, y: tray.y + 3, w: 28, h: tray.h - 6 });
