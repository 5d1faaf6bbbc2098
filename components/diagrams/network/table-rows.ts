import type { Connection, FilterChain } from "../../../lib/contract/kernel/network.ts";
import { visibleName } from "../frame/shell-quote.ts";
import type { Column } from "../frame/sortable-table.tsx";
import { reachSentence } from "./explain.ts";
import { cableFact, linkFact, namespaceFact } from "./facts.ts";
import { HOOKS } from "./gates.ts";
import { addressesOf, stateOf } from "./link-words.ts";
import { gateMark, linkMark, type NamespaceModel, type NetworkModel, namespaceMark } from "./network-model.ts";
import type { NetworkTexts, Tab } from "./texts.ts";

/** A row: its cells by column, and what the same mark in the picture carries. */
export type TableRow = { key: string; mark: string; fact: string; cells: Record<string, string | number> };

const COLUMNS: Record<Tab, string[]> = {
  interfaces: ["namespace", "name", "ifindex", "kind", "state", "addresses", "mac", "master", "peer", "mtu", "received", "sent"],
  links: ["end", "otherEnd", "kind"],
  routes: ["namespace", "destination", "via", "over", "source", "metric", "table", "kind"],
  rules: ["namespace", "hook", "chain", "rule", "count"],
  neighbours: ["namespace", "address", "mac", "over", "state"],
  fdb: ["namespace", "mac", "over", "master", "learned", "vlan", "remote"],
  connections: ["namespace", "protocol", "original", "reply", "state", "translated"],
  namespaces: ["name", "reaches", "processes", "forwarding", "inode"],
};
const PLAIN = new Set(["kind", "state", "learned", "translated", "forwarding", "reaches", "namespace"]);

export const tableColumns = (tab: Tab, t: NetworkTexts): Column<TableRow>[] =>
  COLUMNS[tab].map((id) => ({
    id,
    title: t.columns[id] ?? id,
    value: ({ cells }) => (typeof cells[id] === "number" ? String(cells[id]).padStart(16, "0") : (cells[id] ?? "")),
    cell: ({ cells }) => (typeof cells[id] === "number" ? cells[id].toLocaleString("en") : cells[id] || "—"),
    mono: !PLAIN.has(id),
  }));

