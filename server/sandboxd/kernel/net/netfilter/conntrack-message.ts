import type { Connection } from "../../../../../lib/contract/kernel/network.ts";
import { eachAttribute, type NetlinkMessage, NLM_F, toRequest } from "../netlink/nlmsg.ts";
import { toAddressText } from "../rtnetlink/ip-address.ts";

/** include/uapi/linux/netfilter/nfnetlink_conntrack.h. Numbers in attributes are big-endian. */
const NFNL_SUBSYS_CTNETLINK = 1;
const IPCTNL_MSG = { CT_GET: 1, CT_GET_STATS: 5 } as const;
const NFGENMSG = 4;
const request = (message: number, flags: number) =>
  toRequest((NFNL_SUBSYS_CTNETLINK << 8) | message, flags, Buffer.alloc(NFGENMSG));

export const connectionDump = (): Buffer => request(IPCTNL_MSG.CT_GET, NLM_F.DUMP);
/** How many there are: a dump looks through the host's whole table, which is not worth it for none. */
export const connectionCountQuestion = (): Buffer => request(IPCTNL_MSG.CT_GET_STATS, 0);

export function parseConnectionCount({ buffer, start, end }: NetlinkMessage): number {
  let count = 0;
  eachAttribute(buffer, start + NFGENMSG, end, (type, at) => {
    if (type === 1) count = buffer.readUInt32BE(at);
  });
  return count;
}

const CTA = { ORIG: 1, REPLY: 2, STATUS: 3, PROTOINFO: 4, TIMEOUT: 7, ID: 12 } as const;
/** IPS_*, nf_conntrack_common.h */
const IPS = { SEEN_REPLY: 0x2, ASSURED: 0x4, SRC_NAT: 0x10, DST_NAT: 0x20 } as const;
const PROTOCOLS: Record<number, string> = {
  1: "icmp",
  2: "igmp",
  6: "tcp",
  17: "udp",
  33: "dccp",
  47: "gre",
  58: "icmpv6",
  132: "sctp",
  136: "udplite",
};
/** enum tcp_conntrack */
const TCP_STATES = [
  "NONE",
  "SYN_SENT",
  "SYN_RECV",
  "ESTABLISHED",
  "FIN_WAIT",
  "CLOSE_WAIT",
  "LAST_ACK",
  "TIME_WAIT",
  "CLOSE",
  "SYN_SENT2",
];

/** The key is the kernel's id of the entry, to be made unique. */
export function parseConnection({ buffer, start, end }: NetlinkMessage): Connection {
  let [status, timeout, id] = [0, 0, 0];
  let state: string | null = null;
  let [original, reply] = [NO_TUPLE, NO_TUPLE];
  eachAttribute(buffer, start + NFGENMSG, end, (type, at, length) => {
    if (type === CTA.ORIG) original = parseTuple(buffer, at, at + length);
    else if (type === CTA.REPLY) reply = parseTuple(buffer, at, at + length);
    else if (type === CTA.STATUS) status = buffer.readUInt32BE(at);
    else if (type === CTA.TIMEOUT) timeout = buffer.readUInt32BE(at);
    else if (type === CTA.ID) id = buffer.readUInt32BE(at);
    else if (type === CTA.PROTOINFO) state = parseTcpState(buffer, at, at + length);
  });
  const { protocol, ...tuple } = original;
  const { protocol: _, ...back } = reply;
  return {
    key: String(id),
    protocol: PROTOCOLS[protocol] ?? String(protocol),
    original: tuple,
    reply: back,
    state,
    snat: (status & IPS.SRC_NAT) !== 0,
    dnat: (status & IPS.DST_NAT) !== 0,
    replied: (status & IPS.SEEN_REPLY) !== 0,
    assured: (status & IPS.ASSURED) !== 0,
    numbers: { timeout },
  };
}

type Tuple = Connection["original"] & { protocol: number };
const NO_TUPLE: Tuple = { protocol: 0, source: "", destination: "", sourcePort: null, destinationPort: null };

/** CTA_TUPLE_IP holds addresses, CTA_TUPLE_PROTO the protocol and what it has in place of ports. */
function parseTuple(buffer: Buffer, start: number, end: number): Tuple {
  const tuple = { ...NO_TUPLE };
  eachAttribute(buffer, start, end, (part, from, size) => {
    eachAttribute(buffer, from, from + size, (type, at, length) => {
      if (part === 1) {
        if (type === 1 || type === 3) tuple.source = toAddressText(buffer, at, length);
        else if (type === 2 || type === 4) tuple.destination = toAddressText(buffer, at, length);
      } else if (part === 2) takeProtocol(tuple, type, buffer, at);
    });
  });
  return tuple;
}

function takeProtocol(tuple: Tuple, type: number, buffer: Buffer, at: number): void {
  if (type === 1) tuple.protocol = buffer[at]!;
  else if (type === 2) tuple.sourcePort = buffer.readUInt16BE(at);
  else if (type === 3) tuple.destinationPort = buffer.readUInt16BE(at);
  // CTA_PROTO_ICMP_ID, CTA_PROTO_ICMPV6_ID
  else if (type === 4 || type === 7) tuple.sourcePort = tuple.destinationPort = buffer.readUInt16BE(at);
}

/** CTA_PROTOINFO_TCP, CTA_PROTOINFO_TCP_STATE */
function parseTcpState(buffer: Buffer, start: number, end: number): string | null {
  let state: string | null = null;
  eachAttribute(buffer, start, end, (type, from, size) => {
    if (type !== 1) return;
    eachAttribute(buffer, from, from + size, (inner, at) => {
      if (inner === 1) state = TCP_STATES[buffer[at]!] ?? String(buffer[at]);
    });
  });
  return state;
}
