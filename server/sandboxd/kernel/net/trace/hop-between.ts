import type { TracedHop } from "../../../../../lib/contract/kernel/packet-trace.ts";
import type { Endpoints, ParsedFrame } from "./frames/parsed-frame.ts";
import type { LinkFacts } from "./link-history.ts";

/** A captured frame as correlation sees it. */
export type Sighting = {
  namespace: string;
  ifindex: number;
  outgoing: boolean;
  /** Nanoseconds since the trace began. */
  at: number;
  /** On the wire, in bytes. */
  length: number;
  frame: ParsedFrame;
  /** What may have been at this interface at that time; none: unknown. */
  facts: readonly LinkFacts[];
};

export type HopKind = Exclude<TracedHop["kind"], "unobserved">;

/** How the second sighting follows from the first by where the interfaces lead; null: not by anything that is known. */
export function hopBetween(from: Sighting, to: Sighting): HopKind | null {
  if (isSameFrame(from.frame, to.frame)) {
    for (const one of from.facts) {
      for (const other of to.facts) {
        const kind = hopOfFrame(from, one, to, other);
        if (kind) return kind;
      }
    }
  }
  if (from.outgoing ? isTunnelled(from, to) : isTunnelled(to, from)) return "stacked";
  return isForwarded(from, to) ? "forwarded" : null;
}

/** The frame goes on as it is. */
function hopOfFrame(from: Sighting, a: LinkFacts, to: Sighting, b: LinkFacts): HopKind | null {
  const bridge = a.master !== null && a.masterKind === "bridge" ? a.master : null;
  const toBridge = b.master !== null && b.masterKind === "bridge" ? b.master : null;
  if (from.outgoing && !to.outgoing) {
    if (a.key === b.key) return a.kind === "loopback" ? "loopback" : null;
    if (a.peer === b.key) return "cable";
    // A macvlan to its sibling, by way of what both are built on.
    return a.parent === b.key ? "stacked" : null;
  }
  if (!from.outgoing && to.outgoing) {
    if (bridge === null || bridge !== toBridge) return null;
    return a.key !== b.key || a.hairpin ? "bridged" : null;
  }
  if (from.outgoing) {
    if (toBridge === a.key) return "from-host";
    return a.parent === b.key || b.master === a.key ? "stacked" : null;
  }
  if (bridge === b.key) return "to-host";
  return b.parent === a.key || a.master === b.key ? "stacked" : null;
}

/** `inner` is at a vxlan interface, `outer` is the frame that carries it. */
function isTunnelled(inner: Sighting, outer: Sighting): boolean {
  const { inside } = outer.frame;
  return (
    inside !== null &&
    inner.outgoing === outer.outgoing &&
    isSameFrame(inside.frame, inner.frame) &&
    inner.facts.some(({ kind, vni, port }) => kind === "vxlan" && vni === inside.vni && port === inside.port)
  );
}

/** In, and out by the IP layer of the same namespace, which counts the time to live down. A bridge's port has no IP layer. */
function isForwarded(from: Sighting, to: Sighting): boolean {
  return (
    !from.outgoing &&
    to.outgoing &&
    from.namespace === to.namespace &&
    from.frame.ttl !== null &&
    to.frame.ttl === from.frame.ttl - 1 &&
    (from.frame.inside === null) === (to.frame.inside === null) &&
    !isPort(from) &&
    !isPort(to)
  );
}

/**
 * How it may have gone where a bridge lets the IP layer's netfilter translate what it passes on (br_netfilter): from a port to another one of the
 * same bridge as usual, or, where the destination was translated, out by the bridge itself (br_nf_pre_routing_finish), which looks up the new
 * neighbour. The time to live stays. Only a tracked connection can say that it was so.
 */
export function hopByBridgeNetfilter(from: Sighting, to: Sighting): HopKind | null {
  if (from.outgoing || !to.outgoing || from.frame.ttl !== to.frame.ttl) return null;
  for (const { key, master, masterKind } of from.facts) {
    if (masterKind !== "bridge") continue;
    if (to.facts.some((one) => one.master === master && one.key !== key)) return "bridged";
    if (to.facts.some((one) => one.key === master)) return "forwarded";
  }
  return null;
}

const isPort = ({ facts }: Sighting): boolean => facts.length > 0 && facts.every(({ masterKind }) => masterKind === "bridge");

const isSameFrame = (a: ParsedFrame, b: ParsedFrame): boolean =>
  a.sourceMac === b.sourceMac &&
  a.destinationMac === b.destinationMac &&
  a.ttl === b.ttl &&
  hasSameEndpoints(a, b) &&
  (a.inside === null) === (b.inside === null);

export const hasSameEndpoints = (a: Endpoints, b: Endpoints): boolean => hasSameSource(a, b) && hasSameDestination(a, b);
export const hasSameSource = (a: Endpoints, b: Endpoints): boolean => a.source === b.source && a.sourcePort === b.sourcePort;
export const hasSameDestination = (a: Endpoints, b: Endpoints): boolean =>
  a.destination === b.destination && a.destinationPort === b.destinationPort;
