import { type KnownLink, type LinkMemory, ON_ITS_WAY_MS, placeKey, type SeenLink } from "./link-memory.ts";

/** Which known interface is at which place now, by placeKey. The steps below take it further, one after another. */
export type Claims = Map<string, KnownLink>;
type Here = ReadonlyMap<string, SeenLink>;

const byKey = (claims: Claims) => new Map([...claims].map(([place, known]) => [known.key, place]));
const peerMacOf = (here: Here, link: SeenLink): string | null => (link.peer && here.get(placeKey(link.peer))?.mac) ?? null;
const signature = (link: SeenLink, peerMac: string | null): string =>
  JSON.stringify([link.facts, link.mac, link.isVeth ? peerMac : null]);
/** Without a hardware address (tun) one that went and one that came have nothing in common but a name. */
const isRecognisable = (link: SeenLink): boolean => link.canMove && link.mac !== null;

/** Interfaces that are where they were, as far as one can tell from each alone. */
export function claimPlaces(links: readonly SeenLink[], here: Here, memory: LinkMemory): Claims {
  const claims: Claims = new Map();
  for (const link of links) {
    const known = memory.present.get(placeKey(link));
    if (known && known.facts === link.facts && isSame(known, link, here, memory) && !isElsewhere(known, link, links, memory))
      claims.set(placeKey(link), known);
  }
  return claims;
}

/** Its number alone says little where numbers can return: a name, an address or its other end must be as before. */
function isSame(known: KnownLink, link: SeenLink, here: Here, memory: LinkMemory): boolean {
  if (!link.canMove || known.name === link.name || known.mac === link.mac) return true;
  if (!link.isVeth || !link.peer) return false;
  const peer = placeKey(link.peer);
  return known.peerKey === memory.present.get(peer)?.key || (known.peerMac !== null && known.peerMac === here.get(peer)?.mac);
}

/** One with its address came to another namespace, and the one here has another address. */
const isElsewhere = (known: KnownLink, link: SeenLink, links: readonly SeenLink[], memory: LinkMemory): boolean =>
  known.mac !== null &&
  known.mac !== link.mac &&
  links.some(
    (other) =>
      other.namespace !== known.namespace &&
      other.mac === known.mac &&
      other.facts === known.facts &&
      !memory.present.has(placeKey(other)),
  );

/**
 * A veth keeps its other end for life. Where one is claimed to be what it was and its other end is not at the place it points to, a number was
 * given to another interface: on this side, on the other, or on both. Who has the partner's hardware address before it is right; where nobody
 * has, both are new. Answers whether there was such a contradiction.
 */
export function settlePairs(here: Here, claims: Claims): boolean {
  const placeOf = byKey(claims);
  let found = false;
  for (const [place, known] of [...claims]) {
    const peer = here.get(place)!.peer;
    if (!peer || known.peerKey === null || claims.get(place) !== known) continue;
    const actual = placeKey(peer);
    const expected = placeOf.get(known.peerKey);
    // The partner is at this place, or at none that was claimed and this one's end is free: it moved there.
    if (expected === actual || (expected === undefined && !claims.has(actual))) continue;
    found = true;
    const other = expected ?? actual;
    const otherPeer = here.get(other)!.peer;
    const isRight = here.get(actual)!.mac === known.peerMac;
    const isOtherRight = otherPeer !== null && here.get(placeKey(otherPeer))?.mac === claims.get(other)?.peerMac;
    if (isRight || !isOtherRight) claims.delete(other);
    if (!isRight) claims.delete(place);
    if (isRight && claims.get(actual)?.key !== known.peerKey) claims.delete(actual);
  }
  return found;
}

/** Where the known end of a veth points, its other end is; and who points at it is its other end. */
export function followPeers(here: Here, claims: Claims, memory: LinkMemory): void {
  const placeOf = byKey(claims);
  const known = new Map([...memory.gone, ...memory.present.values()].map((one) => [one.key, one]));
  const join = (end: KnownLink | undefined, from: string, to: string): void => {
    const link = here.get(to);
    if (!end || end.peerKey === null || placeOf.has(end.peerKey) || !link?.isVeth || claims.has(to)) return;
    const unseen = { ...link, key: end.peerKey, peerKey: end.key, peerMac: here.get(from)!.mac, goneAt: 0 };
    claims.set(to, known.get(end.peerKey) ?? unseen);
    placeOf.set(end.peerKey, to);
  };
  for (const [place, end] of [...claims]) {
    const peer = here.get(place)!.peer;
    if (peer) join(end, place, placeKey(peer));
  }
  for (const [place, link] of here) if (link.peer) join(claims.get(placeKey(link.peer)), placeKey(link.peer), place);
}

/**
 * Exactly one with this kind and address went from one namespace, and exactly one came to another: it moved. Answers whether one that came
 * looks just like one that is still there, elsewhere.
 */
export function followSignatures(
  links: readonly SeenLink[],
  here: Here,
  claims: Claims,
  memory: LinkMemory,
  now: number,
): boolean {
  const placeOf = byKey(claims);
  const came = links.filter((link) => !claims.has(placeKey(link)) && isRecognisable(link));
  if (came.length === 0) return false;
  const went = [...memory.present.values(), ...memory.gone].filter(
    (known) =>
      !placeOf.has(known.key) &&
      isRecognisable(known) &&
      now - Math.min(known.goneAt, now) <= ON_ITS_WAY_MS &&
      // Its other end is in sight and does not point at anything new: it is gone for good.
      (known.peerKey === null || !placeOf.has(known.peerKey)),
  );
  const cameBy = Map.groupBy(came, (link) => signature(link, peerMacOf(here, link)));
  const wentBy = Map.groupBy(went, (known) => signature(known, known.peerMac));
  for (const [sign, [link, ...others]] of cameBy) {
    const all = wentBy.get(sign) ?? [];
    // One that was there just now, or else one that has been missing.
    const justNow = all.filter(({ goneAt }) => goneAt > now);
    const [known, ...more] = justNow.length > 0 ? justNow : all;
    if (!link || !known || others.length > 0 || more.length > 0 || known.namespace === link.namespace) continue;
    claims.set(placeKey(link), known);
  }
  const stillThere = new Set([...claims.keys()].map((place) => signature(here.get(place)!, null)));
  return came.some((link) => !claims.has(placeKey(link)) && stillThere.has(signature(link, null)));
}

/** Whether the ends of each veth point at each other, as far as both are in sight, and everything known is still somewhere in sight. */
export function isWhole(here: Here, unread: ReadonlySet<string>, claims: Claims, memory: LinkMemory): boolean {
  const read = new Set([...here.values()].map(({ namespace }) => namespace));
  for (const [place, { peer }] of here) {
    if (!peer || unread.has(peer.namespace)) continue;
    const back = here.get(placeKey(peer))?.peer;
    if (!back || placeKey(back) !== place) return false;
  }
  const placeOf = byKey(claims);
  return [...memory.present.values()].every(({ key, namespace }) => placeOf.has(key) || !read.has(namespace));
}
