import { describe, expect, it } from "vitest";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { hostileNames } from "./fixtures/special-views.ts";
import { bridgeStory, natStory, twoNamespaces } from "./fixtures/stories.ts";
import { diffNetwork, type NetworkChange } from "./network-diff.ts";
import { toNetworkModel } from "./network-model.ts";
import { networkTexts } from "./texts.ts";

function changesOf(views: KernelView[]): NetworkChange[][] {
  let before = toNetworkModel(views[0]!, null)!;
  return views.slice(1).map((view) => {
    const after = toNetworkModel(view, before)!;
    const changes = diffNetwork(before, after, view.revision);
    before = after;
    return changes;
  });
}
const kinds = (views: KernelView[]) => changesOf(views).map((changes) => changes.map(({ kind }) => kind));

describe("what is told of a network", () => {
  it("tells of one cable between two namespaces as it is laid and taken away", () => {
    expect(kinds(twoNamespaces)).toEqual([
      ["namespace-made"],
      ["namespace-made"],
      ["pair-made"],
      ["moved"],
      ["moved"],
      ["state", "state", "address-added"],
      ["state", "state", "state", "address-added"],
      [],
      ["neighbour"],
      ["namespace-gone", "pair-gone"],
    ]);
  });
  it("tells of a bridge: plugged in, and who it learned", () => {
    expect(kinds(bridgeStory)).toEqual([["link-made"], ["plugged"], ["plugged", "plugged"], ["learned"], ["learned"]]);
  });
  it("tells of forwarding, rules and a translated connection", () => {
    expect(kinds(natStory)).toEqual([["forwarding"], ["rules"], ["connection"], ["rules", "rules", "policy"]]);
  });
  it("tells nothing of a picture that did not change, nor of numbers", () => {
    for (const view of [...twoNamespaces, ...natStory, hostileNames]) expect(changesOf([view, view])).toEqual([[]]);
  });
  it("gives every change an id of its own that names the revision", () => {
    for (const views of [twoNamespaces, bridgeStory, natStory]) {
      for (const [at, changes] of changesOf(views).entries()) {
        expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
        for (const { id, kind } of changes) expect(id.startsWith(`${views[at + 1]!.revision}:${kind}:`)).toBe(true);
      }
    }
  });
  it("says each in both languages, with the names in it", () => {
    const moved = changesOf(twoNamespaces)[3]![0]!;
    expect(networkTexts("en").change(moved)).toContain("va moved from the sandbox into c1");
    expect(networkTexts("zh-CN").change(moved)).toContain("va 从沙箱移到了 c1");
    expect(networkTexts("zh-CN").change(changesOf(twoNamespaces)[6]![0]!)).toMatch(/^c[12] 里的 /);
    for (const change of [twoNamespaces, bridgeStory, natStory].flatMap((views) => changesOf(views).flat()))
      for (const locale of ["en", "zh-CN"] as const)
        expect(networkTexts(locale).change(change)).not.toMatch(/undefined|null|\bNaN\b/);
  });
});
