import type { TracedFrame, TracedPacket } from "../../../../../lib/contract/kernel/packet-trace.ts";
import type { ConnectionHistory } from "./connection-history.ts";
import { correlateFrames } from "./correlate-frames.ts";
import { parseFrame } from "./frames/parse-frame.ts";
import type { Sighting } from "./hop-between.ts";
import type { LinkHistory } from "./link-history.ts";
import type { RawFrame } from "./packet-socket.ts";

/** As a packet socket heard it, `at` in nanoseconds since the trace began. */
export type CapturedFrame = RawFrame & { namespace: string };

/** IANA's port of VXLAN and the one that Linux takes where none is said. */
const USUAL_VXLAN_PORTS = [4789, 8472];
const MICROSECOND = 1e3;
const MILLISECOND = 1e6;

/** The frames of a trace, which began at a time in Unix ms, as packets in the order of time. */
export function toPackets(
  captured: readonly CapturedFrame[],
  { startedAt, links, connections }: { startedAt: number; links: LinkHistory; connections: ConnectionHistory },
): TracedPacket[] {
  const vxlanPorts = new Set([...USUAL_VXLAN_PORTS, ...links.vxlanPorts]);
  const sightings = captured.map(
    ({ namespace, ifindex, outgoing, at, length, ...raw }): Sighting => ({
      ...{ namespace, ifindex, outgoing, at, length },
      frame: parseFrame(raw.data, { hardware: raw.hardware, protocol: raw.protocol, length, vxlanPorts }),
      facts: links.at(namespace, ifindex, startedAt + at / MILLISECOND),
    }),
  );
  const packets = correlateFrames(sightings, (namespace) => connections.in(namespace));
  return packets.map(({ sightings: seen, hops }, index) => {
    const { protocol, says, payloadBytes } = seen[0]!.frame;
    return { key: `packet-${index}`, protocol, says, payloadBytes, frames: seen.map((one) => toTracedFrame(one, links)), hops };
  });
}

function toTracedFrame({ namespace, ifindex, outgoing, at, length, frame, facts }: Sighting, links: LinkHistory): TracedFrame {
  const known = facts[0];
  return {
    namespace,
    link: known && links.isPresent(known.key) ? known.key : null,
    ifindex,
    // No interface can be called so: no space is allowed in a name (dev_valid_name).
    name: known?.name ?? `# ${ifindex}`,
    direction: outgoing ? "out" : "in",
    at: Math.max(0, Math.round(at / MICROSECOND)),
    bytes: length,
    sourceMac: frame.sourceMac,
    destinationMac: frame.destinationMac,
    source: frame.source,
    destination: frame.destination,
    sourcePort: frame.sourcePort,
    destinationPort: frame.destinationPort,
    ttl: frame.ttl,
  };
}
