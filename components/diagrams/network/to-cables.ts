import type { LinkModel } from "./network-model.ts";

/** veth: a pair's two ends. child: something built on an interface of another namespace. b is null where it leads out of the sandbox. */
export type Cable = { key: string; kind: "veth" | "child"; a: string; b: string | null };

/** Every connection that crosses the edge of a box. */
export function toCables(links: ReadonlyMap<string, LinkModel>): Cable[] {
  const cables = new Map<string, Cable>();
  for (const { key, link, namespace } of links.values()) {
    const { peer, parent } = link;
    if (peer) {
      const other = peer.key !== null && links.has(peer.key) ? peer.key : null;
      if (other !== null || peer.where === "outside") add(cables, "veth", key, other);
    }
    const below = parent === null ? undefined : links.get(parent);
    if (below && below.namespace !== namespace) add(cables, "child", key, below.key);
  }
  return [...cables.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function add(cables: Map<string, Cable>, kind: Cable["kind"], from: string, to: string | null): void {
  const [a, b] = to === null || from < to ? [from, to] : [to, from];
  const key = `cable|${kind}|${a}|${b ?? "outside"}`;
  cables.set(key, { key, kind, a, b });
}
