import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arp, echo, ethernet, icmp, ipv4, ipv6, MAC, tcp, udp, vxlan } from "./frame-bytes.ts";
import { parseFrame } from "./parse-frame.ts";

const VXLAN = new Set([4789]);
/** As it comes from an Ethernet interface; snap: bytes captured of it. */
const parse = (frame: Buffer, snap = frame.length) =>
  parseFrame(frame.subarray(0, snap), { hardware: 1, protocol: 0x0800, length: frame.length, vxlanPorts: VXLAN });
const recorded = (hex: string) => {
  const data = Buffer.from(hex, "hex");
  return parseFrame(data, { hardware: 772, protocol: 0x0800, length: data.length, vxlanPorts: VXLAN });
};
const identities = (...frames: Buffer[]) => new Set(frames.map((frame) => parse(frame).identity)).size;
const DATA = Buffer.from("sixteen bytes or more of data");

describe("what a frame says", () => {
  test("as Linux sent it through a loopback interface", () => {
    expect(
      recorded(
        "00000000000000000000000008004500003c12cc4000400629ee7f0000017f000001a6541f90d231926000000000a002ffd7fe3000000204ffd70402080a0983ae64000000000103030a",
      ),
    ).toMatchObject({
      ...{ protocol: "tcp", says: "SYN", payloadBytes: 0, ttl: 64, sourceMac: "00:00:00:00:00:00" },
      ...{ source: "127.0.0.1", sourcePort: 42_580, destination: "127.0.0.1", destinationPort: 8080 },
    });
    expect(
      recorded("000000000000000000000000080045000021339040004011093a7f0000017f000001cfac0009000dfe2068656c6c6f"),
    ).toMatchObject({ protocol: "udp", says: "", payloadBytes: 5, sourcePort: 53_164, destinationPort: 9 });
    expect(
      recorded(
        "000000000000000000000000080045c0003dbfbc00004001bc417f0000017f0000010303eb460000000045000021339040004011093a7f0000017f000001cfac0009000dfe2068656c6c6f",
      ),
    ).toMatchObject({ protocol: "icmp", says: "port unreachable", payloadBytes: 33, sourcePort: null, echoId: null });
  });

  test.each([
    [0x02, "SYN"],
    [0x12, "SYN ACK"],
    [0x10, "ACK"],
    [0x18, "PSH ACK"],
    [0x11, "FIN ACK"],
    [0x14, "RST ACK"],
    [0x00, ""],
  ])("TCP flags %i are said as %s", (flags, says) => {
    expect(parse(ethernet(ipv4(6, tcp({ flags }, DATA))))).toMatchObject({ protocol: "tcp", says, payloadBytes: DATA.length });
  });

  test("ICMP and ICMPv6: echo with its number, errors by their code, neighbours by the address they ask for", () => {
    const says = (frame: Buffer) => parse(frame).says;
    expect(says(ethernet(ipv4(1, echo(8, 77, 3))))).toBe("echo request 3");
    expect(says(ethernet(ipv4(1, echo(0, 77, 3))))).toBe("echo reply 3");
    expect(says(ethernet(ipv4(1, icmp(11, 0, 0, ipv4(17, udp(DATA))))))).toBe("time exceeded");
    expect(says(ethernet(ipv4(1, icmp(42, 1, 0, DATA))))).toBe("type 42 code 1");
    expect(says(ethernet(ipv6(58, echo(128, 77, 4)), 0x86dd))).toBe("echo request 4");
    const asked = Buffer.from("fd000000000000000000000000000009", "hex");
    expect(says(ethernet(ipv6(58, icmp(135, 0, 0, asked)), 0x86dd))).toBe("neighbour solicitation fd00::9");
    expect(parse(ethernet(ipv4(1, echo(8, 77, 3)))).echoId).toBe(77);
  });

  test("ARP: who is looked for by whom, and who answers", () => {
    const [a, b] = [[MAC.a, "10.9.0.1"] as const, [MAC.b, "10.9.0.2"] as const];
    expect(parse(ethernet(arp(1, a, ["00:00:00:00:00:00", "10.9.0.2"]), 0x0806, { destination: MAC.all }))).toMatchObject({
      ...{ protocol: "arp", says: "who-has 10.9.0.2 tell 10.9.0.1", source: "10.9.0.1", destination: "10.9.0.2", ttl: null },
      ...{ payloadBytes: 0, sourceMac: MAC.a, destinationMac: MAC.all },
    });
    expect(parse(ethernet(arp(2, b, a), 0x0806)).says).toBe(`10.9.0.2 is-at ${MAC.b}`);
    expect(parse(ethernet(arp(9, b, a), 0x0806)).says).toBe("operation 9");
  });

  test("behind 802.1Q tags, IP options and padding", () => {
    expect(parse(ethernet(ipv4(17, udp(DATA)), 0x0800, { tags: [10, 20] }))).toMatchObject({
      protocol: "udp",
      destinationPort: 53,
    });
    expect(parse(ethernet(ipv4(17, udp(DATA), { options: Buffer.alloc(8, 1) })))).toMatchObject({ destinationPort: 53 });
    expect(parse(Buffer.concat([ethernet(ipv4(17, udp(Buffer.from("x")))), Buffer.alloc(18)]))).toMatchObject({
      payloadBytes: 1,
    });
  });

  test("behind IPv6 extension headers, as many as there may be", () => {
    const hop = (next: number, payload: Buffer) => Buffer.concat([Buffer.from([next, 0, 1, 4, 0, 0, 0, 0]), payload]);
    expect(parse(ethernet(ipv6(0, hop(43, hop(60, hop(17, udp(DATA))))), 0x86dd))).toMatchObject({
      ...{ protocol: "udp", destinationPort: 53, payloadBytes: DATA.length, source: "fd00::1", destination: "fd00::2", ttl: 64 },
    });
    const fragment = (offset: number) => Buffer.concat([Buffer.from([17, 0, offset >> 8, offset & 0xff, 0, 0, 0, 9]), DATA]);
    expect(parse(ethernet(ipv6(44, fragment(1480)), 0x86dd))).toMatchObject({
      protocol: "udp",
      says: "fragment at 1480",
      sourcePort: null,
    });
  });

  test("fragments: only the first has ports, each is its own packet", () => {
    const [first, second] = [ipv4(17, udp(DATA), { fragment: 0x2000 }), ipv4(17, DATA, { fragment: 185 })];
    expect(parse(ethernet(first))).toMatchObject({ sourcePort: 5000, says: "" });
    expect(parse(ethernet(second))).toMatchObject({ sourcePort: null, says: "fragment at 1480", payloadBytes: DATA.length });
    expect(identities(ethernet(first), ethernet(second))).toBe(2);
  });

  test("what has no name here is said by its number", () => {
    expect(parse(ethernet(ipv4(47, DATA)))).toMatchObject({ protocol: "ip 47", says: "", payloadBytes: DATA.length });
    expect(parse(ethernet(DATA, 0x88cc))).toMatchObject({ protocol: "0x88cc", payloadBytes: DATA.length, source: null });
    expect(parse(ethernet(Buffer.from("424203", "hex"), 3)).protocol).toBe("llc 0x42");
  });

  test("of an interface without Ethernet header", () => {
    const data = ipv4(1, echo(8, 1, 1));
    expect(parseFrame(data, { hardware: 0xfffe, protocol: 0x0800, length: data.length, vxlanPorts: VXLAN })).toMatchObject({
      ...{ sourceMac: null, protocol: "icmp", says: "echo request 1" },
    });
  });

  test("a frame inside a VXLAN's, on a port where that is spoken, with its network's identifier", () => {
    const inner = ethernet(ipv4(1, echo(8, 5, 9)));
    const outer = (port: number, payload = vxlan(42, inner)) =>
      parse(ethernet(ipv4(17, udp(payload, { destinationPort: port }), { source: "172.20.0.1" })));
    expect(outer(4789)).toMatchObject({
      protocol: "udp",
      says: "vxlan 42",
      source: "172.20.0.1",
      inside: { vni: 42, port: 4789 },
    });
    expect(outer(4789).inside!.frame).toEqual(parse(inner));
    expect(outer(4790).inside).toBeNull();
    expect(outer(4789, vxlan(42, inner, 0)).inside).toBeNull();
    // A frame within a frame within a frame within a frame is not looked for.
    let nested = inner;
    for (let depth = 0; depth < 6; depth++) nested = ethernet(ipv4(17, udp(vxlan(depth, nested), { destinationPort: 4789 })));
    expect(parse(nested).inside?.frame.inside?.frame.inside).toBeNull();
  });
});

