import { describe, expect, it } from "vitest";
import type { TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import type { KernelView } from "../../../../lib/contract/kernel-view.ts";
import { reachSentence } from "../explain.ts";
import { manyKinds, twentyNamespaces } from "../fixtures/special-views.ts";
import { bridgeStory, natStory } from "../fixtures/stories.ts";
import { bridgeTrace, frame, goneTrace, hop, natTrace, packet } from "../fixtures/traces.ts";
import { layoutNetwork } from "../network-layout.ts";
import { toNetworkModel } from "../network-model.ts";
import type { Scene } from "../scene.ts";
import { networkTexts } from "../texts.ts";
import { dotsAt } from "./dots-at.ts";
import { placeLinks } from "./place-links.ts";
import { planWalk, type Walk } from "./plan-walk.ts";

const t = networkTexts("en");
const sceneOf = (view: KernelView, width = 760): Scene => {
  const model = toNetworkModel(view, null)!;
  return { model, layout: layoutNetwork(model, width, (one) => reachSentence(one, t)) };
};
const bridge = sceneOf(bridgeStory.at(-1)!);
const nat = sceneOf(natStory.at(-1)!);
const kinds = sceneOf(manyKinds);
const allWalks: { scene: Scene; packet: TracedPacket; walk: Walk }[] = [
  ...bridgeTrace.packets.map((one) => ({ scene: bridge, packet: one })),
  ...natTrace.packets.map((one) => ({ scene: nat, packet: one })),
].map((one) => ({ ...one, walk: planWalk(one.packet, one.scene) }));

describe("a packet's walk over the picture", () => {
  it("begins and ends every hop exactly at the drawn ports", () => {
    for (const { scene, packet: one, walk } of allWalks) {
      for (const move of walk.levels.flat()) {
        if (move.path === null) continue;
        for (const [frameAt, point] of [
          [move.from!, move.path[0]!],
          [move.to, move.path.at(-1)!],
        ] as const) {
          const link = one.frames[frameAt]!.link;
          const port = scene.layout.ports.find(({ port: { key } }) => key === link);
          const bar = scene.layout.bars.find(({ bar: { key } }) => key === link);
          if (port) expect(point).toEqual(port.plug);
          else expect([point.y, point.x > bar!.x && point.x < bar!.x + bar!.w]).toEqual([bar!.y + bar!.h / 2, true]);
        }
      }
    }
  });
  it("moves along the cable, up the stem and along the bar", () => {
    const { walk } = allWalks[2]!;
    const [over, bridged] = [walk.levels[1]![0]!.path!, walk.levels[2]![0]!.path!];
    const cable = bridge.layout.cables.find(({ cable: { a, b } }) => a === "e0" && b === "p0")!;
    expect([over[0], over.at(-1)]).toEqual([cable.from, cable.to]);
    const stems = ["p0", "p1"].map((key) => bridge.layout.stems.find(({ child }) => child === key)!);
    const bar = bridge.layout.bars[0]!;
    expect(bridged[1]).toEqual(stems[0]!.from);
    expect(bridged.slice(2, 4).map(({ y }) => y)).toEqual([bar.y + bar.h - 4, bar.y + bar.h - 4]);
    expect(bridged[4]).toEqual(stems[1]!.from);
  });
  it("moves the copies of one frame at once", () => {
    const { walk } = allWalks[0]!;
    expect(walk.levels.map((moves) => moves.map(({ to }) => to))).toEqual([[], [1], [2, 3, 4], [5, 6]]);
    expect(dotsAt(walk, 2, 0.5).map(({ state, to }) => `${state} ${to}`)).toEqual(["on 2", "on 3", "on 4"]);
    // The one that the host took stands still while the others go on.
    expect(dotsAt(walk, 3, 0.5).map(({ state, frame: of }) => `${state} ${of}`)).toEqual(["rest 4", "on 2", "on 3"]);
  });
  it("takes what is forwarded through the gates that have rules, in their order, and what is bridged past them", () => {
    const { walk } = allWalks[4]!;
    const path = walk.levels[2]![0]!.path!;
    const gates = ["prerouting", "forward", "postrouting"].map(
      (hook) => nat.layout.gates.find(({ gate }) => gate.hook === hook)!,
    );
    const met = gates.map(({ x, y, w, h }) => path.findIndex((point) => point.x === x + w / 2 && point.y === y + h / 2));
    expect(met.every((at) => at > 0)).toBe(true);
    expect(met).toEqual(met.toSorted((a, b) => a - b));
    // These rules are about IPv4.
    const v6 = packet("v6", "tcp", "SYN", 0, [], [], {});
    const six = { source: "fd00::2", destination: "fd00::9" };
    v6.frames.push(frame("own", "rc", "lan", six), frame("own", "rw", "wan", { ...six, direction: "out" }));
    v6.hops.push(hop(0, 1, "forwarded"));
    expect(planWalk(v6, nat).levels[1]![0]!.path).toHaveLength(4);
  });
  it("does not animate what was not observed: the dot stops, the next one appears where the next frame was captured", () => {
    const { walk } = allWalks[6]!;
    expect(walk.levels[2]![0]).toMatchObject({ path: null, undrawn: "unobserved" });
    expect(dotsAt(walk, 2, 0.2)).toEqual([{ ...at(walk, 1), state: "lost", frame: 1, to: null, share: 0 }]);
    expect(dotsAt(walk, 2, 0.9)).toEqual([{ ...at(walk, 2), state: "at", frame: 2, to: null, share: 0 }]);
  });
  it("says which hop is no longer in the picture and draws no dot there", () => {
    const walk = planWalk(goneTrace.packets[0]!, bridge);
    expect(walk.levels.flat().map(({ undrawn }) => undrawn)).toEqual([null, "gone", "gone"]);
    expect(dotsAt(walk, 2, 1)).toEqual([]);
    expect(dotsAt(walk, 3, 1)).toEqual([]);
  });
  it("knows an end that is there but no longer joined", () => {
    const apart = sceneOf(bridgeStory[1]!);
    expect(
      planWalk(bridgeTrace.packets[2]!, apart)
        .levels.flat()
        .map(({ undrawn }) => undrawn),
    ).toEqual([null, "no-line", null]);
  });
  it("draws a frame that no hop leads to where it was captured, without a way there", () => {
    const lonely = { ...bridgeTrace.packets[2]!, hops: [] };
    const walk = planWalk(lonely, bridge);
    expect(walk.levels.map((moves) => moves.length)).toEqual([0, 1, 1, 1]);
    expect(walk.levels.flat().every(({ path, undrawn }) => path === null && undrawn === "unobserved")).toBe(true);
  });
});

describe("a dot", () => {
  it("stands only where a frame was captured and moves only along a hop of the trace", () => {
    for (const { packet: one, walk } of allWalks) {
      for (let level = 0; level < walk.levels.length; level++) {
        for (const progress of [0, 0.1, 0.2, 0.45, 0.5, 0.8, 0.9, 1]) {
          const dots = dotsAt(walk, level, progress);
          expect(dots.length).toBeGreaterThan(0);
          for (const dot of dots) {
            if (dot.state === "on") expect(one.hops.some(({ from, to }) => from === dot.frame && to === dot.to)).toBe(true);
            else expect({ x: dot.x, y: dot.y }).toEqual(at(walk, dot.frame));
          }
        }
      }
    }
  });
});

describe("stacked, tunnelled and folded interfaces", () => {
  const links = [...kinds.model.links.values()];
  it("joins an interface with the one it is built on, both ways", () => {
    const children = links.filter(({ link }) => link.parent !== null && kinds.model.links.has(link.parent));
    expect(children.length).toBeGreaterThan(0);
    const places = placeLinks(kinds);
    for (const child of children) {
      const parent = kinds.model.links.get(child.link.parent!)!;
      for (const [a, b] of [
        [child, parent],
        [parent, child],
      ] as const) {
        const one = packet("s", "udp", "", 0, [], [hop(0, 1, "stacked")]);
        one.frames.push(frame(a.namespace, a.key, a.link.name), frame(b.namespace, b.key, b.link.name));
        const { path } = planWalk(one, kinds).levels[1]![0]!;
        const [from, to] = [places.get(a.key)!, places.get(b.key)!];
        expect([path?.[0], path?.at(-1)]).toEqual([
          { x: from.x, y: from.y },
          { x: to.x, y: to.y },
        ]);
      }
    }
  });
  it("stands for an interface of a stack at the port that stands for it", () => {
    const many = sceneOf(twentyNamespaces);
    const places = placeLinks(many);
    const [hidden] = many.model.stacks.keys();
    const ports = many.model.namespaces.find(({ key }) => key === hidden)!.links.filter(({ side }) => side === "port");
    expect(ports.length).toBeGreaterThan(0);
    for (const { key } of ports) {
      const spot = places.get(key)!;
      expect(many.layout.ports.some(({ port, plug }) => port.key === spot.drawn && plug.x === spot.x && plug.y === spot.y)).toBe(
        true,
      );
    }
  });
});

const at = (walk: Walk, index: number) => ({ x: walk.spots[index]!.x, y: walk.spots[index]!.y });
