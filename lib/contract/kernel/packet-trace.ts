import { z } from "zod";
import { Reason } from "../reason.ts";
import { Connection } from "./network.ts";

/**
 * Frames that the kernel really handed to a packet socket (packet(7)) in the sandbox's network namespaces during a bounded time, put together
 * into packets: the same datagram seen at several interfaces one after the other. A hop that no frame was captured for is not in here.
 */

/** How long a trace may run, in seconds. */
export const TRACE_SECONDS = { least: 1, usual: 10, most: 30 } as const;
/** Frames kept of one trace; capturing ends when they are full. */
export const MOST_TRACED_FRAMES = 1_000;

/** One frame at one interface. Addresses are as they were in this frame: what differs from the frame before was translated on the way. */
export const TracedFrame = z.object({
  /** Key of the network namespace (scope "network"). */
  namespace: z.string(),
  /** Key of the interface, null where it is gone or unknown; name and ifindex are as it was then. */
  link: z.string().nullable(),
  ifindex: z.number().int(),
  name: z.string(),
  /** in: the interface received it (sll_pkttype other than PACKET_OUTGOING). out: it was handed to the interface for sending. */
  direction: z.enum(["in", "out"]),
  /** Microseconds since the trace began, by the kernel's timestamp of this frame (SO_TIMESTAMPNS). */
  at: z.number().int(),
  /** Length on the wire in bytes, the Ethernet header included. */
  bytes: z.number().int(),
  sourceMac: z.string().nullable(),
  destinationMac: z.string().nullable(),
  /** IP addresses, or ARP's sender and target; null for other protocols. */
  source: z.string().nullable(),
  destination: z.string().nullable(),
  sourcePort: z.number().int().nullable(),
  destinationPort: z.number().int().nullable(),
  /** Time to live or hop limit: one less behind every router. */
  ttl: z.number().int().nullable(),
});
export type TracedFrame = z.infer<typeof TracedFrame>;

/**
 * What lies between a frame and a later one of the same packet.
 * cable: out at one end of a veth, in at its other end.
 * bridged: in at a port, out at another of the same bridge (netfilter of the IP layer does not see it).
 * to-host: in at a port, in at the bridge itself: the host behind the bridge takes it. from-host: out at the bridge, out at one of its ports.
 * stacked: an interface and the one it is built on (vlan, macvlan, ipvlan, vxlan whose frame is inside another).
 * forwarded: in at one interface, out at another of the same namespace, by the IP layer, through netfilter's hooks.
 * loopback: out and in at lo.
 * unobserved: nothing that was captured says how it came from there to here.
 */
export const TracedHop = z.object({
  /** Indices in the packet's frames. */
  from: z.number().int(),
  to: z.number().int(),
  kind: z.enum(["cable", "bridged", "to-host", "from-host", "stacked", "forwarded", "loopback", "unobserved"]),
  /** Addresses or ports differ between the two frames. */
  translated: z.enum(["source", "destination", "both"]).nullable(),
  /** The tracked connection that explains the translation, as it was read in this namespace during or after the trace; both tuples in it. */
  connection: Connection.nullable(),
  /** Namespace in which it was translated. */
  namespace: z.string().nullable(),
});
export type TracedHop = z.infer<typeof TracedHop>;

export const TracedPacket = z.object({
  /** Unique within the trace. */
  key: z.string(),
  /** tcp, udp, icmp, icmpv6, arp, or the number as text: "ip 47", "0x88cc". */
  protocol: z.string(),
  /** In the words of the protocol, language-free: "SYN", "SYN ACK", "echo request 3", "who-has 10.9.0.12 tell 10.9.0.1", "". */
  says: z.string(),
  /** Of the first frame, in bytes: what the packet carries above TCP, UDP or ICMP. */
  payloadBytes: z.number().int(),
  /** In the order of time. */
  frames: z.array(TracedFrame).min(1),
  /**
   * How frame `to` came about from an earlier frame `from`. A bridge that does not know the address copies a frame to several ports: then
   * several hops have the same `from`. A frame that no hop leads to, other than the first, was captured without its way there.
   */
  hops: z.array(TracedHop),
});
export type TracedPacket = z.infer<typeof TracedPacket>;

export const PacketTrace = z.object({
  /** Unique. */
  id: z.string(),
  /** capturing: packets is still empty, the numbers grow. */
  state: z.enum(["capturing", "ended"]),
  /** Unix ms on sandboxd's clock. */
  startedAt: z.number(),
  /** When it ends by itself, or when it ended. */
  endsAt: z.number(),
  endedBecause: z.enum(["time", "stopped", "full", "sandbox", "failed"]).nullable(),
  /** Frames captured. */
  frames: z.number().int(),
  /** Frames the kernel dropped because they came faster than they were read (PACKET_STATISTICS). */
  dropped: z.number().int(),
  /** Which namespaces were listened in; unread: why not in this one. */
  namespaces: z.array(z.object({ key: z.string(), unread: Reason.nullable() })),
  packets: z.array(TracedPacket),
});
export type PacketTrace = z.infer<typeof PacketTrace>;
