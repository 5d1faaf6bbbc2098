import { expect } from "vitest";
import type { Link, NetworkNamespace, NetworkPart } from "../../../../../lib/contract/kernel/network.ts";
import { toVisible } from "../../proc/byte-text.ts";

type Json = Record<string, unknown>;
type Stats = { packets: number; bytes: number; dropped: number };
type IpLink = Json & {
  ifindex: number;
  ifname: string;
  flags: string[];
  addr_info: Json[];
  linkinfo?: { info_kind?: string; info_data?: Json; info_slave_data?: Json };
  stats64: { rx: Stats; tx: Stats };
};
type Place = {
  inode: number;
  forwarding: boolean;
  links: IpLink[];
  routes: Json[];
  neighbours: Json[];
  fdb: Json[];
};
/** What oracle.py printed. */
export type Seen = { namespaces: Record<string, Place>; frames?: { sent: [string, number]; arrived: [string, string] }[] };

const text = (value: unknown): string | null => (value === undefined ? null : toVisible(String(value)));
const sorted = (rows: unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

/** Both as plain facts, by namespace, so that a difference reads as one. Keys become names: they are compared by identity elsewhere. */
export function toFacts(part: NetworkPart): Record<string, unknown> {
  return Object.fromEntries(
    part.namespaces.map((namespace) => [namespace.initial ? "" : namespace.names[0], namespaceFacts(namespace)]),
  );
}

function namespaceFacts(namespace: NetworkNamespace) {
  expect(namespace.unread).toBeNull();
  const nameOf = (key: string | null) =>
    namespace.links.find((link) => link.key === key)?.name ?? (key === null ? null : "elsewhere");
  return {
    inode: namespace.inode,
    forwarding: namespace.forwarding,
    links: sorted(namespace.links.map((link) => linkFacts(link, nameOf))),
    addresses: sorted(
      namespace.links.flatMap(({ name, addresses }) =>
        addresses.map(({ family, address, prefix, scope, broadcast, flags }) => [
          name,
          family,
          address,
          prefix,
          scope,
          broadcast,
          flags.includes("tentative"),
          flags.includes("nodad"),
        ]),
      ),
    ),
    routes: sorted(
      namespace.routes.map(({ family, destination, via, link, source, metric, type, protocol, scope, table }) => [
        family,
        destination,
        via,
        nameOf(link),
        source,
        metric,
        type,
        protocol,
        scope,
        table,
      ]),
    ),
    neighbours: sorted(namespace.neighbours.map(({ link, address, mac, state }) => [nameOf(link), address, mac, state])),
    fdb: sorted(
      namespace.fdb.map(({ link, bridge, mac, vlan, remote, learned }) => [
        nameOf(link),
        nameOf(bridge),
        mac,
        vlan,
        remote,
        learned,
      ]),
    ),
  };
}

const linkFacts = (link: Link, nameOf: (key: string | null) => string | null) => ({
  name: link.name,
  ifindex: link.ifindex,
  kind: link.kind,
  up: link.up,
  carrier: link.carrier,
  operstate: link.operstate,
  mtu: link.mtu,
  mac: link.mac,
  promiscuous: link.promiscuous,
  alias: link.alias,
  master: nameOf(link.master),
  detail: [link.detail.vni, link.detail.remote, link.detail.port, link.detail.mode, link.detail.tun, link.detail.ageingSeconds],
  port: link.port && [link.port.state, link.port.learning, link.port.hairpin],
});

/** The same facts from ip's answers. */
export function toSeenFacts({ namespaces }: Seen): Record<string, unknown> {
  return Object.fromEntries(Object.entries(namespaces).map(([name, place]) => [toVisible(name), placeFacts(place)]));
}

function placeFacts({ inode, forwarding, links, routes, neighbours, fdb }: Place) {
  const kinds = new Map(links.map((link) => [link.ifname, link.linkinfo?.info_kind ?? "loopback"]));
  return {
    inode,
    forwarding,
    links: sorted(links.map(seenLink)),
    addresses: sorted(
      links.flatMap(({ ifname, addr_info }) =>
        addr_info.map((one) => [
          text(ifname),
          one.family,
          one.local,
          one.prefixlen,
          one.scope,
          one.broadcast ?? null,
          Boolean(one.tentative),
          Boolean(one.nodad),
        ]),
      ),
    ),
    routes: sorted(routes.flatMap(seenRoutes)),
    neighbours: sorted(
      neighbours
        .map((one) => [text(one.dev), String(one.dst), macOf(one.lladdr), (one.state as string[])[0]] as const)
        .filter(
          ([dev, dst, , state]) =>
            kinds.get(String(dev)) !== "loopback" && !(state === "NOARP" && /^(ff|22[4-9]|2[34]\d)/.test(dst)),
        ),
    ),
    fdb: sorted(
      fdb
        .filter((one) => one.master !== undefined || kinds.get(String(one.ifname)) === "vxlan")
        .filter((one) => one.mac !== undefined)
        .map((one) => [
          text(one.ifname),
          text(one.master),
          one.mac,
          one.vlan ?? null,
          one.dst ?? null,
          !["permanent", "static"].includes(String(one.state)),
        ]),
    ),
  };
}

/** On an interface without addresses ip prints bytes that are none. */
const macOf = (value: unknown): string | null => (/^(..:){5}..$/.test(String(value)) ? String(value) : null);

function seenLink({ ifindex, ifname, flags, linkinfo, ...link }: IpLink) {
  const data = linkinfo?.info_data ?? {};
  const kind = linkinfo?.info_kind ?? (flags.includes("LOOPBACK") ? "loopback" : "");
  const port = linkinfo?.info_slave_data;
  const isVxlan = kind === "vxlan";
  return {
    name: text(ifname),
    ifindex,
    kind,
    up: flags.includes("UP"),
    carrier: flags.includes("LOWER_UP"),
    operstate: String(link.operstate).toLowerCase(),
    mtu: link.mtu,
    mac: link.address ?? null,
    promiscuous: Number(link.promiscuity) > 0,
    alias: text(link.ifalias),
    master: text(link.master),
    detail: [
      isVxlan ? data.id : undefined,
      isVxlan ? (data.remote ?? null) : undefined,
      isVxlan ? data.port : undefined,
      kind === "macvlan" ? data.mode : undefined,
      kind === "tun" ? data.type : undefined,
      kind === "bridge" ? Number(data.ageing_time) / 100 : undefined,
    ],
    port: port ? [port.state, port.learning, port.hairpin] : null,
  };
}

function seenRoutes(route: Json) {
  // ip tells no family; only an IPv6 route has a preference.
  const family = route.pref === undefined ? "inet" : "inet6";
  const via = (hop: Json) => hop.gateway ?? (hop.via as Json | undefined)?.host ?? null;
  const dst = String(route.dst);
  const destination = dst === "default" || dst.includes("/") ? dst : `${dst}/${family === "inet" ? 32 : 128}`;
  return ((route.nexthops as Json[] | undefined) ?? [route]).map((hop) => [
    family,
    destination,
    via(hop),
    text(hop.dev),
    route.prefsrc ?? null,
    route.metric ?? 0,
    route.type,
    route.protocol,
    route.scope,
    route.table,
  ]);
}

/** Counters only grow: what was read lies between what ip said before and after. */
export function checkNumbers(part: NetworkPart, before: Seen, after: Seen): void {
  for (const namespace of part.namespaces)
    for (const link of namespace.links) {
      const of = ({ namespaces }: Seen) => {
        const place = Object.entries(namespaces).find(([name]) => toVisible(name) === (namespace.names[0] ?? ""))?.[1];
        const stats = place?.links.find(({ ifindex }) => ifindex === link.ifindex)?.stats64;
        return stats && [stats.rx.packets, stats.tx.packets, stats.rx.bytes, stats.tx.bytes, stats.rx.dropped, stats.tx.dropped];
      };
      const [least, most] = [of(before), of(after)];
      const { rxPackets, txPackets, rxBytes, txBytes, rxDropped, txDropped } = link.numbers;
      for (const [index, value] of [rxPackets, txPackets, rxBytes, txBytes, rxDropped, txDropped].entries()) {
        if (least) expect([link.name, index, value >= least[index]!]).toEqual([link.name, index, true]);
        if (most) expect([link.name, index, value <= most[index]!]).toEqual([link.name, index, true]);
      }
    }
}
