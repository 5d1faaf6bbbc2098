import { describe, expect, it } from "vitest";
import type { Arrow } from "../frame/arrow-step.ts";
import { manyKinds, twentyNamespaces } from "./fixtures/special-views.ts";
import { bridgeStory, twoNamespaces } from "./fixtures/stories.ts";
import { layoutNetwork } from "./network-layout.ts";
import { toNetworkModel } from "./network-model.ts";
import { topologyStep } from "./topology-step.ts";

const draw = (view: (typeof bridgeStory)[number]) => layoutNetwork(toNetworkModel(view, null)!, 760, () => "Reaches nobody.");
const walk = (view: (typeof bridgeStory)[number], from: string, ...arrows: Arrow[]) =>
  arrows.reduce((at: string | null, arrow) => (at === null ? null : topologyStep(draw(view), at, arrow)), from);

describe("arrow keys", () => {
  it("follow a cable from a bridge's port into the namespace behind it, and back", () => {
    const layout = bridgeStory[5]!;
    expect(walk(layout, "link|br", "ArrowDown")).toBe("link|p0");
    expect(walk(layout, "link|p1", "ArrowDown")).toBe("cable|veth|e1|p1");
    expect(walk(layout, "link|p1", "ArrowDown", "ArrowDown")).toBe("link|e1");
    expect(walk(layout, "link|e1", "ArrowUp", "ArrowUp", "ArrowUp")).toBe("link|br");
  });
  it("follow a cable between two columns", () => {
    expect(walk(twoNamespaces[7]!, "link|a", "ArrowUp")).toBe("cable|veth|a|b");
  });
  it("lead in by the uplink, and along the ports", () => {
    expect(walk(bridgeStory[5]!, "outside", "ArrowDown", "ArrowDown")).toBe("link|up");
    expect(walk(bridgeStory[5]!, "link|p0", "ArrowRight")).toBe("link|p1");
  });
  it("reach every mark from the first", () => {
    for (const view of [...bridgeStory, ...twoNamespaces, manyKinds, twentyNamespaces]) {
      const layout = draw(view);
      const seen = new Set([layout.stops[0]!.key]);
      for (const from of seen)
        for (const arrow of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] as const) {
          const next = topologyStep(layout, from, arrow);
          if (next !== null) seen.add(next);
        }
      expect(layout.stops.map(({ key }) => key).filter((key) => !seen.has(key))).toEqual([]);
    }
  });
});
