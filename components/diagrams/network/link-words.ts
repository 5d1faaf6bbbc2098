import type { Link, LinkAddress, Route } from "../../../lib/contract/kernel/network.ts";

/** How an interface stands: what its plug looks like. */
export type PortState = "up" | "down" | "no-carrier";

/** IFF_UP is the administrator's switch, IFF_LOWER_UP says that the other end is there and up (netdevice(7)). */
export const stateOf = ({ up, carrier }: Pick<Link, "up" | "carrier">): PortState =>
  up ? (carrier ? "up" : "no-carrier") : "down";

/** Kinds that others are plugged into: drawn as a bar with slots, not as a port on the edge. */
const BARS = new Set(["bridge", "bond", "team", "vrf"]);
export const isBar = ({ kind }: Pick<Link, "kind">): boolean => BARS.has(kind);

/** Kinds that are built on another interface and carry its frames. */
const TABS = new Set(["macvlan", "macvtap", "ipvlan", "ipvtap", "vlan"]);
export const isTab = ({ kind }: Pick<Link, "kind">): boolean => TABS.has(kind);

const LETTERS: Record<string, string> = {
  veth: "V",
  bridge: "B",
  bond: "O",
  team: "O",
  vrf: "R",
  vxlan: "X",
  macvlan: "M",
  macvtap: "M",
  ipvlan: "I",
  ipvtap: "I",
  vlan: "Q",
  tun: "T",
  dummy: "D",
  loopback: "L",
  wireguard: "W",
};
/** The letter on a port; "?" for a kind this picture has no shape for, "·" where the kernel names none. */
export const letterOf = ({ kind }: Pick<Link, "kind">): string =>
  Object.hasOwn(LETTERS, kind) ? LETTERS[kind]! : kind === "" ? "·" : "?";

/** Addresses that every interface gives itself: noise for a learner, so they are told but not drawn. */
export const isOwnMaking = ({ family, scope }: Pick<LinkAddress, "family" | "scope">): boolean =>
  family === "inet6" && scope === "link";

/** With prefix, IPv4 first, link-local ones last. */
export function addressesOf(link: Pick<Link, "addresses">): { text: string; noise: boolean }[] {
  const rank = (one: LinkAddress) => (one.family === "inet" ? 0 : isOwnMaking(one) ? 2 : 1);
  return link.addresses
    .toSorted((a, b) => rank(a) - rank(b))
    .map((one) => ({ text: `${one.address}/${one.prefix}`, noise: isOwnMaking(one) }));
}

/** Routes a person would speak of: not the kernel's own notes about local addresses, broadcast, multicast and link-local networks. */
export const isToldRoute = ({ table, type, destination }: Route): boolean =>
  table !== "local" && type === "unicast" && !destination.startsWith("fe80:") && !destination.startsWith("ff00:");

export const isDefault = (route: Route): boolean => route.destination === "default" && isToldRoute(route);
