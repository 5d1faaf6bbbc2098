import type { Explanation } from "../frame/explanation-panel.tsx";
import { shellQuote, visibleName } from "../frame/shell-quote.ts";
import { addressesOf, isDefault, stateOf } from "./link-words.ts";
import { commandIn } from "./name-namespace.ts";
import { type LinkModel, linkMark, type NetworkModel } from "./network-model.ts";
import { rawLink } from "./raw-lines.ts";
import type { NetworkTexts } from "./texts.ts";

/** Learned addresses that a sentence names. */
const MOST_MACS = 6;

/** What an interface is, how it stands and what it is joined to. */
export function explainLink(model: NetworkModel, one: LinkModel, t: NetworkTexts): Explanation {
  const { link, namespace, learned } = one;
  const { explain } = t;
  const home = model.namespaces.find(({ key }) => key === namespace);
  const nameOf = (key: string) => visibleName(model.links.get(key)?.link.name ?? "?");
  const { vni, remote, port, vlan, mode, holders } = link.detail;
  const via = home?.info.routes.find((route) => isDefault(route) && route.link === one.key);
  const sentences = [
    Object.hasOwn(explain.kinds, link.kind) ? explain.kinds[link.kind]! : explain.otherKind(visibleName(link.kind)),
    link.plumbing ? explain.plumbing : "",
    vni === undefined ? "" : explain.vxlan(vni, remote ? `${remote}:${port ?? 4789}` : null),
    vlan === undefined ? "" : explain.vlan(vlan),
    mode === undefined ? "" : explain.mode(visibleName(mode)),
    explain.state(stateOf(link)),
    peerSentence(model, one, t),
    link.master === null ? "" : explain.plugged(nameOf(link.master)),
    link.parent === null ? "" : explain.parent(nameOf(link.parent)),
    link.kind === "tun" ? explain.heldBy((holders ?? []).map((key) => visibleName(model.commands.get(key) ?? key))) : "",
    learned.length === 0 ? "" : explain.learned(learned.slice(0, MOST_MACS).map(({ mac }) => mac)),
    via ? explain.defaultRoute(via.via ?? "") : "",
    addressesOf(link).some(({ noise }) => noise) ? explain.linkLocal : "",
    explain.counted(link.numbers.rxPackets.toLocaleString("en"), link.numbers.txPackets.toLocaleString("en")),
  ];
  const name = visibleName(link.name);
  return {
    key: linkMark(one.key),
    title: explain.linkTitle(name, home?.name ?? "?"),
    sentence: sentences.filter(Boolean).join(" "),
    evidence: {
      source: "rtnetlink RTM_GETLINK, RTM_GETADDR",
      // "show dev" and not the bare name: a name may look like an option.
      command: commandIn(home?.way ?? { by: "nothing" }, "ip", `-d addr show dev ${shellQuote(link.name)}`),
      raw: rawLink(one, nameOf),
      grade: "observed",
    },
  };
}

function peerSentence(model: NetworkModel, { link }: LinkModel, { explain }: NetworkTexts): string {
  if (!link.peer) return "";
  const other = link.peer.key === null ? undefined : model.links.get(link.peer.key);
  if (other) {
    const where = model.namespaces.find(({ key }) => key === other.namespace)?.name ?? "?";
    return explain.peer(visibleName(other.link.name), where);
  }
  return link.peer.where === "outside" ? explain.peerOutside : explain.peerUnknown;
}
