import type { FdbEntry, Link, NetworkNamespace } from "../../../lib/contract/kernel/network.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { networkOfBridge } from "../frame/docker-names.ts";
import { assignTracks } from "./assign-tracks.ts";
import { isBar } from "./link-words.ts";
import { nameNamespace, type WayIn, wayInto } from "./name-namespace.ts";
import { stackNamespaces } from "./stack-namespaces.ts";
import { takeSlots } from "./take-slots.ts";
import { type Cable, toCables } from "./to-cables.ts";

/** lo: the corner. top: an uplink on the upper edge. bar: a bridge. port: the edge that cables leave by. */
export type Side = "lo" | "top" | "bar" | "port";

export type LinkModel = {
  key: string;
  link: Link;
  namespace: string;
  side: Side;
  /** Its place among those on the same side; kept until Tidy up. */
  slot: number;
  /** Hardware addresses that a bridge learned behind it. */
  learned: FdbEntry[];
  /** Packets since the numbers before, null when they are the same or there were none. */
  grown: { rx: number; tx: number } | null;
};

export type NamespaceModel = {
  key: string;
  info: NetworkNamespace;
  /** Column below the sandbox's own namespace; -1: it is that namespace. */
  slot: number;
  name: string;
  way: WayIn;
  links: LinkModel[];
  /** Who has rows of the box's inside: bridges, and interfaces that others are built on ("rail|key"). */
  rows: Slots;
  tops: Slots;
  ports: Slots;
};

/** Keys in their places; null where one has gone. */
export type Slots = readonly (string | null)[];

export type NetworkModel = {
  namespaces: NamespaceModel[];
  links: ReadonlyMap<string, LinkModel>;
  cables: Cable[];
  /** Horizontal lane of each cable between the sandbox's namespace and the columns; kept until Tidy up. */
  tracks: ReadonlyMap<string, number>;
  columns: Slots;
  /** Cells of each column; a column never gets narrower until Tidy up. */
  cells: readonly number[];
  /** Namespaces that are not drawn because they look like another one, and that one. */
  stacks: ReadonlyMap<string, string>;
  /** So many interfaces that loopbacks are left out of the picture. */
  foldsLoopbacks: boolean;
  /** Something leads or led out of the sandbox. */
  outside: boolean;
  omitted: number;
  /** Command of each process, by key: who holds the other end of a tun device. */
  commands: ReadonlyMap<string, string>;
  /** The short names of processes, by the same key. */
  comms: ReadonlyMap<string, string>;
  /** Interfaces of the sandbox's own namespace that a network of its Docker Engine was made for, with a label of that network. */
  engineNetworks: ReadonlyMap<string, string>;
};

/** From so many interfaces on, loopbacks are not drawn. */
const MOST_WITH_LOOPBACK = 40;
export const LEAST_CELLS = 2;

/** The picture's data from a view; null where the network was not read. */
export function toNetworkModel(view: KernelView, before: NetworkModel | null): NetworkModel | null {
  const part = view.network;
  if (!part) return null;
  const old = new Map(before?.namespaces.map((namespace) => [namespace.key, namespace]));
  const others = part.namespaces.filter(({ initial }) => !initial);
  const named = new Map(part.namespaces.map((info) => [info.key, nameNamespace(view, info)]));
  const columns = takeSlots(
    before?.columns ?? [],
    tidyOrder(others, named).map(({ key }) => key),
  );
  const namespaces = part.namespaces
    .map((info) => {
      const slot = info.initial ? -1 : columns.indexOf(info.key);
      const base = { key: info.key, info, slot, name: named.get(info.key)!, way: wayInto(view, info) };
      return { ...base, ...placeLinks(info, old.get(info.key) ?? null, before?.links ?? new Map()) };
    })
    .sort((a, b) => a.slot - b.slot);
  const links = new Map(namespaces.flatMap((namespace) => namespace.links.map((one) => [one.key, one])));
  const cables = toCables(links);
  const cells = columns.map((key, slot) => {
    const ports = namespaces.find((one) => one.key === key)?.ports.length ?? 0;
    return Math.max(LEAST_CELLS, before?.cells[slot] ?? 0, ports);
  });
  const model = {
    namespaces,
    links,
    cables,
    columns,
    cells,
    stacks: stackNamespaces(namespaces, links),
    foldsLoopbacks: links.size > MOST_WITH_LOOPBACK,
    outside: (before?.outside ?? false) || cables.some(({ b }) => b === null),
    omitted: part.omitted,
    commands: new Map(view.processes?.processes.map(({ key, command }) => [key, command])),
    comms: new Map(view.processes?.processes.map(({ key, comm }) => [key, comm])),
    engineNetworks: nameBridges(view, namespaces),
  };
  return { ...model, tracks: assignTracks(model, before?.tracks ?? new Map()) };
}

