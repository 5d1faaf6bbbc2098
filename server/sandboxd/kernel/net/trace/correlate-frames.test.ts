import { describe, expect, test } from "vitest";
import type { Connection } from "../../../../../lib/contract/kernel/network.ts";
import { correlateFrames } from "./correlate-frames.ts";
import { echo, ethernet, ipv4, ipv6, MAC, tcp, udp, vxlan } from "./frames/frame-bytes.ts";
import { parseFrame } from "./frames/parse-frame.ts";
import type { Sighting } from "./hop-between.ts";
import type { LinkFacts } from "./link-history.ts";

const link = (key: string, change: Partial<LinkFacts> = {}): LinkFacts => ({
  key,
  name: key,
  kind: "veth",
  ...{ master: null, masterKind: null, hairpin: false, peer: null, parent: null, vni: null, port: null },
  ...change,
});
const port = (key: string, peer: string) => link(key, { master: "br0", masterKind: "bridge", peer });

/** n1, n2, n3 at br0 in "box", which routes to "out" through up0. */
const LINKS: Record<string, { namespace: string; facts: LinkFacts }> = {
  n1: { namespace: "n1", facts: link("n1", { peer: "p1" }) },
  n2: { namespace: "n2", facts: link("n2", { peer: "p2" }) },
  n3: { namespace: "n3", facts: link("n3", { peer: "p3" }) },
  p1: { namespace: "box", facts: port("p1", "n1") },
  p2: { namespace: "box", facts: port("p2", "n2") },
  p3: { namespace: "box", facts: port("p3", "n3") },
  br0: { namespace: "box", facts: link("br0", { kind: "bridge" }) },
  up0: { namespace: "box", facts: link("up0", { peer: "o0" }) },
  o0: { namespace: "out", facts: link("o0", { peer: "up0" }) },
  lo: { namespace: "box", facts: link("lo", { kind: "loopback" }) },
  vx0: { namespace: "box", facts: link("vx0", { kind: "vxlan", vni: 42, port: 4789 }) },
  vx1: { namespace: "out", facts: link("vx1", { kind: "vxlan", vni: 42, port: 4789 }) },
  vx2: { namespace: "n3", facts: link("vx2", { kind: "vxlan", vni: 42, port: 4789 }) },
  bond0: { namespace: "n1", facts: link("bond0", { kind: "bond" }) },
  slave: { namespace: "n1", facts: link("slave", { master: "bond0", masterKind: "bond" }) },
  tun0: { namespace: "n1", facts: link("tun0", { kind: "tun" }) },
  tun1: { namespace: "n2", facts: link("tun1", { kind: "tun" }) },
};

const MS = 1e6;
/** "p1 in" at a time in ms. */
function seen(place: string, ms: number, frame: Buffer): Sighting {
  const [name = "", direction] = place.split(" ");
  const { namespace, facts } = LINKS[name]!;
  return {
    ...{ namespace, ifindex: Object.keys(LINKS).indexOf(name), outgoing: direction === "out", at: ms * MS, length: frame.length },
    frame: parseFrame(frame, { hardware: 1, protocol: 0x0800, length: frame.length, vxlanPorts: new Set([4789]) }),
    facts: [facts],
  };
}
/** Each packet as "place", then "kind from index: place". */
function ways(sightings: Sighting[], connections: Connection[] = []): string[][] {
  const nameOf = ({ ifindex, outgoing }: Sighting) => `${Object.keys(LINKS)[ifindex]} ${outgoing ? "out" : "in"}`;
  return correlateFrames(sightings, () => connections).map(({ sightings: all, hops }) =>
    all.map((one, index) => {
      const hop = hops.find(({ to }) => to === index);
      return hop ? `${hop.kind} from ${hop.from}: ${nameOf(one)}` : nameOf(one);
    }),
  );
}

const ROUTER = { source: MAC.b, destination: MAC.a };
const ping = (sequence = 1, change: object = {}) => ethernet(ipv4(1, echo(8, 7, sequence), { id: sequence, ...change }));
const routed = (change: object) => ethernet(ipv4(1, echo(8, 7, 1), { id: 1, ttl: 63, ...change }), 0x0800, ROUTER);
const MASQUERADE: Connection = {
  ...{
    key: "c",
    protocol: "icmp",
    state: null,
    snat: true,
    dnat: false,
    replied: true,
    assured: false,
    numbers: { timeout: 30 },
  },
  original: { source: "10.9.0.1", destination: "10.9.0.2", sourcePort: 7, destinationPort: 7 },
  reply: { source: "10.9.0.2", destination: "192.0.2.1", sourcePort: 7, destinationPort: 7 },
};

