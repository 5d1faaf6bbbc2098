/** Names as iproute2 writes them; a number that has none is itself. include/uapi/linux/rtnetlink.h */
const SCOPES: Record<number, string> = { 0: "global", 200: "site", 253: "link", 254: "host", 255: "nowhere" };
const TABLES: Record<number, string> = { 253: "default", 254: "main", 255: "local" };
const PROTOCOLS: Record<number, string> = {
  0: "unspec",
  1: "redirect",
  2: "kernel",
  3: "boot",
  4: "static",
  8: "gated",
  9: "ra",
  10: "mrt",
  11: "zebra",
  12: "bird",
  16: "dhcp",
  18: "keepalived",
  42: "babel",
  186: "bgp",
  187: "isis",
  188: "ospf",
  189: "rip",
  192: "eigrp",
};
const TYPES = [
  "unspec",
  "unicast",
  "local",
  "broadcast",
  "anycast",
  "multicast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
  "nat",
  "xresolve",
];

export const scopeName = (scope: number): string => SCOPES[scope] ?? String(scope);
export const tableName = (table: number): string => TABLES[table] ?? String(table);
export const protocolName = (protocol: number): string => PROTOCOLS[protocol] ?? String(protocol);
export const routeTypeName = (type: number): string => TYPES[type] ?? String(type);
