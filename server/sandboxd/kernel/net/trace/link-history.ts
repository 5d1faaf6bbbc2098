import type { Link, NetworkPart } from "../../../../../lib/contract/kernel/network.ts";

/** What a trace must know of an interface: where it leads. */
export type LinkFacts = {
  key: string;
  name: string;
  kind: string;
  /** Keys of other interfaces, as in Link. */
  master: string | null;
  masterKind: string | null;
  hairpin: boolean;
  peer: string | null;
  parent: string | null;
  /** vxlan */
  vni: number | null;
  port: number | null;
};

/** From this time on it was so; null: it was gone. */
type Version = { from: number; facts: LinkFacts | null };

/** A reading lags behind what it shows; what the first one after a frame says may have been true already when the frame came. */
const AFTERWARDS_MS = 1_000;
/** Versions of one interface, and interfaces: a student who makes and deletes them in a loop gets no further. */
const MOST_VERSIONS = 64;
const MOST_LINKS = 4_096;

/** All interfaces of all readings during a trace: one that went away or moved is still known as it was. Times in ms of one clock. */
export class LinkHistory {
  readonly #links = new Map<string, Version[]>();
  readonly #vxlanPorts = new Set<number>();
  #present: ReadonlySet<string> = new Set();

  /** Ports on which a vxlan interface spoke, as far as was seen. */
  get vxlanPorts(): ReadonlySet<number> {
    return this.#vxlanPorts;
  }

  /** Takes a reading that began at this time. */
  take({ namespaces }: NetworkPart, at: number): void {
    const all = new Map(namespaces.flatMap(({ links }) => links).map((link) => [link.key, link]));
    const seen = new Set<string>();
    for (const namespace of namespaces) {
      if (namespace.unread) continue;
      for (const link of namespace.links) {
        const facts = toFacts(link, all);
        if (facts.port !== null) this.#vxlanPorts.add(facts.port);
        const place = placeOf(namespace.key, link.ifindex);
        seen.add(place);
        this.#add(place, { from: at, facts });
      }
    }
    for (const place of this.#links.keys()) if (!seen.has(place)) this.#add(place, { from: at, facts: null });
    this.#present = new Set(all.keys());
  }

  /** What was there at a time, likeliest first: as it was read before, and as it was read soon after. None: never seen near that time. */
  at(namespace: string, ifindex: number, time: number): LinkFacts[] {
    const versions = this.#links.get(placeOf(namespace, ifindex)) ?? [];
    const before = versions.findLast(({ from }) => from <= time)?.facts;
    const next = versions.find(({ from }) => from > time);
    const after = next && next.from - time <= AFTERWARDS_MS ? next.facts : null;
    return [before, after].filter((facts) => facts !== null && facts !== undefined);
  }

  /** Whether an interface was still there at the last reading. */
  isPresent(key: string): boolean {
    return this.#present.has(key);
  }

  #add(place: string, version: Version): void {
    const versions = this.#links.get(place) ?? [];
    const last = versions.at(-1);
    if (last && JSON.stringify(last.facts) === JSON.stringify(version.facts)) return;
    if (!last && (version.facts === null || this.#links.size >= MOST_LINKS)) return;
    versions.push(version);
    if (versions.length > MOST_VERSIONS) versions.shift();
    this.#links.set(place, versions);
  }
}

const placeOf = (namespace: string, ifindex: number): string => `${ifindex} ${namespace}`;

function toFacts(link: Link, all: ReadonlyMap<string, Link>): LinkFacts {
  const { key, name, kind, master, peer, parent, detail } = link;
  return {
    ...{ key, name, kind, master, parent },
    masterKind: master === null ? null : (all.get(master)?.kind ?? null),
    hairpin: link.port?.hairpin ?? false,
    peer: peer?.key ?? null,
    vni: detail.vni ?? null,
    port: kind === "vxlan" ? (detail.port ?? null) : null,
  };
}
