/** Addresses and ports of a packet; what has none of them is null. */
export type Endpoints = {
  source: string | null;
  destination: string | null;
  sourcePort: number | null;
  destinationPort: number | null;
};

/** What an IP datagram, an ARP message or anything else in a frame says of itself. */
export type Payload = Endpoints & {
  /** tcp, udp, icmp, icmpv6, arp, or a number as text: "ip 47", "0x88cc". */
  protocol: string;
  /** Built from numbers and addresses alone: nothing in here was chosen by a student as text. */
  says: string;
  /** What is carried above TCP, UDP or ICMP, in bytes. */
  payloadBytes: number;
  /** Time to live or hop limit. */
  ttl: number | null;
  /** Of an ICMP echo: connection tracking has it in the place of ports, and translation may change it. */
  echoId: number | null;
  /**
   * What forwarding and translation leave alone, as text: the same for one packet wherever it is seen. Never addresses, ports, checksums or
   * the time to live.
   */
  identity: string;
  /** Two different packets hardly have the same identity. */
  distinct: boolean;
  /** A frame in this one's VXLAN payload, with the network's identifier. */
  inside: { vni: number; port: number; frame: ParsedFrame } | null;
};

export type ParsedFrame = Payload & {
  sourceMac: string | null;
  destinationMac: string | null;
};

export type IpContext = {
  /** UDP ports on which VXLAN is spoken. */
  vxlanPorts: ReadonlySet<number>;
  /** The Ethernet frame from one place to another of the same data; null where frames are nested too deep to look. */
  frameInside(start: number, end: number): ParsedFrame | null;
};

/** What a transport protocol says; the rest is IP's. */
export type Segment = Pick<Payload, "says" | "payloadBytes" | "identity" | "distinct"> &
  Partial<Pick<Payload, "sourcePort" | "destinationPort" | "echoId" | "inside">>;

export const NO_ENDPOINTS: Endpoints = { source: null, destination: null, sourcePort: null, destinationPort: null };

/** So many bytes of a payload tell packets apart. A frame inside another is seen 50 bytes less far than by itself. */
const BYTES_COMPARED = 48;

/** Bytes of a payload as text, as far as they were captured. */
export const bytesAsText = (data: Buffer, start: number, end: number): string =>
  data.toString("latin1", start, Math.max(start, Math.min(end, start + BYTES_COMPARED)));

/** What nothing is known of but its bytes, which end at `end` on the wire. */
export function toUnknown(protocol: string, data: Buffer, start: number, end: number): Payload {
  const length = Math.max(0, end - start);
  return {
    ...NO_ENDPOINTS,
    protocol,
    says: "",
    payloadBytes: length,
    ttl: null,
    echoId: null,
    identity: `${protocol} ${length} ${bytesAsText(data, start, end)}`,
    distinct: length >= 16,
    inside: null,
  };
}
