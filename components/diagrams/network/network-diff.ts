import type { Link } from "../../../lib/contract/kernel/network.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { type Gate, toGates } from "./gates.ts";
import { addressesOf, isDefault, isToldRoute, type PortState, stateOf } from "./link-words.ts";
import { gateMark, type LinkModel, linkMark, type NamespaceModel, type NetworkModel, namespaceMark } from "./network-model.ts";

/** One difference that the picture tells. mark: key of the mark that shows it. where: name of a namespace, empty for the sandbox's own. */
export type NetworkChange = { id: string; mark: string } & Told;
export type Told =
  | { kind: "namespace-made" | "namespace-gone"; name: string }
  | { kind: "link-made" | "link-gone"; name: string; type: string; where: string }
  | { kind: "pair-made" | "pair-gone"; name: string; other: string; where: string; otherWhere: string }
  | { kind: "moved"; name: string; from: string; to: string; renamed: string | null }
  | { kind: "renamed"; from: string; name: string; where: string }
  | { kind: "state"; name: string; state: PortState; where: string }
  | { kind: "address-added" | "address-removed"; name: string; address: string; where: string }
  | { kind: "plugged" | "unplugged"; name: string; holder: string; where: string }
  | { kind: "learned" | "forgotten"; name: string; mac: string; where: string }
  | { kind: "neighbour"; address: string; mac: string; where: string }
  | { kind: "route-added" | "route-removed"; where: string; destination: string; via: string | null; over: string }
  | { kind: "forwarding"; on: boolean; where: string }
  | { kind: "rules"; where: string; hook: string; before: number; count: number }
  | { kind: "policy"; where: string; hook: string; drops: boolean }
  | { kind: "connection"; where: string; text: string; translated: boolean };
type Say = (key: string, mark: string, told: Told) => void;

/** A pull of a thousand connections is no story: so many of one kind are told for each revision. */
const MOST_OF_A_KIND = 8;

export function diffNetwork(before: NetworkModel, after: NetworkModel, revision: number): NetworkChange[] {
  const changes: NetworkChange[] = [];
  const count = new Map<string, number>();
  const say: Say = (key, mark, told) => {
    const said = count.get(told.kind) ?? 0;
    count.set(told.kind, said + 1);
    if (said < MOST_OF_A_KIND || told.kind === "moved") changes.push({ id: `${revision}:${told.kind}:${key}`, mark, ...told });
  };
  diffNamespaces(before, after, say);
  diffLinks(before, after, say);
  return changes;
}

const nameIn = (model: NetworkModel, key: string): string => model.namespaces.find((one) => one.key === key)?.name ?? "?";
const nameOf = (model: NetworkModel, key: string | null): string => visibleName(model.links.get(key ?? "")?.link.name ?? "?");

function diffNamespaces(before: NetworkModel, after: NetworkModel, say: Say): void {
  const old = new Map(before.namespaces.map((namespace) => [namespace.key, namespace]));
  for (const namespace of after.namespaces) {
    const { key, name } = namespace;
    const known = old.get(key);
    old.delete(key);
    if (!known) say(key, namespaceMark(key), { kind: "namespace-made", name });
    else if (!known.info.unread && !namespace.info.unread) diffNamespace(after, known, namespace, say);
  }
  for (const [key, { name }] of old) say(key, namespaceMark(key), { kind: "namespace-gone", name });
}

function diffNamespace(after: NetworkModel, old: NamespaceModel, now: NamespaceModel, say: Say): void {
  const { key, name: where } = now;
  const mark = namespaceMark(key);
  if (old.info.forwarding !== now.info.forwarding) say(key, mark, { kind: "forwarding", on: now.info.forwarding, where });
  // The kernel adds and takes away routes with addresses by itself; those are told as addresses.
  const routes = ({ info }: NamespaceModel) =>
    new Map(info.routes.filter((route) => isToldRoute(route) && route.protocol !== "kernel").map((route) => [route.key, route]));
  const [had, has] = [routes(old), routes(now)];
  const tell = (kind: "route-added" | "route-removed", [id, route]: [string, (typeof now.info.routes)[number]]) => {
    const over = route.link === null ? "?" : nameOf(after, route.link);
    const at = isDefault(route) && route.link !== null && after.links.has(route.link) ? linkMark(route.link) : mark;
    say(id, at, { kind, where, destination: route.destination, via: route.via, over });
  };
  for (const one of has) if (!had.has(one[0])) tell("route-added", one);
  for (const one of had) if (!has.has(one[0])) tell("route-removed", one);
  diffGates(old, now, say);
  const neighbours = new Map(old.info.neighbours.map((one) => [one.key, one.mac]));
  for (const { key: id, address, mac, link } of now.info.neighbours) {
    const isNews = mac !== null && neighbours.get(id) !== mac && !/^(ff|fe80|22[4-9]|23\d)/.test(address);
    if (isNews) say(id, linkMark(link), { kind: "neighbour", address, mac, where });
  }
  const connections = new Set(old.info.connections.map((one) => one.key));
  for (const { key: id, protocol, original, snat, dnat } of now.info.connections) {
    if (connections.has(id)) continue;
    const port = original.destinationPort === null || protocol.startsWith("icmp") ? "" : `:${original.destinationPort}`;
    const text = `${protocol} ${original.source} → ${original.destination}${port}`;
    say(id, mark, { kind: "connection", where, text, translated: snat || dnat });
  }
}

