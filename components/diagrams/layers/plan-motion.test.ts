import { describe, expect, it } from "vitest";
import type { KernelChange, KernelView } from "../../../lib/contract/kernel-view.ts";
import { overlayByHand } from "./fixtures/overlay-by-hand.ts";
import { layoutLayers, rememberLayout } from "./layers-layout.ts";
import { toOverlayModel } from "./layers-model.ts";
import { MOST_MOVING, planMotion, type Scene } from "./plan-motion.ts";

function scenes(from: KernelView, to: KernelView): [Scene, Scene] {
  const old = toOverlayModel(from.overlays[0]!);
  const now = toOverlayModel(to.overlays[0]!);
  const memory = rememberLayout(null, old);
  return [
    { model: old, layout: layoutLayers(old, 700, memory) },
    { model: now, layout: layoutLayers(now, 700, rememberLayout(memory, now)) },
  ];
}
const step = (index: number, changes: KernelChange[] = overlayByHand[index]!.changes, still = false) => {
  const [before, after] = scenes(overlayByHand[index - 1]!, overlayByHand[index]!);
  return { before, after, moves: planMotion(before, after, changes, still) };
};

describe("planMotion", () => {
  it("moves nothing without a change", () => {
    expect(step(3, []).moves).toEqual([]);
  });
  it("sends a copy from lower by way of work to upper when the kernel was seen doing so", () => {
    const { moves, after } = step(3);
    const travel = moves.find((move) => move.type === "travel")!;
    expect(travel.type === "travel" && travel.stops).toHaveLength(3);
    expect(travel.type === "travel" && travel.stops[1]!.y).toBeGreaterThanOrEqual(after.layout.tray!.y);
  });
  it("does not claim work when nobody saw it", () => {
    const { moves } = step(
      3,
      overlayByHand[3]!.changes.map((change) => ({ ...change, viaWork: false })),
    );
    const travel = moves.find((move) => move.type === "travel")!;
    expect(travel.type === "travel" && travel.stops).toHaveLength(2);
  });
  it("lets the merged tile go and the whiteout arrive when a lower file is deleted", () => {
    expect(step(4).moves.map((move) => move.type)).toEqual(["exit", "travel", "outline"]);
  });
  it("lets an upper-only file vanish without a whiteout", () => {
    expect(step(5).moves.map((move) => move.type)).toEqual(["exit", "exit", "outline"]);
  });
  it("names the change in every move", () => {
    for (const index of [2, 3, 4, 5]) {
      const ids = new Set(overlayByHand[index]!.changes.map((change) => change.id));
      expect(step(index).moves.every((move) => ids.has(move.change))).toBe(true);
    }
  });
  it("only outlines for readers who want less motion", () => {
    expect(step(3, undefined, true).moves.map((move) => move.type)).toEqual(["outline"]);
  });
  it("moves at most five groups and outlines the rest", () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...overlayByHand[3]!.changes[0]!, id: `${index}` }));
    const { moves } = step(3, many);
    expect(moves.filter((move) => move.type === "travel")).toHaveLength(MOST_MOVING);
    expect(moves.filter((move) => move.type === "outline")).toHaveLength(9);
  });
});
