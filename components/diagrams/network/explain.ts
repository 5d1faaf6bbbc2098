import type { Evidence } from "../../../lib/contract/kernel-view.ts";
import type { Explanation } from "../frame/explanation-panel.tsx";
import { shellQuote, visibleName } from "../frame/shell-quote.ts";
import { explainLink } from "./explain-link.ts";
import { type Gate, jumpedTo, toGates } from "./gates.ts";
import { isToldRoute } from "./link-words.ts";
import { commandIn } from "./name-namespace.ts";
import { gateMark, linkMark, type NamespaceModel, type NetworkModel, namespaceMark, OUTSIDE_MARK } from "./network-model.ts";
import { rawChains } from "./raw-lines.ts";
import { toReach } from "./reach.ts";
import type { NetworkTexts } from "./texts.ts";
import type { Cable } from "./to-cables.ts";

/** Names of namespaces that a stack tells of. */
const MOST_NAMED = 12;

/** The explanation of a mark by its key; null once it is no longer in the picture. */
export function explainNetworkMark(model: NetworkModel, mark: string, t: NetworkTexts): Explanation | null {
  if (mark === OUTSIDE_MARK) return model.outside ? explainOutside(model, t) : null;
  for (const link of model.links.values()) if (mark === linkMark(link.key)) return explainLink(model, link, t);
  const cable = model.cables.find(({ key }) => key === mark);
  if (cable) return explainCable(model, cable, t);
  for (const namespace of model.namespaces) {
    if (mark === namespaceMark(namespace.key)) return explainNamespace(model, namespace, t);
    const gate = toGates(namespace.info).find(({ hook }) => mark === gateMark(namespace.key, hook));
    if (gate) return explainGate(namespace, gate, mark, t);
  }
  return null;
}

/** What the picture and the table say of a namespace in one sentence. */
export const reachSentence = (namespace: NamespaceModel, t: NetworkTexts): string => {
  if (namespace.info.unread) return t.unread(visibleName(t.reason(namespace.info.unread)));
  const reach = toReach(namespace);
  const rest = reach.rest && { ...reach.rest, over: visibleName(reach.rest.over) };
  return t.reach({ ...reach, rest, networks: reach.networks.map((one) => ({ ...one, over: visibleName(one.over) })) });
};

function explainNamespace(model: NetworkModel, namespace: NamespaceModel, t: NetworkTexts): Explanation {
  const { info, name, way, key } = namespace;
  const stacked = model.namespaces.filter((one) => model.stacks.get(one.key) === key).map((one) => one.name);
  const sentences = [
    t.explain.namespace(info.initial, info.processes),
    way.by === "here" || way.by === "name" ? "" : t.explain.hidden,
    info.unread ? t.explain.unread(visibleName(t.reason(info.unread))) : reachSentence(namespace, t),
    stacked.length > 0 ? t.explain.stack(stacked.slice(0, MOST_NAMED), Math.max(0, stacked.length - MOST_NAMED)) : "",
  ];
  const base = { key: namespaceMark(key), title: t.explain.namespaceTitle(name), sentence: sentences.filter(Boolean).join(" ") };
  if (info.unread) {
    const raw = visibleName(t.reason(info.unread));
    return { ...base, evidence: { source: "setns(2)", command: "lsns -t net", raw, grade: "unknown" } };
  }
  const routes = info.routes
    .filter(isToldRoute)
    .map(({ destination, via, link, source }) => {
      const dev = namespace.links.find((one) => one.key === link)?.link.name;
      return [destination, via && `via ${via}`, dev && `dev ${visibleName(dev)}`, source && `src ${source}`]
        .filter(Boolean)
        .join(" ");
    })
    .slice(0, 40);
  const raw = [`net:[${info.inode}]  ip_forward ${info.forwarding ? 1 : 0}`, ...routes].join("\n");
  return { ...base, evidence: observed("rtnetlink RTM_GETROUTE, net.ipv4.ip_forward", commandIn(way, "ip", "route"), raw) };
}

