import { bytesAsText, type IpContext, type Segment } from "./parsed-frame.ts";

/** The flags of a TCP header by their bits, in the order in which people say them. */
const FLAGS = [
  [0x02, "SYN"],
  [0x01, "FIN"],
  [0x04, "RST"],
  [0x08, "PSH"],
  [0x20, "URG"],
  [0x10, "ACK"],
] as const;
const FLAG_BITS = 0x3f;
const TCP_HEADER = 20;
const UDP_HEADER = 8;
const VXLAN_HEADER = 8;
/** The bit that says that the network's identifier is there (RFC 7348). */
const HAS_VNI = 0x08;

/** A TCP segment (RFC 9293); null where its header was not captured whole. */
export function parseTcp(data: Buffer, start: number, end: number): Segment | null {
  if (data.length < start + TCP_HEADER || end < start + TCP_HEADER) return null;
  const header = Math.max(TCP_HEADER, (data[start + 12]! >> 4) * 4);
  const flags = data[start + 13]! & FLAG_BITS;
  const payload = Math.min(end, start + header);
  return {
    sourcePort: data.readUInt16BE(start),
    destinationPort: data.readUInt16BE(start + 2),
    says: FLAGS.flatMap(([bit, name]) => (flags & bit ? [name] : [])).join(" "),
    payloadBytes: end - payload,
    identity: `${data.readUInt32BE(start + 4)} ${data.readUInt32BE(start + 8)} ${flags} ${bytesAsText(data, payload, end)}`,
    distinct: true,
  };
}

/** A UDP datagram (RFC 768) and the frame in it, where VXLAN is spoken on its port; null where its header was not captured whole. */
export function parseUdp(data: Buffer, start: number, end: number, context: IpContext): Segment | null {
  if (data.length < start + UDP_HEADER || end < start + UDP_HEADER) return null;
  const destinationPort = data.readUInt16BE(start + 2);
  const payload = start + UDP_HEADER;
  const inside = context.vxlanPorts.has(destinationPort) ? parseVxlan(data, payload, end, destinationPort, context) : null;
  return {
    sourcePort: data.readUInt16BE(start),
    destinationPort,
    says: inside ? `vxlan ${inside.vni}` : "",
    payloadBytes: end - payload,
    identity: bytesAsText(data, payload, end),
    distinct: end - payload >= 16,
    inside,
  };
}

function parseVxlan(data: Buffer, start: number, end: number, port: number, context: IpContext): Segment["inside"] {
  if (data.length < start + VXLAN_HEADER || (data[start]! & HAS_VNI) === 0) return null;
  const frame = context.frameInside(start + VXLAN_HEADER, end);
  return frame && { vni: data.readUIntBE(start + 4, 3), port, frame };
}
