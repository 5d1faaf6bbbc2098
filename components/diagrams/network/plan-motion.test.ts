import { describe, expect, it } from "vitest";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { reachSentence } from "./explain.ts";
import { lo, netns, own, veth, view } from "./fixtures/build-network.ts";
import { twoNamespaces } from "./fixtures/stories.ts";
import { diffNetwork } from "./network-diff.ts";
import { layoutNetwork } from "./network-layout.ts";
import { toNetworkModel } from "./network-model.ts";
import { planMotion } from "./plan-motion.ts";
import { networkTexts } from "./texts.ts";

const t = networkTexts("en");
function plan(from: KernelView, to: KernelView, still = false) {
  const before = toNetworkModel(from, null)!;
  const after = toNetworkModel(to, before)!;
  const draw = (model: typeof before) => layoutNetwork(model, 760, (one) => reachSentence(one, t));
  return planMotion(draw(before), draw(after), diffNetwork(before, after, to.revision), still);
}

describe("what moves", () => {
  it("is nothing on an unchanged picture, and nothing when only numbers are newer", () => {
    for (const [from, to] of [
      [7, 7],
      [7, 8],
    ] as const) {
      const { moving, entering, leaving, outlined } = plan(twoNamespaces[from]!, twoNamespaces[to]!);
      expect(moving.size + entering.size + leaving.size + outlined.size).toBe(0);
    }
  });
  it("is the end of a cable that walks into a namespace, and its change says so", () => {
    const { moving, leaving } = plan(twoNamespaces[3]!, twoNamespaces[4]!);
    expect([...moving]).toEqual([["link|a", "5:moved:a"]]);
    expect(leaving.size).toBe(0);
  });
  it("is what goes, with the change that took it", () => {
    const { leaving } = plan(twoNamespaces[9]!, twoNamespaces[10]!);
    expect([...leaving.keys()].sort()).toEqual(["link|a", "link|b", "link|c2/lo", "netns|c2"]);
  });
  it("is an outline alone for who asked for less motion", () => {
    const { moving, entering, leaving, outlined } = plan(twoNamespaces[3]!, twoNamespaces[4]!, true);
    expect(moving.size + entering.size + leaving.size).toBe(0);
    expect([...outlined]).toEqual([["link|a", "5:moved:a"]]);
  });
  it("is nothing when more than five things would move at once", () => {
    const ends = Array.from({ length: 6 }, (_, at) => at);
    const far = (at: number) => veth(`f${at}`, at + 20, `f${at}`, `e${at}`, "namespace");
    const near = (at: number) => veth(`e${at}`, at + 2, `e${at}`, `f${at}`, "namespace");
    const c = (inside: boolean) => netns("c", ["c"], [lo("c"), ...(inside ? ends.map(near) : [])]);
    const before = view(1, [own([...ends.map(near), ...ends.map(far)]), c(false)]);
    const { moving, outlined } = plan(before, view(2, [own(ends.map(far)), c(true)]));
    expect(moving.size).toBe(0);
    expect(outlined.size).toBe(6);
  });
});
