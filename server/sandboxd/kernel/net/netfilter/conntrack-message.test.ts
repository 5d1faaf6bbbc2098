import { expect, test } from "vitest";
import { netfilter, toMessage } from "../recorded/recorded.ts";
import { parseConnection, parseConnectionCount } from "./conntrack-message.ts";

/** Recorded where "conntrack -L" showed what is expected here, behind a rule for DNAT and one for masquerading. */
test("connections as the kernel sent them, both directions", () => {
  expect(parseConnectionCount(toMessage(netfilter.connectionCount))).toBe(4);
  const connections = netfilter.connections.map((row) => parseConnection(toMessage(row)));
  const of = (name: string) => connections.find(({ protocol }) => protocol === name);
  expect(of("tcp")).toMatchObject({
    original: { source: "10.1.0.2", destination: "10.1.0.1", sourcePort: 52398, destinationPort: 8088 },
    reply: { source: "10.2.0.2", destination: "10.2.0.1", sourcePort: 80, destinationPort: 52398 },
    state: "TIME_WAIT",
    snat: true,
    dnat: true,
    replied: true,
    assured: true,
    numbers: { timeout: 119 },
  });
  expect(of("icmp")).toMatchObject({
    original: { source: "10.1.0.2", destination: "10.2.0.2", sourcePort: 42, destinationPort: 42 },
    reply: { source: "10.2.0.2", destination: "10.2.0.1" },
    state: null,
    snat: true,
    dnat: false,
    replied: true,
    assured: false,
  });
  expect(of("udp")).toMatchObject({ replied: false, snat: true, reply: { sourcePort: 5555 } });
  expect(of("icmpv6")).toMatchObject({
    original: { source: "fd01::2", destination: "fd01::1", sourcePort: 43 },
    snat: false,
    dnat: false,
  });
  expect(new Set(connections.map(({ key }) => key)).size).toBe(4);
});
