import { stateOf } from "./link-words.ts";
import type { LinkModel, NamespaceModel } from "./network-model.ts";

/** So many columns keep a place of their own in any case. */
export const MOST_COLUMNS = 12;

/**
 * Further namespaces that look like one of the first twelve columns, and that column. Names, addresses and numbers do not count; what is
 * inside, how it stands and where its cables lead does.
 */
export function stackNamespaces(
  namespaces: readonly NamespaceModel[],
  links: ReadonlyMap<string, LinkModel>,
): ReadonlyMap<string, string> {
  const stacks = new Map<string, string>();
  const others = namespaces.filter(({ slot }) => slot >= 0);
  if (others.length <= MOST_COLUMNS) return stacks;
  const first = new Map<string, string>();
  for (const namespace of others) {
    const look = looksLike(namespace, links);
    const known = first.get(look);
    if (known === undefined) first.set(look, namespace.key);
    else if (namespace.slot >= MOST_COLUMNS) stacks.set(namespace.key, known);
  }
  return stacks;
}

function looksLike({ key, info, links }: NamespaceModel, all: ReadonlyMap<string, LinkModel>): string {
  const leadsTo = (other: string | null | undefined) => {
    const at = other ? all.get(other) : undefined;
    return at === undefined ? null : at.namespace === key ? "self" : at.namespace;
  };
  const seen = links.map(({ link, side }) => [
    side,
    link.kind,
    stateOf(link),
    link.master === null,
    link.peer && [link.peer.where, leadsTo(link.peer.key)],
    leadsTo(link.parent),
  ]);
  return JSON.stringify([seen, info.unread?.code, info.forwarding, info.chains.map(({ hook, rules }) => [hook, rules.length])]);
}
