import type { FilterChain } from "../../../lib/contract/kernel/network.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { addressesOf } from "./link-words.ts";
import type { LinkModel } from "./network-model.ts";

/** From so many rules on, a gate lists chains, not rules. */
export const MOST_RULES = 30;

/** An interface much as "ip -d addr" prints it. */
export function rawLink({ link }: LinkModel, nameOf: (key: string) => string): string {
  const flags = [link.up ? "UP" : "", link.carrier ? "LOWER_UP" : "", link.promiscuous ? "PROMISC" : ""]
    .filter(Boolean)
    .join(",");
  const at = link.peer?.key ?? link.parent;
  const master = link.master === null ? "" : ` master ${nameOf(link.master)}`;
  const name = visibleName(link.name) + (at ? `@${nameOf(at)}` : "");
  const head = `${link.ifindex}: ${name}: <${flags}> mtu ${link.mtu}${master} state ${link.operstate.toUpperCase()}`;
  const kind = [`link${link.mac === null ? "" : ` ${link.mac}`}`, link.kind, rawDetail(link)].filter(Boolean).join("  ");
  return [
    head,
    `    ${kind}`,
    ...addressesOf(link).map(({ text }) => `    ${text.includes(":") ? "inet6" : "inet"} ${text}`),
  ].join("\n");
}

function rawDetail({ detail, port }: LinkModel["link"]): string {
  const { holders: _, ...rest } = detail;
  const facts = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
  if (port) facts.push(`bridge_slave state ${port.state}`);
  return facts.join(" ");
}

/** Chains with their rules and counters; chains alone, with sums, where there are too many rules to read. */
export function rawChains(chains: readonly FilterChain[], grouped: (rules: number, packets: number) => string): string {
  const total = chains.reduce((sum, { rules }) => sum + rules.length, 0);
  return chains
    .map((chain) => {
      const { rules, policy } = chain;
      const head = `${chain.family} ${visibleName(chain.table)} ${visibleName(chain.name)}${policy === null ? "" : ` (policy ${policy})`}`;
      const packets = rules.reduce((sum, { numbers }) => sum + (numbers?.packets ?? 0), 0);
      if (total > MOST_RULES) return `${head}: ${grouped(rules.length + chain.omitted, packets)}`;
      const lines = rules.map(
        ({ text, numbers }) => `  ${visibleName(text)}${numbers === null ? "" : `   [${numbers.packets}:${numbers.bytes}]`}`,
      );
      return [head, ...lines, ...(chain.omitted > 0 ? [`  … +${chain.omitted}`] : [])].join("\n");
    })
    .join("\n");
}
