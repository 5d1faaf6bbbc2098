import { claimPlaces, followPeers, followSignatures, isWhole, settlePairs } from "./link-claims.ts";
import { type KnownLink, type LinkMemory, ON_ITS_WAY_MS, placeKey, type SeenLink } from "./link-memory.ts";

export type Identified = {
  /** Key by place. */
  keys: Map<string, string>;
  memory: LinkMemory;
  /**
   * Something may have moved while it was read: an interface in two places or in none, ends of a veth that do not point at each other. Read
   * again; what two readings in a row see is so.
   */
  unsettled: boolean;
};

/**
 * Who is who. An interface is the one that was at its place before, if what never changes is the same and not everything else is new. Else it
 * moved here from another namespace: for the end of a veth because its other end still points at it; for the rest, and where both ends moved,
 * because exactly one interface with its kind and hardware address (and its peer's) went away and exactly one came. Else it is new.
 *
 * The kernel numbers interfaces upwards: a deleted one's number returns to who asks for it ("ip link add ... index 7"), and where it moved in
 * with a number higher than the namespace's own. Whoever deletes an interface and makes one of the same kind with the same number and name (or
 * hardware address) between two readings cannot be told from one who did nothing.
 *
 * @param unread namespaces that exist but were not read: their interfaces are still theirs
 */
export function identifyLinks(
  links: readonly SeenLink[],
  unread: ReadonlySet<string>,
  memory: LinkMemory,
  time: { now: number },
  nextKey: () => string,
): Identified {
  const here = new Map(links.map((link) => [placeKey(link), link]));
  const claims = claimPlaces(links, here, memory);
  const isMixed = settlePairs(here, claims);
  followPeers(here, claims, memory);
  const isTwice = followSignatures(links, here, claims, memory, time.now);

  const keys = new Map(links.map((link) => [placeKey(link), claims.get(placeKey(link))?.key ?? nextKey()]));
  const present = new Map<string, KnownLink>();
  for (const link of links) {
    const at = placeKey(link);
    const before = claims.get(at);
    const peerAt = link.peer && placeKey(link.peer);
    const peerKey = (peerAt && keys.get(peerAt)) ?? before?.peerKey ?? null;
    const peerMac = (peerAt && here.get(peerAt)?.mac) ?? before?.peerMac ?? null;
    present.set(at, { ...link, key: keys.get(at)!, peerKey, peerMac, goneAt: Number.POSITIVE_INFINITY });
  }
  const claimed = new Set(keys.values());
  const gone: KnownLink[] = [];
  for (const known of [...memory.present.values(), ...memory.gone]) {
    if (claimed.has(known.key)) continue;
    const goneAt = Math.min(known.goneAt, time.now);
    if (unread.has(known.namespace)) present.set(placeKey(known), known);
    else if (time.now - goneAt <= ON_ITS_WAY_MS) gone.push({ ...known, goneAt });
  }
  return { keys, memory: { present, gone }, unsettled: isMixed || isTwice || !isWhole(here, unread, claims, memory) };
}