describe("the identity of a packet", () => {
  test("stays with other addresses, other ports, another time to live, another echo identifier, other hardware addresses", () => {
    const sent = (change: object) => ({ source: "10.9.0.1", destination: "192.0.2.9", ttl: 64, ...change });
    const nat = sent({ source: "192.0.2.1", ttl: 63 });
    const macs = { source: MAC.b, destination: MAC.a };
    expect(
      identities(
        ethernet(ipv4(6, tcp(), sent({}))),
        ethernet(ipv4(6, tcp({ sourcePort: 1, destinationPort: 2 }), nat), 0x0800, macs),
      ),
    ).toBe(1);
    expect(
      identities(ethernet(ipv4(17, udp(DATA))), ethernet(ipv4(17, udp(DATA, { sourcePort: 1, destinationPort: 2 }), nat))),
    ).toBe(1);
    expect(identities(ethernet(ipv4(1, echo(8, 1, 5))), ethernet(ipv4(1, echo(8, 2, 5), nat)))).toBe(1);
    const quoted = (change: object, ports: object) =>
      ethernet(ipv4(1, icmp(3, 3, 0, ipv4(17, udp(DATA, ports), sent(change))), { id: 9 }));
    expect(identities(quoted({}, {}), quoted({ source: "192.0.2.1", ttl: 60 }, { sourcePort: 9 }))).toBe(1);
    expect(
      identities(
        ethernet(ipv6(17, udp(DATA)), 0x86dd),
        ethernet(ipv6(17, udp(DATA, { sourcePort: 1 }), { source: "fd00::9", ttl: 63 }), 0x86dd),
      ),
    ).toBe(1);
  });

  test("differs where the number, the sequence, the flags, the length or the content differ", () => {
    expect(
      identities(
        ethernet(ipv4(6, tcp())),
        ethernet(ipv4(6, tcp(), { id: 8 })),
        ethernet(ipv4(6, tcp({ sequence: 1001 }))),
        ethernet(ipv4(6, tcp({ acknowledgement: 1 }))),
        ethernet(ipv4(6, tcp({ flags: 0x12 }))),
        ethernet(ipv4(6, tcp({}, DATA))),
        ethernet(ipv4(6, tcp({}, Buffer.from("sixteen bytes or more of DATA")))),
        ethernet(ipv4(17, udp(DATA))),
        ethernet(ipv4(1, echo(8, 1, 5))),
        ethernet(ipv4(1, echo(8, 1, 6))),
        ethernet(ipv4(1, echo(0, 1, 5))),
      ),
    ).toBe(11);
  });

  test("of a captured beginning is the same however much of the rest was captured", () => {
    const frame = ethernet(ipv4(17, udp(Buffer.alloc(1400, "abcdefg"))));
    expect(parse(frame, 206).identity).toBe(parse(frame, 256).identity);
    expect(parse(frame, 256).payloadBytes).toBe(1400);
  });
});