export function tableRows(model: NetworkModel, tab: Tab, t: NetworkTexts): TableRow[] {
  const nameOf = (key: string | null | undefined) => (key ? visibleName(model.links.get(key)?.link.name ?? "?") : "");
  const whereOf = (namespace: string) =>
    nameOfNamespace(
      model.namespaces.find(({ key }) => key === namespace),
      t,
    );
  const endOf = (key: string | null) => {
    const link = key === null ? undefined : model.links.get(key);
    return link ? `${nameOf(key)} · ${whereOf(link.namespace)}` : t.outside;
  };
  const yesNo = (value: boolean) => (value ? t.yes : t.no);
  if (tab === "links") {
    return model.cables.map((cable) => {
      const kind = cable.kind === "veth" ? "veth" : (model.links.get(cable.a)?.link.kind ?? "");
      return {
        key: cable.key,
        mark: cable.key,
        fact: cableFact(cable),
        cells: { end: endOf(cable.a), otherEnd: endOf(cable.b), kind },
      };
    });
  }
  return model.namespaces.flatMap((one): TableRow[] => {
    const { info, links } = one;
    const namespace = nameOfNamespace(one, t);
    switch (tab) {
      case "interfaces":
        return links.map((link) => ({
          key: link.key,
          mark: linkMark(link.key),
          fact: linkFact(link),
          cells: {
            namespace,
            name: visibleName(link.link.name),
            ifindex: link.link.ifindex,
            kind: visibleName(link.link.kind),
            state: t.states[stateOf(link.link)],
            addresses: addressesOf(link.link)
              .map(({ text }) => text)
              .join(" "),
            mac: link.link.mac ?? "",
            master: nameOf(link.link.master),
            peer: link.link.peer ? endOf(link.link.peer.key) : nameOf(link.link.parent),
            mtu: link.link.mtu,
            received: link.link.numbers.rxPackets,
            sent: link.link.numbers.txPackets,
          },
        }));
      case "routes":
        return info.routes.map(({ key, destination, via, link, source, metric, table, type }) => ({
          key,
          mark: key,
          fact: `${destination}|${via ?? ""}|${link ?? ""}`,
          cells: { namespace, destination, via: via ?? "", over: nameOf(link), source: source ?? "", metric, table, kind: type },
        }));
      case "rules":
        return rulesOf(one, namespace);
      case "neighbours":
        return info.neighbours.map(({ key, address, mac, link, state }) => ({
          key,
          mark: key,
          fact: `${address}|${mac ?? ""}`,
          cells: { namespace, address, mac: mac ?? "", over: nameOf(link), state },
        }));
      case "fdb":
        return info.fdb.map(({ key, mac, link, bridge, learned, vlan, remote }) => ({
          key,
          mark: key,
          fact: `${mac}|${link}|${learned}`,
          cells: {
            namespace,
            mac,
            over: nameOf(link),
            master: nameOf(bridge),
            learned: yesNo(learned),
            vlan: vlan ?? "",
            remote: remote ?? "",
          },
        }));
      case "connections":
        return info.connections.map((connection) => ({
          key: connection.key,
          mark: connection.key,
          fact: connectionText(connection.original),
          cells: {
            namespace,
            protocol: connection.protocol,
            original: connectionText(connection.original),
            reply: connectionText(connection.reply),
            state: connection.state ?? (connection.replied ? "" : "UNREPLIED"),
            translated: [connection.snat ? "SNAT" : "", connection.dnat ? "DNAT" : ""].filter(Boolean).join(" "),
          },
        }));
      default:
        return [
          {
            key: one.key,
            mark: namespaceMark(one.key),
            fact: namespaceFact(one),
            cells: {
              name: namespace,
              reaches: reachSentence(one, t),
              processes: info.processes,
              forwarding: info.unread ? "?" : yesNo(info.forwarding),
              inode: String(info.inode),
            },
          },
        ];
    }
  });
}

const nameOfNamespace = (one: NamespaceModel | undefined, t: NetworkTexts): string =>
  one === undefined ? "?" : one.info.initial ? t.own : one.name;

function connectionText({ source, destination, sourcePort, destinationPort }: Connection["original"]): string {
  const end = (address: string, port: number | null) =>
    port === null ? address : `${address.includes(":") ? `[${address}]` : address}:${port}`;
  return `${end(source, sourcePort)} → ${end(destination, destinationPort)}`;
}

/** Rules in the order in which a packet may meet their hooks; chains that are only jumped to come last. */
function rulesOf({ key, info }: NamespaceModel, namespace: string): TableRow[] {
  const order = ({ hook }: FilterChain) => (hook === null ? HOOKS.length : HOOKS.indexOf(hook as (typeof HOOKS)[number]));
  const chains = info.chains.toSorted((a, b) => order(a) - order(b) || (a.priority ?? 0) - (b.priority ?? 0));
  return chains.flatMap((chain) => {
    const name = `${chain.family} ${visibleName(chain.table)} ${visibleName(chain.name)}`;
    const cells = { namespace, hook: chain.hook ?? "", chain: chain.policy === null ? name : `${name} (${chain.policy})` };
    const mark = gateMark(key, chain.hook ?? "");
    const row = (id: string, rule: string, count: number | string): TableRow => ({
      key: id,
      mark,
      fact: `${chain.hook ?? ""}|${id}`,
      cells: { ...cells, rule, count },
    });
    const rows = chain.rules.map((rule) => row(rule.key, visibleName(rule.text), rule.numbers?.packets ?? ""));
    if (chain.omitted > 0) rows.push(row(`${chain.key}/more`, `+${chain.omitted}`, ""));
    // A chain without rules still has a policy to tell.
    return rows.length > 0 || chain.hook === null ? rows : [row(chain.key, "", "")];
  });
}
