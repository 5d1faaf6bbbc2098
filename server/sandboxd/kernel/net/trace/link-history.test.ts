import { expect, test } from "vitest";
import type { Link, NetworkPart } from "../../../../../lib/contract/kernel/network.ts";
import { LinkHistory } from "./link-history.ts";

const link = (key: string, ifindex: number, change: Partial<Link> = {}): Link => ({
  ...{ key, ifindex, name: key, kind: "veth", up: true, carrier: true, operstate: "up", mtu: 1500, mac: null },
  ...{ promiscuous: false, alias: null, master: null, peer: null, parent: null, detail: {}, port: null, addresses: [] },
  plumbing: false,
  numbers: { rxPackets: 0, txPackets: 0, rxBytes: 0, txBytes: 0, rxDropped: 0, txDropped: 0 },
  ...change,
});
const part = (...links: Link[]): NetworkPart => ({
  namespaces: [
    {
      ...{ key: "box", inode: 1, initial: true, names: [], processes: 1, unread: null, forwarding: false, links },
      ...{ routes: [], neighbours: [], fdb: [], chains: [], chainsUnread: null, connections: [] },
      omitted: { links: 0, routes: 0, neighbours: 0, fdb: 0, connections: 0 },
    },
  ],
  omitted: 0,
});
const keys = (history: LinkHistory, ifindex: number, time: number) => history.at("box", ifindex, time).map(({ key }) => key);

test("an interface that went away is still known as it was, and is not taken for the one that got its number", () => {
  const history = new LinkHistory();
  history.take(part(link("a", 5)), 1_000);
  history.take(part(), 5_000);
  history.take(part(link("b", 5)), 9_000);
  expect(keys(history, 5, 3_000)).toEqual(["a"]);
  expect(keys(history, 5, 6_000)).toEqual([]);
  expect(keys(history, 5, 8_500)).toEqual(["b"]);
  expect(keys(history, 5, 9_500)).toEqual(["b"]);
  expect([history.isPresent("a"), history.isPresent("b")]).toEqual([false, true]);
  expect(keys(history, 6, 9_500)).toEqual([]);
});

test("what the reading after a frame shows may have been so already: a port that was just joined to its bridge", () => {
  const history = new LinkHistory();
  const bridge = link("br0", 2, { kind: "bridge" });
  history.take(part(bridge, link("a", 5)), 1_000);
  history.take(part(bridge, link("a", 5, { master: "br0" })), 1_200);
  expect(history.at("box", 5, 1_100).map(({ masterKind }) => masterKind)).toEqual([null, "bridge"]);
  expect(history.at("box", 5, 1_300).map(({ masterKind }) => masterKind)).toEqual(["bridge"]);
});

test("ports that vxlan interfaces speak on are remembered", () => {
  const history = new LinkHistory();
  history.take(part(link("vx", 3, { kind: "vxlan", detail: { vni: 7, port: 4790 } })), 1_000);
  history.take(part(), 2_000);
  expect([...history.vxlanPorts]).toEqual([4790]);
});

test("one that changes for ever, and thousands that come and go, are remembered within bounds", () => {
  const history = new LinkHistory();
  for (let round = 0; round < 500; round++)
    history.take(part(link("a", 5, { name: `n${round}` }), link(`x${round}`, 1_000 + round)), round);
  expect(history.at("box", 5, 499).map(({ name }) => name)).toEqual(["n499"]);
  for (let round = 0; round < 100; round++)
    history.take(
      part(...Array.from({ length: 60 }, (_, index) => link(`y${round}.${index}`, 10_000 + round * 60 + index))),
      1_000,
    );
  expect(keys(history, 10_000 + 99 * 60, 1_000)).toEqual([]);
});