describe("frames of one packet", () => {
  test("follow each other through cables and a bridge, and a copy to another port comes from the same frame", () => {
    expect(
      ways([
        ...[seen("n1 out", 0, ping()), seen("p1 in", 0.1, ping()), seen("br0 in", 0.1, ping())],
        ...[seen("p2 out", 0.2, ping()), seen("n2 in", 0.3, ping()), seen("p3 out", 0.4, ping()), seen("n3 in", 0.5, ping())],
      ]),
    ).toEqual([
      [
        ...["n1 out", "cable from 0: p1 in", "to-host from 1: br0 in", "bridged from 1: p2 out", "cable from 3: n2 in"],
        ...["bridged from 1: p3 out", "cable from 5: n3 in"],
      ],
    ]);
  });

  test("are put in the order of time, however they were read", () => {
    expect(ways([seen("p1 in", 0.1, ping()), seen("n1 out", 0, ping())])).toEqual([["n1 out", "cable from 0: p1 in"]]);
  });

  test("leave by the host of a bridge, by loopback, and from a bond by one of its slaves", () => {
    expect(ways([seen("br0 out", 0, ping()), seen("p2 out", 0.1, ping())])).toEqual([["br0 out", "from-host from 0: p2 out"]]);
    expect(ways([seen("lo out", 0, ping()), seen("lo in", 0.1, ping())])).toEqual([["lo out", "loopback from 0: lo in"]]);
    expect(ways([seen("bond0 out", 0, ping()), seen("slave out", 0.1, ping())])).toEqual([
      ["bond0 out", "stacked from 0: slave out"],
    ]);
    expect(ways([seen("slave in", 0, ping()), seen("bond0 in", 0.1, ping())])).toEqual([
      ["slave in", "stacked from 0: bond0 in"],
    ]);
  });

  test("are one packet behind a router, which counts the time to live down", () => {
    expect(ways([seen("br0 in", 0, ping()), seen("up0 out", 1, routed({}))])).toEqual([["br0 in", "forwarded from 0: up0 out"]]);
    expect(ways([seen("br0 in", 0, ping()), seen("up0 out", 1, routed({ ttl: 64 }))])).toHaveLength(2);
    expect(ways([seen("br0 in", 0, ping()), seen("o0 out", 1, routed({}))])).toHaveLength(2);
  });

  test("that a router held until it knew its neighbour's address are still one packet", () => {
    expect(ways([seen("br0 in", 0, ping()), seen("up0 out", 2_900, routed({}))])).toHaveLength(1);
    expect(ways([seen("br0 in", 0, ping()), seen("up0 out", 9_000, routed({}))])).toHaveLength(2);
  });

  test("carry the connection that translated them, both tuples of it", () => {
    const sent = [seen("br0 in", 0, ping()), seen("up0 out", 1, routed({ source: "192.0.2.1" }))];
    const [packet] = correlateFrames(sent, () => [MASQUERADE]);
    expect(packet!.hops).toEqual([
      { from: 0, to: 1, kind: "forwarded", translated: "source", connection: MASQUERADE, namespace: "box" },
    ]);
    const answer = (change: object) => ethernet(ipv4(1, echo(0, 7, 1), { id: 99, ...change }));
    const [reply] = correlateFrames(
      [
        seen("up0 in", 2, answer({ source: "10.9.0.2", destination: "192.0.2.1" })),
        seen("br0 out", 3, answer({ source: "10.9.0.2", destination: "10.9.0.1", ttl: 63 })),
      ],
      () => [MASQUERADE],
    );
    expect(reply!.hops).toMatchObject([{ translated: "destination", connection: { key: "c" } }]);
  });

  test("carry their own connection among others, and none where no tracked one has these very addresses and ports", () => {
    const other = (change: Partial<Connection["original"]>, key: string): Connection => ({
      ...MASQUERADE,
      key,
      original: { ...MASQUERADE.original, ...change },
    });
    const others = [
      other({ source: "10.9.0.3" }, "another sender"),
      other({ sourcePort: 8, destinationPort: 8 }, "another question"),
      { ...MASQUERADE, key: "another way out", reply: { ...MASQUERADE.reply, destination: "192.0.2.7" } },
    ];
    const sent = [seen("br0 in", 0, ping()), seen("up0 out", 1, routed({ source: "192.0.2.1" }))];
    const connectionOf = (connections: Connection[]) => correlateFrames(sent, () => connections)[0]!.hops[0]!.connection;
    expect(connectionOf([...others, MASQUERADE])?.key).toBe("c");
    expect(connectionOf(others)).toBeNull();
  });

  test("that a bridge let netfilter translate are one packet where a tracked connection says how, and only there", () => {
    const sent = [seen("p1 in", 0, ping()), seen("p2 out", 1, ethernet(ipv4(1, echo(8, 7, 1), { id: 1, source: "192.0.2.1" })))];
    const [packet] = correlateFrames(sent, () => [MASQUERADE]);
    expect(packet!.hops).toEqual([
      { from: 0, to: 1, kind: "bridged", translated: "source", connection: MASQUERADE, namespace: "box" },
    ]);
    expect(ways(sent)).toHaveLength(2);
    const [turned] = correlateFrames(
      [
        seen("p1 in", 0, ethernet(ipv4(1, echo(0, 7, 1), { id: 5, source: "10.9.0.2", destination: "192.0.2.1" }))),
        seen(
          "br0 out",
          1,
          ethernet(ipv4(1, echo(0, 7, 1), { id: 5, source: "10.9.0.2", destination: "10.9.0.1" }), 0x0800, ROUTER),
        ),
      ],
      () => [MASQUERADE],
    );
    expect(turned!.hops).toMatchObject([{ kind: "forwarded", translated: "destination", connection: { key: "c" } }]);
    // Other hardware addresses and the same everything else: not the frame that came in.
    expect(
      ways([seen("p1 in", 0, ping()), seen("p2 out", 1, ethernet(ipv4(1, echo(8, 7, 1), { id: 1 }), 0x0800, ROUTER))]),
    ).toHaveLength(2);
  });

  test("that something untracked translated are one packet only where no doubt is left which", () => {
    const both = { source: "192.0.2.1", destination: "192.0.2.9" };
    expect(ways([seen("br0 in", 0, ping()), seen("up0 out", 1, routed({ source: "192.0.2.1" }))])).toHaveLength(1);
    expect(ways([seen("br0 in", 0, ping()), seen("up0 out", 1, routed(both))])).toHaveLength(2);
    // No number and hardly any content.
    const bare = (change: object) => ethernet(ipv6(17, udp(Buffer.from("x")), change), 0x86dd);
    expect(ways([seen("br0 in", 0, bare({})), seen("up0 out", 1, bare({ ttl: 63 }))])).toHaveLength(1);
    expect(ways([seen("br0 in", 0, bare({})), seen("up0 out", 1, bare({ source: "fd00::9", ttl: 63 }))])).toHaveLength(2);
  });

  test("inside a tunnel are one packet with what is outside, and what comes out came in where it comes out", () => {
    const outer = (destination: string) =>
      ethernet(ipv4(17, udp(vxlan(42, ping()), { destinationPort: 4789 }), { id: 50, source: "172.20.0.1", destination }));
    const [toOut, toN3] = [outer("172.20.0.2"), outer("172.20.0.3")];
    expect(
      ways([
        ...[seen("vx0 out", 0, ping()), seen("up0 out", 0.1, toOut), seen("o0 in", 0.2, toOut)],
        ...[seen("p3 out", 0.3, toN3), seen("n3 in", 0.4, toN3), seen("vx1 in", 0.5, ping()), seen("vx2 in", 0.6, ping())],
      ]),
    ).toEqual([
      [
        ...["vx0 out", "stacked from 0: up0 out", "cable from 1: o0 in", "stacked from 0: p3 out", "cable from 3: n3 in"],
        ...["stacked from 2: vx1 in", "stacked from 4: vx2 in"],
      ],
    ]);
  });
});

