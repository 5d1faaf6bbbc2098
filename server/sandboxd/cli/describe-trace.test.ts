import { expect, test } from "vitest";
import type { PacketTrace, TracedFrame } from "../../../lib/contract/kernel/packet-trace.ts";
import { describeTrace } from "./describe-trace.ts";

const frame = (change: Partial<TracedFrame>): TracedFrame => ({
  ...{ namespace: "net-1", link: null, ifindex: 2, name: "eth0", direction: "out", at: 0, bytes: 98 },
  ...{ sourceMac: "02:00:00:00:00:0a", destinationMac: "02:00:00:00:00:0b", source: "10.9.0.1", destination: "192.0.2.9" },
  ...{ sourcePort: null, destinationPort: null, ttl: 64 },
  ...change,
});
const tuple = (source: string, destination: string) => ({ source, destination, sourcePort: 7, destinationPort: 7 });

const TRACE: PacketTrace = {
  ...{ id: "t", state: "ended", startedAt: 0, endsAt: 1, endedBecause: "stopped", frames: 4, dropped: 2 },
  namespaces: [
    { key: "net-1", unread: null },
    { key: "net-2", unread: { code: "namespace-gone", values: {}, text: "it is gone" } },
  ],
  packets: [
    {
      ...{ key: "0", protocol: "icmp", says: "echo request 1", payloadBytes: 56 },
      frames: [
        frame({}),
        frame({ namespace: "net-0", name: "p1", direction: "in", at: 12 }),
        frame({ namespace: "net-0", name: "up0", at: 2_000_345, source: "192.0.2.1", ttl: 63 }),
      ],
      hops: [
        { from: 0, to: 1, kind: "cable", translated: null, connection: null, namespace: null },
        {
          ...{ from: 1, to: 2, kind: "forwarded", translated: "source", namespace: "net-0" },
          connection: {
            ...{ key: "c", protocol: "icmp", state: null, snat: true, dnat: false, replied: true, assured: false },
            ...{ original: tuple("10.9.0.1", "192.0.2.9"), reply: tuple("192.0.2.9", "192.0.2.1"), numbers: { timeout: 30 } },
          },
        },
      ],
    },
    {
      ...{ key: "1", protocol: "0x88cc", says: "", payloadBytes: 0, hops: [] },
      frames: [frame({ source: null, destination: null, ttl: null })],
    },
  ],
};

test("a trace reads packet by packet, each frame with its place, its addresses and how it got there", () => {
  const text = describeTrace(TRACE, new Map(Object.entries({ "net-0": "sandbox", "net-1": "n1" })));
  expect(text.split("\n")).toEqual([
    "icmp, echo request 1, 56 bytes",
    "  1   0.000000 n1 eth0 out      10.9.0.1 > 192.0.2.9 ttl 64",
    "  2   0.000012 sandbox p1 in    10.9.0.1 > 192.0.2.9 ttl 64  cable from 1",
    "  3   2.000345 sandbox up0 out  192.0.2.1 > 192.0.2.9 ttl 63  forwarded from 2, source translated in sandbox (10.9.0.1:7 > 192.0.2.9:7, replies 192.0.2.9:7 > 192.0.2.1:7)",
    "",
    "0x88cc",
    "  1   0.000000 n1 eth0 out  02:00:00:00:00:0a > 02:00:00:00:00:0b",
    "",
    "not listened in net-2: it is gone",
    "2 packets in 4 frames, 2 more dropped; ended because it was stopped",
  ]);
});
