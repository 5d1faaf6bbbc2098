import type { FdbEntry, LinkAddress, Neighbour, Route } from "../../../../lib/contract/kernel/network.ts";
import type { OpenedNamespace } from "./open-namespaces.ts";
import { keyAt, type ReadLink } from "./read-links.ts";
import { addressDump, parseAddress } from "./rtnetlink/address-message.ts";
import { type PortVlans, parsePortVlans } from "./rtnetlink/bridge-vlans.ts";
import { bridgeVlanDump } from "./rtnetlink/link-message.ts";
import { fdbDump, neighbourDump, parseFdb, parseNeighbour } from "./rtnetlink/neighbour-message.ts";
import { parseRoutes, routeDump } from "./rtnetlink/route-message.ts";
import { forwardingQuestion, parseForwarding } from "./rtnetlink/small-questions.ts";
import { withUniqueKeys } from "./unique-keys.ts";

/** Rows that are listed of each table of a namespace. */
const MOST = { routes: 256, neighbours: 256, fdb: 512 } as const;
/** Rows that are looked at to choose those. */
const MOST_LOOKED_AT = 4_096;
const MOST_ADDRESSES = 2_048;

export type Tables = {
  forwarding: boolean;
  addresses: Map<number, LinkAddress[]>;
  vlans: Map<number, PortVlans["vlans"]>;
  routes: Route[];
  neighbours: Neighbour[];
  fdb: FdbEntry[];
  omitted: { routes: number; neighbours: number; fdb: number };
};

/** What a namespace has beside its interfaces. @throws SystemError, TooLate */
export function readTables(
  { route, scanned }: OpenedNamespace,
  links: readonly ReadLink[],
  keys: ReadonlyMap<string, string>,
): Tables {
  const keyOf = (ifindex: number) => keyAt(keys, scanned.key, ifindex);
  const kinds = new Map(links.map(({ ifindex, info }) => [ifindex, info.kind]));
  const hasBridge = links.some(({ info }) => info.kind === "bridge");
  const hasFilteringBridge = links.some(({ info }) => info.detail.vlanFiltering);
  const hasVxlan = links.some(({ info }) => info.kind === "vxlan");

  const addresses = route.dump(addressDump(), MOST_ADDRESSES, parseAddress).rows;
  const routes = route.dump(routeDump(), MOST_LOOKED_AT, parseRoutes);
  const neighbours = route.dump(neighbourDump(), MOST_LOOKED_AT, parseNeighbour);
  // Each asks every interface; no bridge and no vxlan, no database.
  const fdb = hasBridge || hasVxlan ? route.dump(fdbDump(), MOST_LOOKED_AT, parseFdb) : { rows: [], omitted: 0 };
  const vlans = hasFilteringBridge ? route.dump(bridgeVlanDump(), MOST_ADDRESSES, parsePortVlans).rows : [];

  const allRoutes = sortRoutes(routes.rows.flat()).map(({ ifindex, ...row }): Route => {
    const link = ifindex === null ? null : keyOf(ifindex);
    const { family, table, destination, metric, type, via } = row;
    return { key: [scanned.key, "route", family, table, destination, metric, type, via, link].join("/"), ...row, link };
  });
  const allNeighbours = neighbours.rows.flatMap(({ ifindex, ...row }): Neighbour[] => {
    const link = keyOf(ifindex);
    // The loopback's own entries (127.0.0.1, NOARP) are the kernel's note that nothing is to be asked for.
    return link === null || kinds.get(ifindex) === "loopback" ? [] : [{ key: `${link}/neighbour/${row.address}`, link, ...row }];
  });
  const allFdb = fdb.rows.flatMap(({ ifindex, bridge, ...row }): FdbEntry[] => {
    const link = keyOf(ifindex);
    // Ordinary interfaces list the addresses they listen to; that is no forwarding database.
    if (link === null || (bridge === null && kinds.get(ifindex) !== "vxlan")) return [];
    const { mac, vlan, remote } = row;
    const key = [link, "fdb", bridge === null ? "self" : "bridge", mac, vlan, remote].join("/");
    return [{ key, link, bridge: bridge === null ? null : keyOf(bridge), ...row }];
  });
  return {
    forwarding: route.ask(forwardingQuestion(), parseForwarding) ?? false,
    addresses: new Map(
      [...Map.groupBy(addresses, ({ ifindex }) => ifindex)].map(([at, rows]) => [at, rows.map((row) => row.address)]),
    ),
    vlans: new Map(vlans.map((one) => [one.ifindex, one.vlans])),
    routes: withUniqueKeys(allRoutes.slice(0, MOST.routes)),
    neighbours: withUniqueKeys(allNeighbours.slice(0, MOST.neighbours)),
    fdb: withUniqueKeys(allFdb.slice(0, MOST.fdb)),
    omitted: {
      routes: routes.omitted + Math.max(0, allRoutes.length - MOST.routes),
      neighbours: neighbours.omitted + Math.max(0, allNeighbours.length - MOST.neighbours),
      fdb: fdb.omitted + Math.max(0, allFdb.length - MOST.fdb),
    },
  };
}

/** What people put there first, what the kernel makes for its own addresses last, so that a cap leaves the latter out. */
const sortRoutes = <T extends { table: string }>(routes: readonly T[]): T[] => {
  const rank = ({ table }: T) => (table === "main" ? 0 : table === "local" ? 2 : 1);
  return routes.toSorted((a, b) => rank(a) - rank(b));
};