describe("frames that look alike", () => {
  test("sent again are another packet, with a way of its own", () => {
    expect(ways([0, 1000].flatMap((ms) => [seen("n1 out", ms, ping()), seen("p1 in", ms + 0.1, ping())]))).toEqual([
      ["n1 out", "cable from 0: p1 in"],
      ["n1 out", "cable from 0: p1 in"],
    ]);
  });

  test("sent again after the first was lost do not lend it their way", () => {
    const frame = ethernet(ipv4(6, tcp()));
    expect(ways([seen("n1 out", 0, frame), seen("n1 out", 1000, frame), seen("p1 in", 1000.1, frame)])).toEqual([
      ["n1 out"],
      ["n1 out", "cable from 0: p1 in"],
    ]);
  });

  test("in a row stay as many packets as were sent, the first one in being the first one out", () => {
    const frames = Array.from({ length: 300 }, (_, index) => seen("n1 out", index * 0.01, ping()));
    const heard = Array.from({ length: 300 }, (_, index) => seen("p1 in", 1 + index * 0.01, ping()));
    const packets = correlateFrames([...frames, ...heard], () => []);
    expect(packets).toHaveLength(300);
    expect(packets.every(({ hops }) => hops.length === 1 && hops[0]!.kind === "cable")).toBe(true);
    expect(packets.every(({ sightings: [out, at] }) => Math.round(at!.at - out!.at) === 1 * MS)).toBe(true);
  });

  test("from two senders go to the one whose way leads there, whoever was first", () => {
    const frame = ethernet(udp(Buffer.alloc(40)), 0x88b5);
    expect(
      ways([seen("n2 out", 0, frame), seen("n1 out", 0.1, frame), seen("p1 in", 0.2, frame), seen("p2 in", 0.3, frame)]),
    ).toEqual([
      ["n2 out", "cable from 0: p2 in"],
      ["n1 out", "cable from 0: p1 in"],
    ]);
  });

  test("and may both have been translated are told apart by the connection that is tracked", () => {
    const sent = [seen("br0 in", 0, ping()), seen("br0 in", 0.1, ping(1, { source: "10.9.0.9" }))];
    const packets = correlateFrames([...sent, seen("up0 out", 1, routed({ source: "192.0.2.1" }))], () => [MASQUERADE]);
    expect(packets.map(({ sightings: all }) => all.map(({ frame }) => frame.source))).toEqual([
      ["10.9.0.1", "192.0.2.1"],
      ["10.9.0.9"],
    ]);
  });

  test("but differ in a hardware address did not go through one cable", () => {
    expect(
      ways([seen("n1 out", 0, ping()), seen("p1 in", 0.1, ethernet(ipv4(1, echo(8, 7, 1), { id: 1 }), 0x0800, ROUTER))]),
    ).toEqual([["n1 out", "unobserved from 0: p1 in"]]);
  });
});

