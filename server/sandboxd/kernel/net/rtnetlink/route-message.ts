import type { Route } from "../../../../../lib/contract/kernel/network.ts";
import { eachAttribute, type NetlinkMessage, NLM_F, toRequest } from "../netlink/nlmsg.ts";
import { ADDRESS_LENGTH, toAddressText, toPrefixText } from "./ip-address.ts";
import { protocolName, routeTypeName, scopeName, tableName } from "./route-words.ts";

const RTM_GETROUTE = 26;
/** struct rtmsg, all zero: every table of both families. */
export const routeDump = (): Buffer => toRequest(RTM_GETROUTE, NLM_F.DUMP, Buffer.alloc(12));

/** A route with the ifindex it goes out by; one with several next hops becomes several. */
export type RouteMessage = Omit<Route, "key" | "link"> & { ifindex: number | null };

const RTA = { DST: 1, OIF: 4, GATEWAY: 5, PRIORITY: 6, PREFSRC: 7, MULTIPATH: 9, TABLE: 15, VIA: 18 } as const;
const FAMILIES: Record<number, "inet" | "inet6"> = { 2: "inet", 10: "inet6" };
/** struct rtnexthop: length, flags, hops, ifindex; its attributes follow. */
const NEXTHOP = 8;

/** None for a family that is neither IPv4 nor IPv6. */
export function parseRoutes({ buffer, start, end }: NetlinkMessage): RouteMessage[] {
  const family = FAMILIES[buffer[start]!];
  if (!family) return [];
  let table = buffer[start + 4]!;
  let metric = 0;
  let source: string | null = null;
  let destination: { at: number; length: number } = { at: 0, length: 0 };
  let several: { at: number; length: number } | null = null;
  const hop: Hop = { via: null, ifindex: null };
  eachAttribute(buffer, start + 12, end, (type, at, length) => {
    if (type === RTA.DST) destination = { at, length };
    else if (type === RTA.PRIORITY) metric = buffer.readUInt32LE(at);
    else if (type === RTA.PREFSRC) source = toAddressText(buffer, at, length);
    else if (type === RTA.TABLE) table = buffer.readUInt32LE(at);
    else if (type === RTA.MULTIPATH) several = { at, length };
    else takeHop(hop, type, buffer, at, length);
  });
  const route = {
    family,
    destination: toPrefixText(buffer[start]!, buffer, destination.at, destination.length, buffer[start + 1]!),
    source,
    metric,
    type: routeTypeName(buffer[start + 7]!),
    protocol: protocolName(buffer[start + 5]!),
    scope: scopeName(buffer[start + 6]!),
    table: tableName(table),
  };
  const hops = several === null ? [hop] : parseHops(buffer, several);
  return hops.map((one) => ({ ...route, ...one }));
}

type Hop = { via: string | null; ifindex: number | null };

function takeHop(hop: Hop, type: number, buffer: Buffer, at: number, length: number): void {
  if (type === RTA.OIF) hop.ifindex = buffer.readUInt32LE(at);
  else if (type === RTA.GATEWAY) hop.via = toAddressText(buffer, at, length);
  // struct rtvia: an address of another family.
  else if (type === RTA.VIA) hop.via = toAddressText(buffer, at + 2, ADDRESS_LENGTH[buffer.readUInt16LE(at)] ?? length - 2);
}

function parseHops(buffer: Buffer, { at: start, length }: { at: number; length: number }): Hop[] {
  const hops: Hop[] = [];
  for (let at = start; at + NEXTHOP <= start + length; ) {
    const size = buffer.readUInt16LE(at);
    if (size < NEXTHOP) break;
    const hop: Hop = { via: null, ifindex: buffer.readInt32LE(at + 4) };
    eachAttribute(buffer, at + NEXTHOP, at + size, (type, value, inner) => takeHop(hop, type, buffer, value, inner));
    hops.push(hop);
    at += (size + 3) & ~3;
  }
  return hops;
}