function diffGates(old: NamespaceModel, now: NamespaceModel, say: Say): void {
  const { key, name: where } = now;
  // A namespace whose rules were unknown for a while had the same ones all the time, as far as anybody knows.
  if (old.info.chainsUnread || now.info.chainsUnread) return;
  const gates = ({ info }: NamespaceModel) => new Map(toGates(info).map((gate) => [gate.hook, gate]));
  const rulesOf = (gate: Gate | undefined) => gate?.chains.flatMap(({ rules }) => rules.map((rule) => rule.key)).join("\n") ?? "";
  const [had, has] = [gates(old), gates(now)];
  for (const hook of new Set([...had.keys(), ...has.keys()])) {
    const [was, is] = [had.get(hook), has.get(hook)];
    const mark = gateMark(key, hook);
    const [before, count] = [was?.rules ?? 0, is?.rules ?? 0];
    if (before !== count || rulesOf(was) !== rulesOf(is))
      say(`${key}/${hook}`, mark, { kind: "rules", where, hook, before, count });
    const drops = is?.drops ?? false;
    if ((was?.drops ?? false) !== drops) say(`${key}/${hook}`, mark, { kind: "policy", where, hook, drops });
  }
}

function diffLinks(before: NetworkModel, after: NetworkModel, say: Say): void {
  const told = new Set<string>();
  for (const [key, now] of after.links) {
    const old = before.links.get(key);
    if (!old) tellWhole(after, now, "made", told, say);
    else diffLink(before, after, old, now, say);
  }
  for (const [key, old] of before.links) if (!after.links.has(key)) tellWhole(before, old, "gone", told, say, after);
}

/** A link that came or went; the two ends of a cable in one sentence. left: the model it is no longer in. */
function tellWhole(
  model: NetworkModel,
  one: LinkModel,
  what: "made" | "gone",
  told: Set<string>,
  say: Say,
  left?: NetworkModel,
): void {
  // The loopback comes and goes with its namespace.
  if (one.side === "lo" || told.has(one.key)) return;
  const { link, namespace } = one;
  const where = nameIn(model, namespace);
  const name = visibleName(link.name);
  const other = model.links.get(link.peer?.key ?? "");
  if (other && !told.has(other.key) && !left?.links.has(other.key)) {
    told.add(other.key);
    const otherWhere = nameIn(model, other.namespace);
    say(one.key, linkMark(one.key), { kind: `pair-${what}`, name, other: visibleName(other.link.name), where, otherWhere });
  } else say(one.key, linkMark(one.key), { kind: `link-${what}`, name, type: link.kind, where });
}

function diffLink(before: NetworkModel, after: NetworkModel, old: LinkModel, now: LinkModel, say: Say): void {
  const mark = linkMark(now.key);
  const where = nameIn(after, now.namespace);
  const [was, name] = [visibleName(old.link.name), visibleName(now.link.name)];
  const tell = (what: string, told: Told) => say(what === "" ? now.key : `${now.key}/${what}`, mark, told);
  if (old.namespace !== now.namespace) {
    const from = nameIn(before, old.namespace);
    tell("", { kind: "moved", name: was, from, to: where, renamed: was === name ? null : name });
  } else if (was !== name) tell("", { kind: "renamed", from: was, name, where });
  // A move takes addresses away and switches off; the kernel does that, and the sentence about the move says it.
  if (old.namespace !== now.namespace) return;
  if (stateOf(old.link) !== stateOf(now.link)) tell("", { kind: "state", name, state: stateOf(now.link), where });
  const [had, has] = [drawn(old.link), drawn(now.link)];
  for (const address of has) if (!had.includes(address)) tell(address, { kind: "address-added", name, address, where });
  for (const address of had) if (!has.includes(address)) tell(address, { kind: "address-removed", name, address, where });
  if (old.link.master !== now.link.master) {
    const plugged = now.link.master !== null;
    const holder = plugged ? nameOf(after, now.link.master) : nameOf(before, old.link.master);
    tell("", { kind: plugged ? "plugged" : "unplugged", name, holder, where });
  }
  const [knew, knows] = [new Set(old.learned.map(({ key }) => key)), new Set(now.learned.map(({ key }) => key))];
  for (const { key, mac } of now.learned) if (!knew.has(key)) say(key, mark, { kind: "learned", name, mac, where });
  for (const { key, mac } of old.learned) if (!knows.has(key)) say(key, mark, { kind: "forgotten", name, mac, where });
}

/** Neither those that an interface gives itself nor the loopback's own, which the kernel adds as it is switched on. */
const drawn = (link: Link): string[] =>
  addressesOf({ addresses: link.addresses.filter(({ scope }) => scope !== "host") }).flatMap(({ text, noise }) =>
    noise ? [] : [text],
  );