const nameBridges = ({ docker }: KernelView, namespaces: readonly NamespaceModel[]): Map<string, string> =>
  new Map(
    namespaces.flatMap(({ info }) =>
      info.initial
        ? info.links.flatMap(({ key, name, kind }): [string, string][] => {
            const label = kind === "bridge" ? networkOfBridge(docker, name) : null;
            return label === null ? [] : [[key, label]];
          })
        : [],
    ),
  );

/** Only a fresh start sorts; later ones come in this order too, each into the first free place. */
const tidyOrder = (others: NetworkNamespace[], named: ReadonlyMap<string, string>): NetworkNamespace[] =>
  others.toSorted((a, b) => compareNames(named.get(a.key)!, named.get(b.key)!) || (a.key < b.key ? -1 : 1));

const collator = new Intl.Collator("en", { numeric: true });
const compareNames = (a: string, b: string): number => collator.compare(a, b);

function placeLinks(
  info: NetworkNamespace,
  old: NamespaceModel | null,
  before: ReadonlyMap<string, LinkModel>,
): Pick<NamespaceModel, "links" | "rows" | "tops" | "ports"> {
  const sorted = info.links.toSorted((a, b) => a.ifindex - b.ifindex);
  const keysOn = (side: Side) => sorted.filter((link) => sideOf(link, info) === side).map(({ key }) => key);
  const tops = takeSlots(old?.tops ?? [], keysOn("top"));
  const ports = takeSlots(old?.ports ?? [], keysOn("port"));
  const bars = keysOn("bar");
  const parents = new Set(sorted.flatMap(({ parent }) => parent ?? []));
  const rails = sorted.filter((link) => parents.has(link.key) && !isBar(link)).map(({ key }) => railOf(key));
  const rows = takeSlots(old?.rows ?? [], [...bars, ...rails]);
  const slots = { lo: [] as Slots, top: tops, bar: rows, port: ports };
  const links = sorted.map((link): LinkModel => {
    const side = sideOf(link, info);
    return {
      key: link.key,
      link,
      namespace: info.key,
      side,
      slot: slots[side].indexOf(link.key),
      learned: info.fdb.filter((entry) => entry.link === link.key && entry.learned),
      grown: grownSince(before.get(link.key)?.link.numbers, link.numbers),
    };
  });
  return { links, rows, tops, ports };
}

export const railOf = (parent: string): string => `rail|${parent}`;

function sideOf(link: Link, { initial }: NetworkNamespace): Side {
  if (link.kind === "loopback") return "lo";
  if (isBar(link)) return "bar";
  return initial && link.peer?.where === "outside" ? "top" : "port";
}

function grownSince(old: Link["numbers"] | undefined, now: Link["numbers"]): LinkModel["grown"] {
  if (!old) return null;
  const rx = Math.max(0, now.rxPackets - old.rxPackets);
  const tx = Math.max(0, now.txPackets - old.txPackets);
  return rx + tx > 0 ? { rx, tx } : null;
}

export const linkMark = (key: string): string => `link|${key}`;
export const namespaceMark = (key: string): string => `netns|${key}`;
export const gateMark = (namespace: string, hook: string): string => `gate|${namespace}|${hook}`;
export const OUTSIDE_MARK = "outside";