function explainOutside(model: NetworkModel, t: NetworkTexts): Explanation {
  const cable = model.cables.find(({ b }) => b === null);
  const link = cable && model.links.get(cable.a);
  const way = link && model.namespaces.find(({ key }) => key === link.namespace)?.way;
  const command = link && way ? commandIn(way, "ip", `-d link show dev ${shellQuote(link.link.name)}`) : "ip -d link";
  const raw = link ? `${visibleName(link.link.name)}: IFLA_LINK, IFLA_LINK_NETNSID` : "";
  const evidence: Evidence = { source: "rtnetlink RTM_GETLINK", command, raw, grade: "inferred" };
  return { key: OUTSIDE_MARK, title: t.outside, sentence: t.explain.outside, evidence };
}

function explainCable(model: NetworkModel, cable: Cable, t: NetworkTexts): Explanation | null {
  const ends = [cable.a, cable.b].map((key) => (key === null ? null : (model.links.get(key) ?? null)));
  const [a, b] = ends;
  if (!a) return null;
  const namespaceOf = (key: string) => model.namespaces.find((one) => one.key === key);
  const [nameA, nameB] = [visibleName(a.link.name), b ? visibleName(b.link.name) : t.outside];
  const whereOf = (key: string) => namespaceOf(key)?.name ?? "?";
  const child = a.link.parent === b?.key ? a : b;
  const sentence =
    cable.kind === "child" && b && child
      ? t.explain.child(visibleName(child.link.name), child === a ? nameB : nameA, whereOf((child === a ? b : a).namespace))
      : b
        ? t.explain.cable(nameA, whereOf(a.namespace), nameB, whereOf(b.namespace))
        : t.explain.cableOut(nameA);
  const from = cable.kind === "child" && child ? child : a;
  const way = namespaceOf(from.namespace)?.way ?? { by: "nothing" };
  const command = commandIn(way, "ip", `-d link show dev ${shellQuote(from.link.name)}`);
  const raw = ends
    .map((end) =>
      end
        ? `${end.link.ifindex}: ${visibleName(end.link.name)} @ net:[${namespaceOf(end.namespace)?.info.inode ?? "?"}]`
        : t.outside,
    )
    .join("\n");
  return {
    key: cable.key,
    title: t.explain.cableTitle(nameA, nameB),
    sentence,
    evidence: { source: "rtnetlink RTM_GETLINK (IFLA_LINK, IFLA_LINK_NETNSID)", command, raw, grade: "inferred" },
  };
}

function explainGate({ info, name, way }: NamespaceModel, gate: Gate, mark: string, t: NetworkTexts): Explanation {
  const title = t.explain.gateTitle(gate.hook, name);
  if (gate.hook === "?") {
    const why = visibleName(info.chainsUnread ? t.reason(info.chainsUnread) : "?");
    const evidence: Evidence = {
      source: "nfnetlink",
      command: commandIn(way, "nft", "list ruleset"),
      raw: why,
      grade: "unknown",
    };
    return { key: mark, title, sentence: t.explain.rulesUnread(why), evidence };
  }
  const chains = [...gate.chains, ...jumpedTo(gate.chains, info.chains)];
  const native = chains.some(({ backend }) => backend === "nft");
  const legacy = chains.some(({ backend }) => backend === "iptables-legacy");
  const command = native
    ? commandIn(way, "nft", "list ruleset")
    : commandIn(way, `${legacy ? "iptables-legacy" : "iptables"}-save`, "-c");
  const sentences = [
    t.explain.hooks[gate.hook] ?? "",
    gate.role === "nat" ? `${t.explain.natCounts} ${t.explain.connections}` : "",
    gate.drops ? t.explain.dropPolicy : "",
  ];
  const source = legacy ? "getsockopt(2) IPT_SO_GET_ENTRIES" : "nfnetlink NFT_MSG_GETRULE";
  return {
    key: mark,
    title,
    sentence: sentences.filter(Boolean).join(" "),
    evidence: observed(source, command, rawChains(chains, t.explain.grouped)),
  };
}

const observed = (source: string, command: string, raw: string): Evidence => ({ source, command, raw, grade: "observed" });
