/** Where an interface is: ifindex is unique only within its namespace. */
export type Place = { namespace: string; ifindex: number };
export const placeKey = ({ namespace, ifindex }: Place): string => `${namespace}/${ifindex}`;

/** What tells interfaces apart. */
export type SeenLink = Place & {
  name: string;
  mac: string | null;
  /** What never changes while an interface lives: its kind, and of some kinds an id. */
  facts: string;
  /** A veth's other end, null for other kinds and where it is out of sight. */
  peer: Place | null;
  isVeth: boolean;
  /** A loopback interface, of which every namespace has one, cannot. */
  canMove: boolean;
};

type Known = SeenLink & {
  key: string;
  /** Key of a veth's other end, once seen: it is the same for life. */
  peerKey: string | null;
  peerMac: string | null;
  /** When it was first missed, in milliseconds; Infinity while it is there. */
  goneAt: number;
};

/** What is remembered of the interfaces of one sandbox. */
export type LinkMemory = {
  present: ReadonlyMap<string, Known>;
  /** No longer where they were; on their way into another namespace a reading may miss them. */
  gone: readonly Known[];
};
export const NO_LINKS: LinkMemory = { present: new Map(), gone: [] };

export type Identified = {
  /** Key by place. */
  keys: Map<string, string>;
  memory: LinkMemory;
  /** Something moved while it was read: an interface in two places, or ends of a veth that do not agree. Read again. */
  unsettled: boolean;
};

/** So long after it was first missed an interface may turn up in another namespace and be the same. */
const ON_ITS_WAY_MS = 1_000;

/**
 * Who is who. An interface is the one that was at its place before, if what never changes is the same. Else it moved here from another
 * namespace: for the end of a veth because its other end still points at it; for the rest, and where both ends moved, because exactly one
 * interface with its kind and hardware address (and its peer's) went away and exactly one came. Else it is new.
 *
 * The kernel numbers interfaces upwards, so that a deleted one's number returns only to who asks for it ("ip link add ... index 7"). Whoever
 * deletes an interface and makes one of the same kind under the same number between two readings cannot be told from one who did nothing.
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
  const claims = claimPlaces(links, memory);
  const isMixed = settlePairs(here, claims);
  followPeers(here, claims, memory);
  const isTwice = followSignatures(links, here, unread, claims, memory, time.now);

  const keys = new Map(links.map((link) => [placeKey(link), claims.get(placeKey(link))?.key ?? nextKey()]));
  const present = new Map<string, Known>();
  for (const link of links) {
    const at = placeKey(link);
    const before = claims.get(at);
    const peerAt = link.peer && placeKey(link.peer);
    const peerKey = (peerAt && keys.get(peerAt)) ?? before?.peerKey ?? null;
    const peerMac = (peerAt && here.get(peerAt)?.mac) ?? before?.peerMac ?? null;
    present.set(at, { ...link, key: keys.get(at)!, peerKey, peerMac, goneAt: Number.POSITIVE_INFINITY });
  }
  const claimed = new Set(keys.values());
  const gone: Known[] = [];
  for (const known of [...memory.present.values(), ...memory.gone]) {
    if (claimed.has(known.key)) continue;
    const goneAt = Math.min(known.goneAt, time.now);
    if (unread.has(known.namespace)) present.set(placeKey(known), known);
    else if (time.now - goneAt <= ON_ITS_WAY_MS) gone.push({ ...known, goneAt });
  }
  return { keys, memory: { present, gone }, unsettled: isMixed || isTwice };
}

type Claims = Map<string, Known>;

function claimPlaces(links: readonly SeenLink[], memory: LinkMemory): Claims {
  const claims: Claims = new Map();
  for (const link of links) {
    const known = memory.present.get(placeKey(link));
    if (known && known.facts === link.facts) claims.set(placeKey(link), known);
  }
  return claims;
}

const byKey = (claims: Claims) => new Map([...claims].map(([place, known]) => [known.key, place]));

/**
 * Both ends of a veth at known numbers, but not those that belonged together: a number was given to another interface. The end whose partner
 * (by hardware address) is now on the other side is right; if neither is, both are new. Answers whether that was found.
 */
function settlePairs(here: ReadonlyMap<string, SeenLink>, claims: Claims): boolean {
  let found = false;
  for (const [place, known] of [...claims]) {
    const link = here.get(place)!;
    const peerPlace = link.peer && placeKey(link.peer);
    const other = peerPlace ? claims.get(peerPlace) : undefined;
    if (claims.get(place) !== known || !peerPlace || !other) continue;
    if (known.peerKey === null || other.peerKey === null || known.peerKey === other.key) continue;
    found = true;
    const isRight = (end: Known, onTheOtherSide: string) => end.peerMac === here.get(onTheOtherSide)!.mac;
    const [mine, theirs] = [isRight(known, peerPlace), isRight(other, place)];
    if (mine || !theirs) claims.delete(peerPlace);
    if (theirs || !mine) claims.delete(place);
  }
  return found;
}

/** Where the known end of a veth points, its other end is. */
function followPeers(here: ReadonlyMap<string, SeenLink>, claims: Claims, memory: LinkMemory): void {
  const placeOf = byKey(claims);
  const known = new Map([...memory.gone, ...memory.present.values()].map((one) => [one.key, one]));
  for (const [place, end] of [...claims]) {
    const peer = here.get(place)!.peer;
    if (!peer || end.peerKey === null || placeOf.has(end.peerKey)) continue;
    const at = placeKey(peer);
    const link = here.get(at);
    if (!link || claims.has(at)) continue;
    const before = known.get(end.peerKey);
    claims.set(at, before ?? { ...link, key: end.peerKey, peerKey: end.key, peerMac: here.get(place)!.mac, goneAt: 0 });
  }
}

/** Answers whether an interface that came looks just like one that is still there, elsewhere. */
function followSignatures(
  links: readonly SeenLink[],
  here: ReadonlyMap<string, SeenLink>,
  unread: ReadonlySet<string>,
  claims: Claims,
  memory: LinkMemory,
  now: number,
): boolean {
  const placeOf = byKey(claims);
  const came = links.filter((link) => !claims.has(placeKey(link)) && link.canMove);
  if (came.length === 0) return false;
  const went = [...memory.present.values(), ...memory.gone].filter(
    (known) =>
      !placeOf.has(known.key) &&
      !unread.has(known.namespace) &&
      now - Math.min(known.goneAt, now) <= ON_ITS_WAY_MS &&
      // Its other end is in sight and does not point at anything new: it is gone for good.
      (known.peerKey === null || !placeOf.has(known.peerKey)),
  );
  const peerMacOf = (link: SeenLink) => (link.peer && here.get(placeKey(link.peer))?.mac) ?? null;
  const cameBy = Map.groupBy(came, (link) => signature(link, peerMacOf(link)));
  const wentBy = Map.groupBy(went, (known) => signature(known, known.peerMac));
  for (const [sign, [link, ...others]] of cameBy) {
    const [known, ...more] = wentBy.get(sign) ?? [];
    if (!link || !known || others.length > 0 || more.length > 0 || known.namespace === link.namespace) continue;
    claims.set(placeKey(link), known);
  }
  const stillThere = new Set([...claims.keys()].map((place) => here.get(place)!).map((link) => signature(link, null)));
  return came.some((link) => !claims.has(placeKey(link)) && stillThere.has(signature(link, null)));
}

const signature = (link: SeenLink, peerMac: string | null): string =>
  JSON.stringify([link.facts, link.mac ?? link.name, link.isVeth ? peerMac : null]);
