import type { Link } from "../../../../lib/contract/kernel/network.ts";
import { keyAt, type ReadLink } from "./read-links.ts";
import type { Tables } from "./read-tables.ts";

/** An interface as the view shows it. */
export function toLink(
  link: ReadLink,
  namespace: string,
  keys: ReadonlyMap<string, string>,
  { addresses, vlans }: Pick<Tables, "addresses" | "vlans">,
  holders: readonly string[],
  filteringBridges: ReadonlySet<number>,
): Link {
  const { ifindex, info, lowerAt, master } = link;
  const isVeth = info.kind === "veth";
  const lowerKey = lowerAt?.place ? keyAt(keys, lowerAt.place.namespace, lowerAt.place.ifindex) : null;
  // A number that leads to a namespace where nothing (listed) has that ifindex.
  const where = lowerAt?.where === "namespace" && lowerKey === null ? "unknown" : (lowerAt?.where ?? "unknown");
  return {
    key: keyAt(keys, namespace, ifindex)!,
    ifindex,
    name: link.name,
    kind: info.kind,
    up: link.up,
    carrier: link.carrier,
    operstate: link.operstate,
    mtu: link.mtu,
    mac: link.mac,
    promiscuous: link.promiscuous,
    alias: link.alias,
    master: master > 0 ? keyAt(keys, namespace, master) : null,
    peer: isVeth ? { key: lowerKey, where } : null,
    parent: isVeth ? null : lowerKey,
    detail: info.kind === "tun" ? { ...info.detail, holders: [...holders] } : info.detail,
    port: info.port && { ...info.port, vlans: filteringBridges.has(master) ? (vlans.get(ifindex) ?? []) : [] },
    addresses: addresses.get(ifindex) ?? [],
    // A student can make no veth whose other end is the host's.
    plumbing: isVeth && where === "outside",
    numbers: link.numbers,
  };
}
