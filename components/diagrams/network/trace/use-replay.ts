import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { emptyPlayer, type Player, tick } from "./player.ts";

/** A frame of the browser that took longer, in ms (a tab in the background), does not make the replay jump. */
const LONGEST_FRAME_MS = 400;

export type Replay = {
  /** What is shown, without the share of the level that is over: that changes too often for React. */
  player: Player;
  /** With the share. */
  read(): Player;
  change(next: (now: Player) => Player): void;
  /** Called on every frame that moves. */
  subscribe(paint: () => void): () => void;
};

/** Runs a player by the browser's frames while it moves. levels: of each packet. id: another one begins anew. */
export function useReplay(id: string | null, levels: readonly number[], mayMove: boolean): Replay {
  const now = useRef<Player>(emptyPlayer);
  const painters = useRef(new Set<() => void>());
  const [player, setPlayer] = useState<Player>(emptyPlayer);
  const levelsRef = useRef(levels);
  levelsRef.current = levels;

  const change = useCallback((next: (now: Player) => Player) => {
    const before = now.current;
    now.current = next(before);
    if (isOther(before, now.current)) setPlayer(now.current);
    for (const paint of painters.current) paint();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another trace begins anew
  useEffect(() => change(({ speed }) => ({ ...emptyPlayer, speed })), [id, change]);
  useEffect(() => {
    if (!mayMove) change((one) => (one.mode === "rest" ? one : { ...one, progress: 1, mode: "rest" }));
  }, [mayMove, change]);

  const moves = player.mode !== "rest";
  useEffect(() => {
    if (!moves) return;
    let last: number | null = null;
    let handle = requestAnimationFrame(function step(at) {
      const ms = last === null ? 0 : Math.min(LONGEST_FRAME_MS, at - last);
      last = at;
      change((one) => tick(one, ms, levelsRef.current.length, (packet) => levelsRef.current[packet] ?? 1));
      handle = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(handle);
  }, [moves, change]);

  return useMemo(
    () => ({
      player,
      read: () => now.current,
      change,
      subscribe: (paint) => {
        painters.current.add(paint);
        return () => painters.current.delete(paint);
      },
    }),
    [player, change],
  );
}

/** Whether more changed than the share of the level. A rest with another share is another picture of the buttons too. */
const isOther = (a: Player, b: Player): boolean =>
  a.packet !== b.packet ||
  a.level !== b.level ||
  a.mode !== b.mode ||
  a.speed !== b.speed ||
  (b.mode === "rest" && a.progress !== b.progress);
