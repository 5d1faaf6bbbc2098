import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { pathEnds } from "./cable-path.ts";
import { reachSentence } from "./explain.ts";
import { link, lo, netns, own, port, veth, view } from "./fixtures/build-network.ts";
import { randomNetwork } from "./fixtures/random-network.ts";
import {
  hostileNames,
  manyKinds,
  manyRules,
  movedUplink,
  onlyLoopback,
  twentyNamespaces,
  unreadNamespace,
} from "./fixtures/special-views.ts";
import { bridgeStory, natStory, twoNamespaces } from "./fixtures/stories.ts";
import type { Box, NetworkLayout, Point } from "./layout-types.ts";
import { layoutNetwork } from "./network-layout.ts";
import { type NetworkModel, toNetworkModel } from "./network-model.ts";
import { networkTexts } from "./texts.ts";

const t = networkTexts("en");
const modelOf = (view: KernelView, before: NetworkModel | null = null): NetworkModel => toNetworkModel(view, before)!;
const draw = (model: NetworkModel, width = 760): NetworkLayout => layoutNetwork(model, width, (one) => reachSentence(one, t));
const layoutOf = (view: KernelView, width?: number) => draw(modelOf(view), width);
const known: KernelView[] = [
  ...twoNamespaces,
  ...bridgeStory,
  ...natStory,
  onlyLoopback,
  manyKinds,
  manyRules,
  hostileNames,
  unreadNamespace,
  movedUplink,
  twentyNamespaces,
];

const isInside = (box: Box, outer: Box) =>
  box.x >= outer.x && box.y >= outer.y && box.x + box.w <= outer.x + outer.w && box.y + box.h <= outer.y + outer.h;
const isOverlap = (a: Box, b: Box) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const isNear = (a: Point, b: Point) => Math.abs(a.x - b.x) <= 1 && Math.abs(a.y - b.y) <= 1;
const overlaps = (boxes: (Box & { mark: string })[]) =>
  boxes.flatMap((a, at) => boxes.slice(at + 1).flatMap((b) => (isOverlap(a, b) ? [`${a.mark} / ${b.mark}`] : [])));

/** Everything with a face of its own: none of them may lie on another. */
const faces = ({ ports, bars, gates, loopbacks, rails }: NetworkLayout) => [
  ...ports,
  ...bars,
  ...gates,
  ...loopbacks,
  ...rails.map((rail) => ({ ...rail, mark: rail.key })),
];
/** What a box says in words: its name and its lines. */
const words = ({ namespaces }: NetworkLayout) =>
  namespaces.map(({ mark, title, lines, namespace }) => {
    // In the sandbox's own box the loopback stands before the name, on the same line.
    const top = namespace.info.initial ? title.y + 4 : title.y - 11;
    return { mark: `${mark} words`, x: title.x, y: top, w: title.w - 2, h: title.y + lines.length * 15 - top };
  });

function check(layout: NetworkLayout, model: NetworkModel): void {
  expect(overlaps(layout.namespaces.map((box) => box as Box & { mark: string }))).toEqual([]);
  expect(overlaps([...faces(layout), ...words(layout)])).toEqual([]);
  const boxOf = new Map(layout.namespaces.map((box) => [box.namespace.key, box]));
  for (const { port, ...box } of layout.ports) expect(isInside(box, boxOf.get(port.namespace)!)).toBe(true);
  for (const { bar, ...box } of layout.bars) expect(isInside(box, boxOf.get(bar.namespace)!)).toBe(true);
  for (const { loopback, ...box } of layout.loopbacks) expect(isInside(box, boxOf.get(loopback.namespace)!)).toBe(true);
  for (const box of [...layout.namespaces, ...layout.gates])
    expect(isInside(box, { x: 0, y: 0, w: layout.width, h: layout.height })).toBe(true);
  checkEnds(layout, model);
}

/** Every cable ends at the plug of the port it belongs to, every stem between its port and its bar or rail. */
function checkEnds(layout: NetworkLayout, model: NetworkModel): void {
  for (const { cable, path, from, to } of layout.cables) {
    const [start, end] = pathEnds(path);
    expect(isNear(start, from) && isNear(end, to)).toBe(true);
    for (const [key, point] of [
      [cable.a, from],
      [cable.b, to],
    ] as const) {
      if (key === null) {
        expect(Math.abs(point.y - (layout.outside!.y + layout.outside!.h))).toBeLessThanOrEqual(1);
        continue;
      }
      const drawn = layout.ports.find(({ port }) => port.key === key);
      if (drawn)
        expect(isNear(point, drawn.plug) && Math.abs(point.y - (drawn.edge === "top" ? drawn.y : drawn.y + drawn.h)) <= 1).toBe(
          true,
        );
      else expect(model.stacks.has(model.links.get(key)!.namespace) || model.links.get(key)!.side === "bar").toBe(true);
    }
  }
  for (const { child, holder, from, to } of layout.stems) {
    const port = layout.ports.find((one) => one.port.key === child) ?? layout.bars.find((one) => one.bar.key === child)!;
    const onto = layout.bars.find((one) => one.bar.key === holder) ?? layout.rails.find((one) => one.parent.key === holder)!;
    for (const [point, box] of [
      [from, port],
      [to, onto],
    ] as const) {
      const isOnEdge = Math.abs(point.y - box.y) <= 1 || Math.abs(point.y - box.y - box.h) <= 1;
      expect(isOnEdge && point.x >= box.x - 1 && point.x <= box.x + box.w + 1).toBe(true);
    }
  }
}

