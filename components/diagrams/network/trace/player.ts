/** How long a level lasts at speed 1, in ms: the first frame stands, every hop is made slowly enough to be followed. */
export const STAND_MS = 700;
export const HOP_MS = 1_500;
export const SPEEDS = [0.5, 1, 2, 4] as const;

/** rest: nothing moves. step: to the end of this level. walk: to the end of this packet. all: on to the last packet. */
export type Player = {
  /** Index of the packet that is shown, null for none. */
  packet: number | null;
  level: number;
  /** Share of the level's time that is over, 0 to 1. */
  progress: number;
  mode: "rest" | "step" | "walk" | "all";
  speed: number;
};

export const emptyPlayer: Player = { packet: null, level: 0, progress: 1, mode: "rest", speed: 1 };

/** Duration of a level in ms. */
export const levelMs = (level: number, speed: number): number => (level === 0 ? STAND_MS : HOP_MS) / speed;

/** Shows a packet from its first frame on. */
export const choose = (player: Player, packet: number | null, mode: Player["mode"]): Player => ({
  ...player,
  packet,
  level: 0,
  progress: mode === "rest" ? 1 : 0,
  mode: packet === null ? "rest" : mode,
});

/** One level on: played to its end, or at once for who wants no motion. levels: how many this packet has. */
export function stepOn(player: Player, levels: number, still: boolean): Player {
  if (player.packet === null) return player;
  if (player.progress < 1) return still ? { ...player, progress: 1, mode: "rest" } : { ...player, mode: "step" };
  if (player.level + 1 >= levels) return { ...player, mode: "rest" };
  return { ...player, level: player.level + 1, progress: still ? 1 : 0, mode: still ? "rest" : "step" };
}

/** Back to where this level began, or the one before. */
export function stepBack(player: Player): Player {
  const level = Math.max(0, player.level - 1);
  return { ...player, level, progress: 1, mode: "rest" };
}

/** Goes on from here; from the end of a packet, from its beginning. */
export function play(player: Player, levels: number, mode: "walk" | "all"): Player {
  const isOver = player.level + 1 >= levels && player.progress >= 1;
  return isOver ? choose(player, player.packet, mode) : { ...player, mode };
}

/** The player after so many ms. levelsOf: how many levels a packet has; packets: how many there are. */
export function tick(player: Player, ms: number, packets: number, levelsOf: (packet: number) => number): Player {
  if (player.mode === "rest" || player.packet === null) return player;
  let { packet, level }: { packet: number; level: number } = { packet: player.packet, level: player.level };
  let mode: Player["mode"] = player.mode;
  // A level that has just ended: its time is over, the next one's begins now.
  let progress = player.progress + ms / levelMs(level, player.speed);
  if (progress < 1) return { ...player, progress };
  progress = 0;
  if (mode === "step") return { ...player, progress: 1, mode: "rest" };
  if (level + 1 < levelsOf(packet)) level += 1;
  else if (mode === "all" && packet + 1 < packets) [packet, level] = [packet + 1, 0];
  else [mode, progress] = ["rest", 1];
  return { ...player, packet, level, progress, mode };
}
