import type { LinkNumbers } from "../../../../../lib/contract/kernel/network.ts";
import { type ByteString, toVisible, toVisibleCut } from "../../proc/byte-text.ts";
import { bytesOf, eachAttribute, type NetlinkMessage, NLM_F, toRequest } from "../netlink/nlmsg.ts";
import { toMacText } from "./ip-address.ts";
import { type LinkInfo, parseLinkInfo } from "./link-info.ts";

const RTM_GETLINK = 18;
const IFLA_EXT_MASK = 29;

/** struct ifinfomsg, all zero: every interface of the namespace. */
export const linkDump = (): Buffer => toRequest(RTM_GETLINK, NLM_F.DUMP, Buffer.alloc(16), []);

/** Interfaces as bridges see them, with the VLANs of their ports in ranges. */
export function bridgeVlanDump(): Buffer {
  const header = Buffer.alloc(16);
  header[0] = AF_BRIDGE;
  return toRequest(RTM_GETLINK, NLM_F.DUMP, header, [[IFLA_EXT_MASK, RTEXT_FILTER_BRVLAN_COMPRESSED]]);
}
export const AF_BRIDGE = 7;
const RTEXT_FILTER_BRVLAN_COMPRESSED = 4;

/** include/uapi/linux/if.h */
const IFF = { UP: 0x1, LOOPBACK: 0x8, LOWER_UP: 0x10000 } as const;
/** IF_OPER_*, RFC 2863 */
const OPERSTATES = ["unknown", "notpresent", "down", "lowerlayerdown", "testing", "dormant", "up"];

/** An alias may be 255 bytes long; what is longer when shown is cut. */
const MOST_ALIAS = 256;

/** An interface as RTM_NEWLINK tells it. Numbers of other interfaces are of the namespace it is in unless another is named. */
export type LinkMessage = {
  ifindex: number;
  /** ARPHRD_*: what kind of frames it carries. */
  hardware: number;
  name: string;
  up: boolean;
  carrier: boolean;
  operstate: string;
  mtu: number;
  mac: string | null;
  promiscuous: boolean;
  alias: string | null;
  /** ifindex of its bridge; 0 without one. */
  master: number;
  /** IFLA_LINK: ifindex of the veth's other end, or of what it is built on; null without one. */
  lower: number | null;
  /** IFLA_LINK_NETNSID: in which namespace `lower` lies, by this namespace's own numbering; null: in this one. -1: it has no number. */
  lowerNamespace: number | null;
  info: LinkInfo;
  numbers: LinkNumbers;
};

export function parseLink({ buffer, start, end }: NetlinkMessage): LinkMessage {
  const flags = buffer.readUInt32LE(start + 8);
  const link: LinkMessage = {
    ifindex: buffer.readInt32LE(start + 4),
    hardware: buffer.readUInt16LE(start + 2),
    name: "",
    up: (flags & IFF.UP) !== 0,
    carrier: (flags & IFF.LOWER_UP) !== 0,
    operstate: "unknown",
    mtu: 0,
    mac: null,
    promiscuous: false,
    alias: null,
    master: 0,
    lower: null,
    lowerNamespace: null,
    info: { kind: flags & IFF.LOOPBACK ? "loopback" : "", detail: {}, port: null },
    numbers: { rxPackets: 0, txPackets: 0, rxBytes: 0, txBytes: 0, rxDropped: 0, txDropped: 0 },
  };
  eachAttribute(buffer, start + 16, end, (type, at, length) => {
    take[type]?.(link, buffer, at, length);
  });
  return link;
}

const text = (buffer: Buffer, at: number, length: number): ByteString => bytesOf(buffer, at, length);

type Take = (link: LinkMessage, buffer: Buffer, at: number, length: number) => void;
/** By attribute (include/uapi/linux/if_link.h). */
const byAttribute: Record<number, Take> = {
  // IFLA_ADDRESS
  1: (link, buffer, at, length) => {
    link.mac = toMacText(buffer, at, length);
  },
  // IFLA_IFNAME: any bytes but NUL, slash, colon and white space (dev_valid_name)
  3: (link, buffer, at, length) => {
    link.name = toVisible(text(buffer, at, length));
  },
  // IFLA_MTU
  4: (link, buffer, at) => {
    link.mtu = buffer.readUInt32LE(at);
  },
  // IFLA_LINK
  5: (link, buffer, at) => {
    link.lower = buffer.readInt32LE(at) || link.lower;
  },
  // IFLA_MASTER
  10: (link, buffer, at) => {
    link.master = buffer.readInt32LE(at);
  },
  // IFLA_OPERSTATE
  16: (link, buffer, at) => {
    link.operstate = OPERSTATES[buffer[at]!] ?? String(buffer[at]);
  },
  // IFLA_LINKINFO
  18: (link, buffer, at, length) => {
    link.info = parseLinkInfo(buffer, at, at + length, link.info.kind);
    link.lower ??= link.info.lower ?? null;
  },
  // IFLA_IFALIAS
  20: (link, buffer, at, length) => {
    link.alias = toVisibleCut(text(buffer, at, length), MOST_ALIAS);
  },
  // IFLA_STATS64: struct rtnl_link_stats64, 64 bits each
  23: (link, buffer, at, length) => {
    if (length >= 64) link.numbers = parseStats(buffer, at);
  },
  // IFLA_PROMISCUITY: how many ask for every frame, a bridge and a tcpdump among them; IFF_PROMISC shows only what "ip link" switched on
  30: (link, buffer, at) => {
    link.promiscuous = buffer.readUInt32LE(at) > 0;
  },
  // IFLA_LINK_NETNSID
  37: (link, buffer, at) => {
    link.lowerNamespace = buffer.readInt32LE(at);
  },
};

/** The same as an array, in which it is found faster. */
const take: (Take | undefined)[] = Array.from({ length: 64 }, (_, type) => byAttribute[type]);

/** 64 bits; exact up to 2^53, which no sandbox counts up to. */
const readCount = (buffer: Buffer, at: number): number => buffer.readUInt32LE(at) + buffer.readUInt32LE(at + 4) * 2 ** 32;

const parseStats = (buffer: Buffer, at: number): LinkNumbers => ({
  rxPackets: readCount(buffer, at),
  txPackets: readCount(buffer, at + 8),
  rxBytes: readCount(buffer, at + 16),
  txBytes: readCount(buffer, at + 24),
  rxDropped: readCount(buffer, at + 48),
  txDropped: readCount(buffer, at + 56),
});
