import type { FilterRule } from "../../../../../lib/contract/kernel/network.ts";
import { bytesOf, eachAttribute, type NetlinkMessage, NLM_F, toRequest } from "../netlink/nlmsg.ts";
import { parseRuleEffect, type RuleEffect } from "./rule-effect.ts";

/** include/uapi/linux/netfilter/nfnetlink.h, nf_tables.h. Numbers in attributes are big-endian. */
const NFNL_SUBSYS_NFTABLES = 10;
const NFT_MSG = { GETTABLE: 1, GETCHAIN: 4, GETRULE: 7, GETGEN: 16 } as const;
/** struct nfgenmsg, all zero: every family. */
const NFGENMSG = 4;
const request = (message: number, flags: number) =>
  toRequest((NFNL_SUBSYS_NFTABLES << 8) | message, flags, Buffer.alloc(NFGENMSG));

/** The number of changes that a namespace's rules have seen. */
export const generationQuestion = (): Buffer => request(NFT_MSG.GETGEN, 0);
export const tableDump = (): Buffer => request(NFT_MSG.GETTABLE, NLM_F.DUMP);
export const chainDump = (): Buffer => request(NFT_MSG.GETCHAIN, NLM_F.DUMP);
export const ruleDump = (): Buffer => request(NFT_MSG.GETRULE, NLM_F.DUMP);

/** Names are as the kernel has them: nobody checked what is in them. */
export type NftTable = { family: number; name: string; handle: string };
export type NftChain = {
  family: number;
  table: string;
  name: string;
  /** Unique in its table, never given again. */
  handle: string;
  /** null: only jumped to. */
  hook: { number: number; priority: number } | null;
  type: string | null;
  policy: "accept" | "drop" | null;
};
export type NftRule = {
  family: number;
  table: string;
  chain: string;
  handle: string;
  effect: RuleEffect;
  numbers: FilterRule["numbers"];
};

export function parseGeneration({ buffer, start, end }: NetlinkMessage): number | null {
  let generation: number | null = null;
  eachAttribute(buffer, start + NFGENMSG, end, (type, at) => {
    if (type === 1) generation = buffer.readUInt32BE(at);
  });
  return generation;
}

export function parseTable({ buffer, start, end }: NetlinkMessage): NftTable {
  const table: NftTable = { family: buffer[start]!, name: "", handle: "" };
  eachAttribute(buffer, start + NFGENMSG, end, (type, at, length) => {
    // NFTA_TABLE_NAME, _HANDLE
    if (type === 1) table.name = bytesOf(buffer, at, length);
    else if (type === 4) table.handle = String(buffer.readBigUInt64BE(at));
  });
  return table;
}

export function parseChain({ buffer, start, end }: NetlinkMessage): NftChain {
  const chain: NftChain = { family: buffer[start]!, table: "", name: "", handle: "", hook: null, type: null, policy: null };
  eachAttribute(buffer, start + NFGENMSG, end, (type, at, length) => {
    // NFTA_CHAIN_TABLE, _HANDLE, _NAME, _HOOK, _POLICY, _TYPE
    if (type === 1) chain.table = bytesOf(buffer, at, length);
    else if (type === 2) chain.handle = String(buffer.readBigUInt64BE(at));
    else if (type === 3) chain.name = bytesOf(buffer, at, length);
    else if (type === 4) chain.hook = parseHook(buffer, at, at + length);
    else if (type === 5) chain.policy = buffer.readUInt32BE(at) === 0 ? "drop" : "accept";
    else if (type === 7) chain.type = bytesOf(buffer, at, length);
  });
  return chain;
}

function parseHook(buffer: Buffer, start: number, end: number): { number: number; priority: number } {
  const hook = { number: 0, priority: 0 };
  eachAttribute(buffer, start, end, (type, at) => {
    if (type === 1) hook.number = buffer.readUInt32BE(at);
    else if (type === 2) hook.priority = buffer.readInt32BE(at);
  });
  return hook;
}

export function parseRule({ buffer, start, end }: NetlinkMessage): NftRule {
  const nothing = { verdict: "other", chain: null } as const;
  const rule: NftRule = { family: buffer[start]!, table: "", chain: "", handle: "", effect: nothing, numbers: null };
  eachAttribute(buffer, start + NFGENMSG, end, (type, at, length) => {
    // NFTA_RULE_TABLE, _CHAIN, _HANDLE, _EXPRESSIONS
    if (type === 1) rule.table = bytesOf(buffer, at, length);
    else if (type === 2) rule.chain = bytesOf(buffer, at, length);
    else if (type === 3) rule.handle = String(buffer.readBigUInt64BE(at));
    else if (type === 4) Object.assign(rule, parseRuleEffect(buffer, at, at + length));
  });
  return rule;
}

export const FAMILIES: Record<number, string> = { 1: "inet", 2: "ip", 3: "arp", 5: "netdev", 7: "bridge", 10: "ip6" };
const INET_HOOKS = ["prerouting", "input", "forward", "output", "postrouting", "ingress"];
const HOOKS: Record<string, readonly string[]> = { arp: ["input", "output", "forward"], netdev: ["ingress", "egress"] };

/** enum nf_inet_hooks, nf_bridge_hooks (the same), NF_ARP_*, nf_dev_hooks */
export const hookName = (family: number, hook: number): string =>
  (HOOKS[FAMILIES[family] ?? ""] ?? INET_HOOKS)[hook] ?? String(hook);
export const familyName = (family: number): string => FAMILIES[family] ?? String(family);
