import type { Reason } from "../../../../lib/contract/reason.ts";
import { identifyLinks } from "./link-identity.ts";
import { type LinkMemory, type Place, placeKey, type SeenLink } from "./link-memory.ts";
import { type NumberMemory, resolveNumber } from "./namespace-numbers.ts";
import { ownNetworkNamespace } from "./network-door.ts";
import { type OpenedNamespace, whyUnread } from "./open-namespaces.ts";
import { type LinkMessage, linkDump, parseLink } from "./rtnetlink/link-message.ts";

/** Interfaces of one namespace that are listed. */
const MOST_LINKS = 256;
/** What moves while it is read is read again so often; then it is taken as it came last. */
const MOST_ATTEMPTS = 8;

/** Where the interface that IFLA_LINK names is. */
export type Lower = { place: Place; where: "here" | "namespace" } | { place: null; where: "outside" | "unknown" };
export type ReadLink = LinkMessage & { lowerAt: Lower | null };
export type ReadLinks = {
  byNamespace: Map<string, { links: ReadLink[]; omitted: number } | { unread: Reason }>;
  keys: Map<string, string>;
};
export type LinksMemory = { links: LinkMemory; numbers: NumberMemory; nextKey(): string };

/** Every interface of every namespace, read as close together as can be, and who is who. */
export function readLinks(
  opened: readonly OpenedNamespace[],
  unread: ReadonlySet<string>,
  memory: LinksMemory,
  time: { now: number },
): ReadLinks {
  let before: string | null = null;
  for (let attempt = 1; ; attempt++) {
    const byNamespace: ReadLinks["byNamespace"] = new Map();
    for (const namespace of opened) {
      try {
        const { rows, omitted } = namespace.route.dump(linkDump(), MOST_LINKS, parseLink);
        byNamespace.set(namespace.scanned.key, { links: rows.map((link) => ({ ...link, lowerAt: null })), omitted });
      } catch (error) {
        byNamespace.set(namespace.scanned.key, { unread: whyUnread(error) });
      }
    }
    findLowers(opened, byNamespace, memory.numbers);
    const notRead = [...byNamespace].flatMap(([key, one]) => ("unread" in one ? [key] : []));
    const seen = [...byNamespace].flatMap(([key, one]) => ("unread" in one ? [] : one.links.map((link) => toSeen(key, link))));
    const identified = identifyLinks(seen, new Set([...unread, ...notRead]), memory.links, time, memory.nextKey);
    const here = identified.unsettled ? JSON.stringify(seen) : null;
    if (here !== null && here !== before && attempt < MOST_ATTEMPTS) {
      before = here;
      continue;
    }
    memory.links = identified.memory;
    return { byNamespace, keys: identified.keys };
  }
}

function findLowers(opened: readonly OpenedNamespace[], byNamespace: ReadLinks["byNamespace"], numbers: NumberMemory): void {
  for (const namespace of opened) {
    const read = byNamespace.get(namespace.scanned.key)!;
    if ("unread" in read) continue;
    try {
      for (const link of read.links) link.lowerAt = lowerOf(namespace, link, opened, numbers);
    } catch (error) {
      byNamespace.set(namespace.scanned.key, { unread: whyUnread(error) });
    }
  }
}

function lowerOf(
  namespace: OpenedNamespace,
  { lower, lowerNamespace, info }: LinkMessage,
  opened: readonly OpenedNamespace[],
  numbers: NumberMemory,
): Lower | null {
  if (lower === null) return info.kind === "veth" ? { place: null, where: "unknown" } : null;
  if (lowerNamespace === null) return { place: { namespace: namespace.scanned.key, ifindex: lower }, where: "here" };
  const target = resolveNumber(numbers, namespace, lowerNamespace, opened, ownNetworkNamespace());
  if (target === null || target === "outside") return { place: null, where: target ?? "unknown" };
  return { place: { namespace: target.namespace, ifindex: lower }, where: "namespace" };
}

function toSeen(namespace: string, { ifindex, name, mac, hardware, info, lowerAt }: ReadLink): SeenLink {
  const { vni, vlan, tun } = info.detail;
  const isVeth = info.kind === "veth";
  return {
    namespace,
    ifindex,
    name,
    mac,
    facts: JSON.stringify([info.kind, hardware, vni, vlan, tun]),
    peer: isVeth ? (lowerAt?.place ?? null) : null,
    isVeth,
    // netns_immutable: drivers/net/loopback.c, net/bridge/br_device.c
    canMove: info.kind !== "loopback" && info.kind !== "bridge",
  };
}

export const keyAt = (keys: ReadonlyMap<string, string>, namespace: string, ifindex: number): string | null =>
  keys.get(placeKey({ namespace, ifindex })) ?? null;
