import type { Connection } from "../../../../../lib/contract/kernel/network.ts";
import type { TracedHop } from "../../../../../lib/contract/kernel/packet-trace.ts";
import type { ParsedFrame } from "./frames/parsed-frame.ts";
import { type HopKind, hasSameEndpoints, hopBetween, hopByBridgeNetfilter, type Sighting } from "./hop-between.ts";
import { findConnection, toTranslated } from "./translation.ts";

export type CorrelatedPacket = { sightings: Sighting[]; hops: TracedHop[] };

const MILLISECOND = 1e6;
/** A router may hold a packet until it knows its neighbour's address: three requests, a second apart (neigh/default/mcast_solicit). */
const MOST_FORWARDING = 4_000 * MILLISECOND;
/** From one interface to the next there is only the kernel, and a queue where somebody set one up. */
const MOST_PASSING = 500 * MILLISECOND;
const MOST_UNOBSERVED = 1_000 * MILLISECOND;

/** The lower, the better the frame fits. */
const FIT = { asItWas: 0, tunnelElsewhere: 1, tracked: 2, translated: 3, unobserved: 4 } as const;
type Fit = { fit: number; hop: Omit<TracedHop, "to"> };

type OpenPacket = CorrelatedPacket & { seenAt: Set<string>; last: number };

/**
 * Puts frames together into packets: those whose identity (parsed-frame.ts) is the same, in the order of time, each interface and direction at
 * most once, so that what is sent again is another packet. Of several that look the same it is the oldest to which the way that the topology
 * knows leads; without such a way a frame that came in joins as "unobserved" if it has the same addresses, and otherwise begins a packet.
 *
 * @param sightings of all namespaces; those of one in the order in which its socket heard them
 * @param connectionsIn what was tracked in a namespace, by its key
 */
export function correlateFrames(
  sightings: readonly Sighting[],
  connectionsIn: (namespace: string) => Iterable<Connection>,
): CorrelatedPacket[] {
  const packets: OpenPacket[] = [];
  const byIdentity = new Map<string, OpenPacket[]>();
  for (const sighting of sightings.toSorted((a, b) => a.at - b.at)) {
    const identity = identityOf(sighting.frame);
    const place = placeOf(sighting);
    const alike = (byIdentity.get(identity) ?? []).filter(({ last }) => sighting.at - last <= MOST_FORWARDING);
    let best: { packet: OpenPacket; found: Fit } | null = null;
    for (const packet of alike) {
      if (packet.seenAt.has(place)) continue;
      const found = fitOf(packet, sighting, connectionsIn);
      if (found && (!best || found.fit < best.found.fit)) best = { packet, found };
      if (found?.fit === FIT.asItWas) break;
    }
    const packet: OpenPacket = best?.packet ?? { sightings: [], hops: [], seenAt: new Set(), last: 0 };
    if (best) packet.hops.push({ ...best.found.hop, to: packet.sightings.length });
    else {
      packets.push(packet);
      alike.push(packet);
    }
    packet.sightings.push(sighting);
    packet.seenAt.add(place);
    packet.last = sighting.at;
    byIdentity.set(identity, alike);
  }
  return packets.map(({ sightings: seen, hops }) => ({ sightings: seen, hops }));
}

/** A frame that carries another is one of the other's packet. */
const identityOf = (frame: ParsedFrame): string => (frame.inside ? identityOf(frame.inside.frame) : frame.identity);

/** A vxlan interface sends a frame once to each of its remote ends: those are not the same frame again. */
const placeOf = ({ namespace, ifindex, outgoing, frame }: Sighting): string =>
  `${ifindex} ${outgoing} ${frame.inside ? frame.destination : ""} ${namespace}`;

/** The best way from a sighting of the packet to this one, of equally good ones the shortest; null: it does not belong to it. */
function fitOf(
  { sightings }: CorrelatedPacket,
  to: Sighting,
  connectionsIn: (namespace: string) => Iterable<Connection>,
): Fit | null {
  let best: Fit | null = null;
  for (let from = sightings.length - 1; from >= 0; from--) {
    const before = sightings[from]!;
    const way = hopBetween(before, to);
    const kind = way ?? hopByBridgeNetfilter(before, to);
    if (!kind || to.at - before.at > (kind === "forwarded" ? MOST_FORWARDING : MOST_PASSING)) continue;
    const found = toFit({ from, kind, mustBeTracked: way === null }, before, to, connectionsIn);
    if (found && (!best || found.fit < best.fit)) best = found;
    if (best?.fit === FIT.asItWas) break;
  }
  if (best) return best;
  const from = sightings.length - 1;
  if (!isLikelySame(sightings[from]!, to)) return null;
  return { fit: FIT.unobserved, hop: { from, kind: "unobserved", translated: null, connection: null, namespace: null } };
}

function toFit(
  { from, kind, mustBeTracked }: { from: number; kind: HopKind; mustBeTracked: boolean },
  before: Sighting,
  to: Sighting,
  connectionsIn: (namespace: string) => Iterable<Connection>,
): Fit | null {
  const plain = { from, kind, translated: null, connection: null, namespace: null };
  const translated = kind === "forwarded" || mustBeTracked ? toTranslated(before.frame, to.frame) : null;
  if (translated === null) {
    if (mustBeTracked) return null;
    // Several ends may hear the same tunnelled frame: what comes out of the tunnel came in where it comes out, if that was heard.
    const isElsewhere = kind === "stacked" && before.frame.inside !== null && before.namespace !== to.namespace;
    return { fit: isElsewhere ? FIT.tunnelElsewhere : FIT.asItWas, hop: plain };
  }
  const connection = findConnection(connectionsIn(to.namespace), before.frame, to.frame);
  // Nothing that is tracked explains it: one end must have stayed, and the rest must say for sure which packet it is.
  if (!connection && (mustBeTracked || translated === "both" || !to.frame.distinct)) return null;
  return { fit: connection ? FIT.tracked : FIT.translated, hop: { ...plain, translated, connection, namespace: to.namespace } };
}

/** It came in from somewhere, with the same content and the same addresses as one that was seen just before. */
function isLikelySame(before: Sighting, to: Sighting): boolean {
  return (
    !to.outgoing &&
    to.frame.distinct &&
    to.at - before.at <= MOST_UNOBSERVED &&
    hasSameEndpoints(before.frame, to.frame) &&
    !isToMany(to.frame)
  );
}

/** The same may be sent to a group on several networks. */
function isToMany({ destination, destinationMac }: ParsedFrame): boolean {
  if (destinationMac !== null) return (Number.parseInt(destinationMac.slice(0, 2), 16) & 1) === 1;
  return destination !== null && (/^(22[4-9]|23\d|255)\./.test(destination) || /^ff/.test(destination));
}
