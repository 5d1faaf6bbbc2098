import type { Route } from "../../../lib/contract/kernel/network.ts";
import { isDefault, isToldRoute } from "./link-words.ts";
import type { NamespaceModel } from "./network-model.ts";

/** What a namespace reaches, by its routes: the facts of one sentence. over: name of an interface as KernelView writes it. */
export type Reach = {
  networks: { destination: string; over: string; via: string | null }[];
  rest: { via: string | null; over: string } | null;
  /** Only its loopback is there. */
  isBare: boolean;
  loopbackUp: boolean;
  forwarding: boolean;
};

/** The routes of the main table as the reader needs them; IPv4 first, the lab's uplink last. */
export function toReach({ info, links }: NamespaceModel): Reach {
  const nameOf = (key: string | null) => links.find((one) => one.key === key)?.link.name ?? "?";
  // What a student made comes first, the lab's own uplink last.
  const rank = ({ family, link }: Route) =>
    (family === "inet" ? 0 : 2) + (links.some((one) => one.key === link && one.link.plumbing) ? 1 : 0);
  const told = info.routes.filter(isToldRoute).toSorted((a, b) => rank(a) - rank(b));
  const rest = told.filter(isDefault).toSorted((a, b) => a.metric - b.metric)[0];
  return {
    networks: told
      .filter((route) => !isDefault(route))
      .map(({ destination, link, via }) => ({ destination, over: nameOf(link), via })),
    rest: rest ? { via: rest.via, over: nameOf(rest.link) } : null,
    isBare: links.every(({ side }) => side === "lo"),
    loopbackUp: links.some(({ side, link }) => side === "lo" && link.up),
    forwarding: info.forwarding,
  };
}
