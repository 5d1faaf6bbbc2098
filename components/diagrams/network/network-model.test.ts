import { describe, expect, it } from "vitest";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { link, lo, netns, own, port, uplink, veth, view } from "./fixtures/build-network.ts";
import { unreadNamespace } from "./fixtures/special-views.ts";
import { bridgeStory, twoNamespaces } from "./fixtures/stories.ts";
import { commandIn } from "./name-namespace.ts";
import { toNetworkModel } from "./network-model.ts";
import { takeSlots } from "./take-slots.ts";

const modelsOf = (views: KernelView[]) => {
  let before: ReturnType<typeof toNetworkModel> = null;
  return views.map((one) => (before = toNetworkModel(one, before)!));
};

describe("takeSlots", () => {
  it("keeps places, leaves gaps, and gives the first gap to the next one", () => {
    expect(takeSlots([], ["a", "b", "c"])).toEqual(["a", "b", "c"]);
    expect(takeSlots(["a", "b", "c"], ["c", "a"])).toEqual(["a", null, "c"]);
    expect(takeSlots(["a", null, "c"], ["a", "c", "d", "e"])).toEqual(["a", "d", "c", "e"]);
  });
});

describe("the model of a network", () => {
  it("is none where the network was not read", () => {
    expect(toNetworkModel({ ...view(1, []), network: undefined }, null)).toBeNull();
  });
  it("knows a cable once, whichever end is read first", () => {
    const [cable, out] = modelsOf([twoNamespaces[3]!])[0]!.cables;
    expect([cable, out]).toMatchObject([
      { a: "a", b: "b", kind: "veth" },
      { a: "up", b: null },
    ]);
  });
  it("keeps the place of an interface while others come and go", () => {
    const models = modelsOf(bridgeStory);
    const slots = models.map(({ links }) => ["p0", "p1", "p2"].map((key) => links.get(key)!.slot));
    expect(new Set(slots.map(String)).size).toBe(1);
  });
  it("counts packets since the numbers before, and none on a first look", () => {
    const models = modelsOf(twoNamespaces);
    expect(models[0]!.links.get("up")!.grown).toBeNull();
    expect(models[7]!.links.get("a")!.grown).toBeNull();
    expect(models[8]!.links.get("a")!.grown).toEqual({ rx: 4, tx: 4 });
    expect(models[9]!.links.get("a")!.grown).toBeNull();
  });
  it("counts at a port what that port counted, whatever its bridge did", () => {
    const counted = (packets: number) => ({
      ...{ rxPackets: packets, txPackets: 0 },
      ...{ rxBytes: 0, txBytes: 0, rxDropped: 0, txDropped: 0 },
    });
    const plugged = (at: number, packets: number) =>
      veth(`p${at}`, 4 + at, `p${at}`, `e${at}`, "namespace", { master: "br", port: port(), numbers: counted(packets) });
    const at = (bridge: number, first: number, second: number) =>
      view(1, [own([link("br", 3, "br0", "bridge", { numbers: counted(bridge) }), plugged(0, first), plugged(1, second)])]);
    const { links } = modelsOf([at(10, 5, 5), at(14, 9, 5)])[1]!;
    expect(["br", "p0", "p1"].map((key) => links.get(key)!.grown)).toEqual([{ rx: 4, tx: 0 }, { rx: 4, tx: 0 }, null]);
  });
  it("takes no counter that was set back for a packet", () => {
    const numbers = { rxPackets: 5, txPackets: 5, rxBytes: 0, txBytes: 0, rxDropped: 0, txDropped: 0 };
    const at = (packets: number) =>
      view(1, [netns("own", [], [uplink({ numbers: { ...numbers, rxPackets: packets } })], { initial: true })]);
    expect(modelsOf([at(5), at(1)])[1]!.links.get("up")!.grown).toBeNull();
  });
});

describe("the name of a namespace", () => {
  const named = (names: string[], mounts?: string[]) => {
    const pins = mounts?.map((detail) => ({ kind: "mount" as const, by: "m", detail }));
    const namespaces = pins
      ? [{ key: "x", type: "net" as const, inode: 1, initial: false, parent: null, owner: null, name: null, pins, morePins: 0 }]
      : [];
    const processes = pins ? { processes: [], namespaces, omitted: 0 } : undefined;
    return toNetworkModel({ ...view(1, [own(), netns("x", names, [lo("x")], { inode: 77 })]), processes }, null)!.namespaces[1]!;
  };
  it("is the one that ip netns gave it", () => {
    expect(named(["c1"]).name).toBe("c1");
    expect(named(["c1"], ["/run/netns/c1"]).way).toEqual({ by: "name", name: "c1" });
  });
  it("is its number where only Docker, or nobody, named it", () => {
    expect(named(["0123456789ab"]).name).toBe("net:[77]");
    expect(named(["web"], ["/run/docker/netns/web"])).toMatchObject({
      name: "net:[77]",
      way: { by: "file", path: "/run/docker/netns/web" },
    });
    expect(named([])).toMatchObject({ name: "net:[77]", way: { by: "nothing" } });
  });
  it("is quoted wherever a command holds it", () => {
    expect(commandIn({ by: "here" }, "ip", "link")).toBe("ip link");
    expect(commandIn({ by: "name", name: "a b" }, "ip", "link")).toBe("ip -n 'a b' link");
    expect(commandIn({ by: "name", name: "$(reboot)" }, "nft", "list ruleset")).toBe(
      "ip netns exec '$(reboot)' nft list ruleset",
    );
    expect(commandIn({ by: "file", path: "/proc/7/ns/net" }, "ip", "link")).toBe("nsenter --net=/proc/7/ns/net ip link");
  });
  it("holds no character that nobody sees", () => {
    for (const { name } of toNetworkModel(unreadNamespace, null)!.namespaces) expect(name).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});
