import type { FilterChain } from "../../../../../lib/contract/kernel/network.ts";
import type { Reason } from "../../../../../lib/contract/reason.ts";
import { SystemError } from "../../proc/libc.ts";
import { toReason } from "../../to-reason.ts";
import { TooLate } from "../netlink/netlink-socket.ts";
import { insideNetwork } from "../network-door.ts";
import type { OpenedNamespace } from "../open-namespaces.ts";
import { isKnown, type LegacyText, readLegacyTexts, toLegacyChains } from "./legacy-chains.ts";
import type { LegacyTable } from "./legacy-table.ts";
import { type NftTexts, readNftRules, toNftChains } from "./nft-chains.ts";
import { readLegacyTables } from "./read-legacy.ts";
import { RulesUnreadable, type RuleTools } from "./rule-tool.ts";

/** Rules of one namespace that are listed; the rest is counted, chain by chain. */
const MOST_RULES = 500;
const MOST_ATTEMPTS = 4;

/** The texts of the rules of one namespace, which only change when the rules do. */
export type RuleMemory = { nft: NftTexts | null; legacy: Map<string, LegacyText> };
export const noRules = (): RuleMemory => ({ nft: null, legacy: new Map() });

/**
 * The rules of a namespace. Chains, verdicts and counters come from the kernel each time; the tools are asked for a text only when the kernel
 * says that rules changed (nftables' generation, the old tables' own bytes).
 */
export function readRules(
  namespace: OpenedNamespace,
  memory: RuleMemory,
  tools: RuleTools,
): { chains: FilterChain[]; chainsUnread: Reason | null } {
  try {
    const legacy = readLegacy(namespace.fd, memory, tools);
    const nft = readNftRules(namespace, memory.nft, tools);
    memory.nft = nft?.texts ?? null;
    const chains = [
      ...(nft ? toNftChains(namespace.scanned.key, nft) : []),
      ...toLegacyChains(namespace.scanned.key, legacy, memory.legacy),
    ];
    return { chains: cap(chains), chainsUnread: nft?.omittedChains ? toReason("entry-cap", { cap: nft.chains.length }) : null };
  } catch (error) {
    return { chains: [], chainsUnread: whyUnreadable(error) };
  }
}

/** Tables that are replaced while the tool reads them are read again, so that rules and counters belong together. */
function readLegacy(namespaceFd: number, memory: RuleMemory, tools: RuleTools): LegacyTable[] {
  for (let attempt = 1; ; attempt++) {
    const tables = insideNetwork(namespaceFd, readLegacyTables);
    const known = isKnown(tables, memory.legacy);
    if (known || attempt === MOST_ATTEMPTS) return tables;
    memory.legacy = readLegacyTexts(tables, memory.legacy, tools, namespaceFd);
  }
}

function whyUnreadable(error: unknown): Reason {
  if (error instanceof RulesUnreadable) return error.reason;
  if (error instanceof TooLate) return toReason("time-cap", {});
  if (error instanceof SystemError) return toReason("open-failed", { errno: error.code });
  throw error;
}

function cap(chains: FilterChain[]): FilterChain[] {
  let left = MOST_RULES;
  return chains.map((chain) => {
    const rules = chain.rules.slice(0, left);
    left -= rules.length;
    return { ...chain, rules, omitted: chain.omitted + chain.rules.length - rules.length };
  });
}