test("whatever bytes come, cut off anywhere or changed at random, something is said and nothing is thrown", {
  timeout: 60_000,
}, () => {
  const inner = ethernet(ipv6(58, echo(128, 1, 1)), 0x86dd);
  const whole = [
    ethernet(ipv4(6, tcp({}, DATA), { options: Buffer.alloc(12, 1) }), 0x0800, { tags: [5] }),
    ethernet(ipv4(1, icmp(3, 1, 0, ipv4(1, icmp(3, 1, 0, ipv4(6, tcp())))))),
    ethernet(ipv4(17, udp(vxlan(42, inner), { destinationPort: 4789 }))),
    ethernet(arp(1, [MAC.a, "10.9.0.1"], [MAC.b, "10.9.0.2"]), 0x0806),
    inner,
  ];
  const facts = fc.record({
    hardware: fc.constantFrom(1, 772, 0xfffe, 778, 65_535),
    protocol: fc.constantFrom(0x0800, 0x86dd, 0x0806, 0, 4, 0xffff),
    length: fc.integer({ min: 0, max: 70_000 }),
  });
  const damaged = fc
    .tuple(fc.constantFrom(...whole), fc.nat(300), fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 12 }))
    .map(([frame, length, changes]) => {
      const copy = Buffer.from(frame.subarray(0, length));
      for (const [at, value] of changes) if (at < copy.length) copy[at] = value;
      return copy;
    });
  const anything = fc.uint8Array({ maxLength: 256 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(damaged, anything), facts, (data, { hardware, protocol, length }) => {
      const parsed = parseFrame(data, { hardware, protocol, length, vxlanPorts: VXLAN });
      expect(parsed.protocol).toMatch(/^(tcp|udp|icmp|icmpv6|arp|ethernet|ip \d+|0x[0-9a-f]{4}|llc 0x[0-9a-f]{2})$/);
      // Words of ours, numbers and addresses.
      expect(parsed.says).toMatch(/^[A-Za-z0-9 .:-]*$/);
      for (const port of [parsed.sourcePort, parsed.destinationPort])
        expect(port === null || (port >= 0 && port < 65_536)).toBe(true);
      expect(Number.isSafeInteger(parsed.payloadBytes)).toBe(true);
      expect(parsed.payloadBytes).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2_000 },
  );
});
