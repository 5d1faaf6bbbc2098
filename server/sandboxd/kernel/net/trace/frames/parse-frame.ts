import { toMacText } from "../../rtnetlink/ip-address.ts";
import { parseArp } from "./parse-arp.ts";
import { parseIpv4, parseIpv6 } from "./parse-ip.ts";
import { type IpContext, type ParsedFrame, type Payload, toUnknown } from "./parsed-frame.ts";

/** EtherTypes (include/uapi/linux/if_ether.h). */
const ETH = { IP: 0x0800, ARP: 0x0806, IPV6: 0x86dd, VLAN: 0x8100, PROVIDER_VLAN: 0x88a8 } as const;
/** Below this an EtherType is the length of an 802.2 frame, such as the spanning tree's. */
const LEAST_ETHERTYPE = 0x0600;
/** ARPHRD_ETHER, ARPHRD_LOOPBACK: their frames begin with an Ethernet header. */
const ETHERNET_LIKE = new Set([1, 772]);
const HEADER = 14;
/** Tags within tags, frames within frames: nobody sends more, except to keep us busy. */
const MOST_TAGS = 4;
const MOST_NESTED = 2;

export type FrameFacts = {
  /** ARPHRD_*, of the interface. */
  hardware: number;
  /** EtherType as the kernel tells it, for interfaces without an Ethernet header. */
  protocol: number;
  /** On the wire, in bytes, the link's header included. */
  length: number;
  /** UDP ports on which VXLAN is spoken. */
  vxlanPorts: ReadonlySet<number>;
};

/** Reads what was captured of a frame, which may be less than all of it, and anything at all: it never throws. */
export function parseFrame(data: Buffer, { hardware, protocol, length, vxlanPorts }: FrameFacts): ParsedFrame {
  const end = Math.max(length, data.length);
  if (ETHERNET_LIKE.has(hardware)) return parseEthernet(data, 0, end, { vxlanPorts, depth: 0 });
  return { sourceMac: null, destinationMac: null, ...parseByType(protocol, data, 0, end, { vxlanPorts, depth: 0 }) };
}

type Context = { vxlanPorts: ReadonlySet<number>; depth: number };

function parseEthernet(data: Buffer, start: number, end: number, context: Context): ParsedFrame {
  if (data.length < start + HEADER) return { sourceMac: null, destinationMac: null, ...toUnknown("ethernet", data, start, end) };
  const macs = { destinationMac: toMacText(data, start, 6), sourceMac: toMacText(data, start + 6, 6) };
  let at = start + 12;
  let type = data.readUInt16BE(at);
  for (let tags = 0; (type === ETH.VLAN || type === ETH.PROVIDER_VLAN) && tags < MOST_TAGS; tags++) {
    if (data.length < at + 6) return { ...macs, ...toUnknown(hexType(type), data, at, end) };
    at += 4;
    type = data.readUInt16BE(at);
  }
  return { ...macs, ...parseByType(type, data, at + 2, end, context) };
}

function parseByType(type: number, data: Buffer, start: number, end: number, context: Context): Payload {
  const ip: IpContext = {
    vxlanPorts: context.vxlanPorts,
    frameInside:
      context.depth >= MOST_NESTED
        ? () => null
        : (at, to) => parseEthernet(data, at, to, { ...context, depth: context.depth + 1 }),
  };
  const parsed =
    type === ETH.IP
      ? parseIpv4(data, start, end, ip)
      : type === ETH.IPV6
        ? parseIpv6(data, start, end, ip)
        : type === ETH.ARP
          ? parseArp(data, start)
          : null;
  if (parsed) return parsed;
  if (type < LEAST_ETHERTYPE && data.length > start)
    return toUnknown(`llc 0x${data[start]!.toString(16).padStart(2, "0")}`, data, start, end);
  return toUnknown(hexType(type), data, start, end);
}

const hexType = (type: number): string => `0x${type.toString(16).padStart(4, "0")}`;