const places = (layout: NetworkLayout) =>
  new Map([...layout.namespaces, ...layout.ports, ...layout.bars, ...layout.loopbacks].map(({ mark, x, y }) => [mark, { x, y }]));

describe("the picture of a network", () => {
  it("lays nothing on anything else, and ends every cable at its port", () => {
    for (const width of [366, 744, 1256]) for (const view of known) check(layoutOf(view, width), modelOf(view));
  });
  it("does so for any network", () => {
    fc.assert(
      fc.property(randomNetwork, (view) => check(layoutOf(view), modelOf(view))),
      { numRuns: 150 },
    );
  });
  it("is the same in whatever order the kernel lists things", () => {
    const shuffled = (view: KernelView): KernelView => ({
      ...view,
      network: {
        omitted: 0,
        namespaces: view.network!.namespaces.toReversed().map((one) => ({ ...one, links: one.links.toReversed() })),
      },
    });
    fc.assert(
      fc.property(randomNetwork, (view) => {
        const [one, other] = [layoutOf(view), layoutOf(shuffled(view))];
        expect(places(other)).toEqual(places(one));
      }),
      { numRuns: 40 },
    );
  });
  it("moves nobody when a namespace comes or goes", () => {
    fc.assert(
      fc.property(randomNetwork, fc.nat(), (view, pick) => {
        const all = modelOf(view);
        const others = view.network!.namespaces.filter(({ initial }) => !initial);
        const before = places(draw(all));
        const added: KernelView = {
          ...view,
          network: { omitted: 0, namespaces: [...view.network!.namespaces, netns("new", ["new"], [lo("new")])] },
        };
        const after = places(draw(modelOf(added, all)));
        for (const [mark, place] of before) expect(after.get(mark)).toEqual(place);
        if (others.length === 0) return;
        const gone = others[pick % others.length]!;
        // The kernel takes the other ends of its cables along, and what was built on its interfaces.
        const dead = new Set(gone.links.map(({ key }) => key));
        const left = view
          .network!.namespaces.filter((one) => one !== gone)
          .map((one) => ({
            ...one,
            links: one.links.filter(({ peer, parent }) => !dead.has(peer?.key ?? "") && !dead.has(parent ?? "")),
          }));
        const fewer = modelOf({ ...view, network: { omitted: 0, namespaces: left } }, all);
        const less = draw(fewer);
        if (fewer.stacks.size !== all.stacks.size) return;
        for (const [mark, place] of places(less)) expect(place).toEqual(before.get(mark));
      }),
      { numRuns: 150 },
    );
  });
  it("keeps the gap of a namespace that has gone until Tidy up", () => {
    const three = bridgeStory.at(-1)!;
    const two: KernelView = {
      ...three,
      network: { omitted: 0, namespaces: three.network!.namespaces.filter(({ key }) => key !== "c2") },
    };
    const kept = modelOf(two, modelOf(three));
    expect(kept.columns).toEqual(["c1", null, "c3"]);
    expect(modelOf(two).columns).toEqual(["c1", "c3"]);
  });
  it("stacks further namespaces that look the same onto one of the first twelve", () => {
    const layout = layoutOf(twentyNamespaces);
    expect(layout.namespaces).toHaveLength(13);
    expect(layout.namespaces.find(({ namespace }) => namespace.key === "n0")!.stacked).toHaveLength(8);
    expect(layout.cables).toHaveLength(21);
    expect(layout.loopbacks).toEqual([]);
  });
  it("knows the bars that the way to another bar goes past, and no others", () => {
    const plugged = (name: string, at: number, master: string) =>
      veth(name, at, name, `${name}-end`, "namespace", { master, port: port() });
    const bridges = [link("one", 3, "br0", "bridge"), link("two", 4, "br1", "bridge")];
    const { stems } = layoutOf(view(1, [own([...bridges, plugged("a", 5, "one"), plugged("b", 6, "two")])]));
    const past = stems.map(({ child, holder, passes }) => [child, holder, passes.length]);
    expect(past).toEqual([
      ["a", "one", 0],
      ["b", "two", 1],
    ]);
  });
  it("shows where the first namespace would stand while there is none", () => {
    expect(layoutOf(onlyLoopback).vacant).not.toBeNull();
    expect(layoutOf(twoNamespaces[1]!).vacant).toBeNull();
  });
});
