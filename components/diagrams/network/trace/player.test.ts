import { describe, expect, it } from "vitest";
import { paceOf, timeText } from "./pace.ts";
import { choose, emptyPlayer, HOP_MS, play, STAND_MS, stepBack, stepOn, tick } from "./player.ts";
import { partOf, pointAlong } from "./point-along.ts";

const LEVELS = 3;
const later = (player: Parameters<typeof tick>[0], ms: number, packets = 2) => tick(player, ms, packets, () => LEVELS);

describe("the player", () => {
  it("walks one packet level by level and rests at its end", () => {
    let player = choose(emptyPlayer, 0, "walk");
    const seen = [];
    for (const ms of [STAND_MS, HOP_MS, HOP_MS, HOP_MS]) {
      player = later(player, ms);
      seen.push([player.level, player.progress, player.mode]);
    }
    expect(seen).toEqual([
      [1, 0, "walk"],
      [2, 0, "walk"],
      [2, 1, "rest"],
      [2, 1, "rest"],
    ]);
  });
  it("goes on to the next packet when all are replayed, and not past the last", () => {
    const end = { ...choose(emptyPlayer, 0, "all"), level: 2, progress: 0.9 };
    expect(later(end, HOP_MS)).toMatchObject({ packet: 1, level: 0, progress: 0, mode: "all" });
    expect(later({ ...end, packet: 1 }, HOP_MS)).toMatchObject({ packet: 1, level: 2, progress: 1, mode: "rest" });
  });
  it("is twice as fast at twice the speed", () => {
    expect(later({ ...choose(emptyPlayer, 0, "walk"), speed: 2 }, STAND_MS / 4).progress).toBe(0.5);
  });
  it("steps one level and stops, or jumps to its end for who wants no motion", () => {
    const standing = { ...choose(emptyPlayer, 0, "rest") };
    expect(stepOn(standing, LEVELS, true)).toMatchObject({ level: 1, progress: 1, mode: "rest" });
    const moving = stepOn(standing, LEVELS, false);
    expect(moving).toMatchObject({ level: 1, progress: 0, mode: "step" });
    expect(later(moving, HOP_MS)).toMatchObject({ level: 1, progress: 1, mode: "rest" });
    expect(stepOn({ ...standing, level: 2 }, LEVELS, false)).toMatchObject({ level: 2, mode: "rest" });
    expect(stepBack({ ...moving, progress: 0.4 })).toMatchObject({ level: 0, progress: 1, mode: "rest" });
  });
  it("begins again when it is played from the end", () => {
    expect(play({ ...choose(emptyPlayer, 1, "rest"), level: 2 }, LEVELS, "walk")).toMatchObject({ level: 0, progress: 0 });
  });
});

describe("the pace", () => {
  const move = (micros: number) => ({ hop: null, from: 0, to: 1, path: null, undrawn: null, micros });
  it("is the shown time by the real time, to two digits", () => {
    expect(paceOf([move(12)], 1_500)).toMatchObject({ factor: 130_000 });
    expect(paceOf([move(1_000)], 1_000)).toMatchObject({ factor: 1_000 });
    expect(paceOf([move(3), move(8)], 1_500)).toEqual({ micros: { least: 3, most: 8 }, shownMs: 1_500, factor: 190_000 });
  });
  it("says when it is shown faster than it was", () => {
    expect(paceOf([move(3_000_000)], 1_500)).toMatchObject({ factor: 0.5 });
  });
  it("is none where nothing passes", () => {
    expect(paceOf([], 700)).toBeNull();
  });
  it("reads times as a person does", () => {
    expect([0, 850, 1_204, 3_041_000].map(timeText)).toEqual(["0 µs", "850 µs", "1.2 ms", "3.041 s"]);
  });
});

describe("a point along a path", () => {
  const path = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 30 },
  ];
  it("goes by length, exactly from the first point to the last", () => {
    expect([0, 0.25, 0.5, 1].map((share) => pointAlong(path, share))).toEqual([path[0], path[1], { x: 10, y: 10 }, path[2]]);
  });
  it("leaves the way that was gone", () => {
    expect(partOf(path, 0.5)).toEqual([path[0], path[1], { x: 10, y: 10 }]);
  });
});