describe("where no way is known", () => {
  test("a frame that comes in with the same addresses joins as unobserved: a process carried it, or a cable outside", () => {
    expect(ways([seen("tun0 out", 0, ping()), seen("tun1 in", 0.5, ping())])).toEqual([
      ["tun0 out", "unobserved from 0: tun1 in"],
    ]);
  });

  test("a frame with other addresses, one that goes out, one to many and one much later begin packets of their own", () => {
    expect(ways([seen("tun0 out", 0, ping()), seen("tun1 in", 1, ping(1, { source: "10.9.0.9" }))])).toHaveLength(2);
    expect(ways([seen("tun0 out", 0, ping()), seen("tun1 out", 1, ping())])).toHaveLength(2);
    const report = ethernet(ipv6(58, Buffer.alloc(40, 143), { source: "fe80::1", destination: "ff02::16" }), 0x86dd, {
      destination: "33:33:00:00:00:16",
    });
    expect(ways([seen("tun0 out", 0, report), seen("tun1 in", 1, report)])).toHaveLength(2);
    expect(ways([seen("tun0 out", 0, ping()), seen("tun1 in", 1_500, ping())])).toHaveLength(2);
  });

  test("an interface that nobody knows has no way to it", () => {
    const unknown = { ...seen("p1 in", 0.1, ping()), facts: [] };
    expect(ways([seen("n1 out", 0, ping()), unknown])).toEqual([["n1 out", "unobserved from 0: p1 in"]]);
    expect(ways([seen("n1 out", 0, ping()), { ...unknown, outgoing: true }])).toHaveLength(2);
  });
});

test("a thousand frames that all look alike are put together in less than a second", () => {
  const frames = Array.from({ length: 1_000 }, (_, index) => seen(index % 2 ? "p3 in" : "n1 out", index * 0.001, ping()));
  const started = performance.now();
  correlateFrames(frames, () => []);
  expect(performance.now() - started).toBeLessThan(1_000);
});
