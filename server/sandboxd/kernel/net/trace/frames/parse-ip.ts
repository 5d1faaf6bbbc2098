import { toAddressText } from "../../rtnetlink/ip-address.ts";
import { parseIcmp, parseIcmpv6 } from "./parse-icmp.ts";
import { parseTcp, parseUdp } from "./parse-transport.ts";
import { bytesAsText, type IpContext, NO_ENDPOINTS, type Payload, type Segment } from "./parsed-frame.ts";

const IPV4_HEADER = 20;
const IPV6_HEADER = 40;

/** An IPv4 datagram (RFC 791) that ends at `end` at the latest; null where that is none or its header was not captured whole. */
export function parseIpv4(data: Buffer, start: number, end: number, context: IpContext): Payload | null {
  if (data.length < start + IPV4_HEADER || data[start]! >> 4 !== 4) return null;
  const header = (data[start]! & 0x0f) * 4;
  const total = data.readUInt16BE(start + 2);
  if (header < IPV4_HEADER || data.length < start + header) return null;
  // 0: larger than 64 KiB and not cut yet (BIG TCP). Behind a shorter length lies padding.
  const stop = total === 0 ? end : Math.min(end, start + Math.max(total, header));
  const id = data.readUInt16BE(start + 4);
  const fragment = data.readUInt16BE(start + 6);
  const offset = (fragment & 0x1fff) * 8;
  const more = (fragment & 0x2000) !== 0;
  return toDatagram(data, start + header, stop, context, {
    number: data[start + 9]!,
    source: toAddressText(data, start + 12, 4),
    destination: toAddressText(data, start + 16, 4),
    ttl: data[start + 8]!,
    // Of a datagram that is never cut it may be 0, and is then no name (RFC 6864).
    identity: `4 ${id === 0 ? "" : id} ${offset}${more ? "+" : ""}`,
    hasId: id !== 0,
    fragmentOffset: offset,
  });
}

/** Extension headers that say where the next one begins (RFC 8200): hop-by-hop, routing, destination options; authentication counts otherwise. */
const EXTENSIONS = new Set([0, 43, 60, 51]);
const AUTHENTICATION = 51;
const FRAGMENT = 44;
const MOST_EXTENSIONS = 8;

/** An IPv6 datagram that ends at `end` at the latest; null where that is none or its header was not captured whole. */
export function parseIpv6(data: Buffer, start: number, end: number, context: IpContext): Payload | null {
  if (data.length < start + IPV6_HEADER || data[start]! >> 4 !== 6) return null;
  const length = data.readUInt16BE(start + 4);
  const stop = length === 0 ? end : Math.min(end, start + IPV6_HEADER + length);
  let number = data[start + 6]!;
  let at = start + IPV6_HEADER;
  let [fragmentOffset, identity, hasId] = [0, "6", false];
  for (let count = 0; count < MOST_EXTENSIONS && data.length >= at + 8; count++) {
    if (number === FRAGMENT) {
      const fragment = data.readUInt16BE(at + 2);
      fragmentOffset = fragment & 0xfff8;
      identity = `6 ${data.readUInt32BE(at + 4)} ${fragmentOffset}${fragment & 1 ? "+" : ""}`;
      hasId = true;
      number = data[at]!;
      at += 8;
      // What follows in a later fragment is no header.
      if (fragmentOffset > 0) break;
    } else if (EXTENSIONS.has(number)) {
      const size = number === AUTHENTICATION ? (data[at + 1]! + 2) * 4 : (data[at + 1]! + 1) * 8;
      number = data[at]!;
      at += size;
    } else break;
  }
  const source = toAddressText(data, start + 8, 16);
  const destination = toAddressText(data, start + 24, 16);
  const ttl = data[start + 7]!;
  return toDatagram(data, at, stop, context, {
    ...{ number, source, destination, ttl, identity, hasId, fragmentOffset },
  });
}

type Datagram = {
  /** IANA's number of what it carries. */
  number: number;
  source: string;
  destination: string;
  ttl: number;
  identity: string;
  hasId: boolean;
  fragmentOffset: number;
};
type Protocol = {
  name: string;
  parse(data: Buffer, start: number, end: number, context: IpContext): Segment | null;
};

const PROTOCOLS: Record<number, Protocol> = {
  1: {
    name: "icmp",
    parse: (data, start, end, context) => parseIcmp(data, start, end, (at) => parseIpv4(data, at, end, context)),
  },
  6: { name: "tcp", parse: parseTcp },
  17: { name: "udp", parse: parseUdp },
  58: {
    name: "icmpv6",
    parse: (data, start, end, context) => parseIcmpv6(data, start, end, (at) => parseIpv6(data, at, end, context)),
  },
};

function toDatagram(data: Buffer, start: number, stop: number, context: IpContext, datagram: Datagram): Payload {
  const end = Math.max(start, stop);
  const { number, source, destination, ttl, identity, hasId, fragmentOffset } = datagram;
  const known = PROTOCOLS[number];
  const protocol = known?.name ?? `ip ${number}`;
  const length = end - start;
  const segment: Segment = (fragmentOffset === 0 && known?.parse(data, start, end, context)) || {
    says: fragmentOffset > 0 ? `fragment at ${fragmentOffset}` : "",
    payloadBytes: length,
    identity: bytesAsText(data, start, end),
    distinct: length >= 16,
  };
  return {
    ...NO_ENDPOINTS,
    ...{ source, destination, protocol, ttl, echoId: null, inside: null },
    ...segment,
    identity: `${identity} ${protocol} ${length} ${segment.identity}`,
    distinct: hasId || segment.distinct,
  };
}
