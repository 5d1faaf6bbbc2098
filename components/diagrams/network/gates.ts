import type { FilterChain, NetworkNamespace } from "../../../lib/contract/kernel/network.ts";
import { GATE } from "./geometry.ts";

/** In the order in which a packet may meet them. "": chains without a hook; "?": rules that could not be read. */
export const HOOKS = ["ingress", "prerouting", "input", "forward", "output", "postrouting", "egress"] as const;

/** Width of each gate in px, by hook: with its whole name, and short. */
export const GATE_WIDTHS: Record<"whole" | "short", Record<string, number>> = {
  whole: { ingress: 64, prerouting: 84, input: 72, forward: 76, output: 72, postrouting: 90, egress: 64, "?": 110 },
  short: { ingress: 26, prerouting: 26, input: 24, forward: 28, output: 26, postrouting: 33, egress: 26, "?": 26 },
};

/** Each hook has a place of its own in the edge of a box, whether the others have rules or not. */
export function gateOffset(hook: string, size: "whole" | "short"): number {
  const before = HOOKS.slice(0, Math.max(0, HOOKS.indexOf(hook as (typeof HOOKS)[number])));
  return before.reduce((sum, one) => sum + GATE_WIDTHS[size][one]! + GATE.gap, 0);
}

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
