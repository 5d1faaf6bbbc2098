import { clipMiddle, textColumns } from "../frame/clip-label.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { addressesOf, isDefault, isTab, stateOf } from "./link-words.ts";
import type { LinkModel, NetworkModel } from "./network-model.ts";
import type { NetworkTexts } from "./texts.ts";

/** What stands on a port or a bar: its name, and two lines. short: the third where there is less room. */
export type PortWords = { name: string; ifindex: string; second: string; state: string; third: string; short?: string };

export function toPortWords(model: NetworkModel, port: LinkModel, t: NetworkTexts): PortWords {
  const { link } = port;
  const nameOf = (key: string) => visibleName(model.links.get(key)?.link.name ?? "?");
  const { vni, remote, port: udp, vlan } = link.detail;
  const drawn = addressesOf(link).flatMap(({ text, noise }) => (noise ? [] : [text]));
  const [address] = drawn;
  const more = drawn.length > 1 ? t.more(drawn.length - 1) : "";
  const state = t.states[stateOf(link)];
  const words = { name: visibleName(link.name), ifindex: `@${link.ifindex}`, state };
  if (vni !== undefined) {
    // The usual port (RFC 7348) is left out where it would cost the end of the address.
    const at = remote !== undefined && remote !== null && remote.length > 13 && udp === 4789 ? "" : `:${udp ?? 4789}`;
    const to = remote ? `${remote.includes(":") ? `[${remote}]` : remote}${at}` : "fdb";
    return { ...words, second: `→ ${to}`, third: `VNI ${vni}` };
  }
  const holders = (link.detail.holders ?? []).map((key) => visibleName(model.comms.get(key) ?? "?"));
  const tab = isTab(link) && link.parent !== null ? t.onParent(nameOf(link.parent)) : "";
  const tag = vlan === undefined ? tab : `VLAN ${vlan} ${tab}`.trim();
  const second =
    address ?? (link.master === null ? tag || (link.plumbing ? t.uplink : t.noAddress) : t.portOf(nameOf(link.master)));
  const learned = port.learned.length > 0 ? t.learned(port.learned.length) : null;
  const way = hasDefaultRoute(model, port) ? `→ ${t.defaultRoute}` : learned;
  const isHeld = way === null && link.kind === "tun" && holders.length > 0;
  const other = link.kind === "tun" ? t.noHolder : link.plumbing && address ? t.uplink : "";
  const third = way ?? (isHeld ? t.holder(holders) : other);
  const network = model.engineNetworks.get(port.key) ?? "";
  return {
    ...words,
    second,
    third: [more, third, visibleName(network)].filter(Boolean).join(" "),
    ...(isHeld && { short: holders.join(" ") }),
  };
}

export function hasDefaultRoute(model: NetworkModel, { key, namespace }: LinkModel): boolean {
  const routes = model.namespaces.find((one) => one.key === namespace)?.info.routes ?? [];
  return routes.some((route) => route.link === key && isDefault(route));
}

/** Everything that stands on a port, for who does not see it. */
export function portName(model: NetworkModel, port: LinkModel, t: NetworkTexts): string {
  const { name, ifindex, second, state, third } = toPortWords(model, port, t);
  const where = model.namespaces.find(({ key }) => key === port.namespace)?.name ?? "?";
  const title = t.explain.linkTitle(`${name}${ifindex}`, where);
  return [title, port.link.kind === "loopback" ? "" : visibleName(port.link.kind), state, second, third]
    .filter(Boolean)
    .join(", ");
}

/** A name and its number in so many columns; the number stays whole. */
export const clipName = (name: string, ifindex: string, columns: number): string =>
  clipMiddle(name, Math.max(3, columns - textColumns(ifindex)));
