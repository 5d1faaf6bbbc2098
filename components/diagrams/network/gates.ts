import type { FilterChain, NetworkNamespace } from "../../../lib/contract/kernel/network.ts";

/** In the order in which a packet may meet them. "": chains without a hook; "?": rules that could not be read. */
export const HOOKS = ["ingress", "prerouting", "input", "forward", "output", "postrouting", "egress"] as const;

/** Where rules look at packets: all chains at one hook. */
export type Gate = {
  hook: string;
  chains: FilterChain[];
  rules: number;
  /** nat: translates connections. filter: lets through or not. */
  role: "nat" | "filter" | "unknown";
  /** What no rule speaks of is dropped. */
  drops: boolean;
};

/** Gates that have something to say: rules, or a policy that drops. In hook order. */
export function toGates({ chains, chainsUnread }: Pick<NetworkNamespace, "chains" | "chainsUnread">): Gate[] {
  const gates = [...Map.groupBy(chains, ({ hook }) => hook ?? "")].flatMap(([hook, at]): Gate[] => {
    if (hook === "") return [];
    const own = at.toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0) || (a.key < b.key ? -1 : 1));
    const rules = own.reduce((sum, chain) => sum + chain.rules.length + chain.omitted, 0);
    const drops = own.some(({ policy }) => policy === "drop");
    if (rules === 0 && !drops) return [];
    const isNat = own.some((chain) => chain.type === "nat" && chain.rules.length > 0);
    return [{ hook, chains: own, rules, role: isNat ? "nat" : "filter", drops }];
  });
  const order = ({ hook }: Gate) => HOOKS.indexOf(hook as (typeof HOOKS)[number]);
  gates.sort((a, b) => order(a) - order(b));
  if (chainsUnread) gates.push({ hook: "?", chains: [], rules: 0, role: "unknown", drops: false });
  return gates;
}

/** Chains that the rules of these chains jump to, and those that they jump to, each once. */
export function jumpedTo(chains: readonly FilterChain[], all: readonly FilterChain[]): FilterChain[] {
  const found: FilterChain[] = [];
  const queue = [...chains];
  for (let from = queue.shift(); from; from = queue.shift()) {
    for (const { verdict, target } of from.rules) {
      if (verdict !== "jump" || target === null) continue;
      const next = all.find(
        (one) => one.hook === null && one.name === target && one.table === from.table && one.family === from.family,
      );
      if (!next || found.includes(next)) continue;
      found.push(next);
      queue.push(next);
    }
  }
  return found;
}
