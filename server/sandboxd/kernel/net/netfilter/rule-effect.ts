import type { FilterRule } from "../../../../../lib/contract/kernel/network.ts";
import { bytesOf, eachAttribute } from "../netlink/nlmsg.ts";

type Verdict = FilterRule["verdict"];
/** What a rule does, and the chain that it jumps to. */
export type RuleEffect = { verdict: Verdict; chain: string | null };

/** enum nft_verdicts and NF_*, include/uapi/linux/netfilter.h; goto never comes back, but it leads to a chain just so. */
const VERDICTS: Record<number, Verdict> = { 0: "drop", 1: "accept", [-3]: "jump", [-4]: "jump", [-5]: "return" };
/** Expressions that decide by their mere presence. */
const EXPRESSIONS: Record<string, Verdict> = { masq: "masquerade", redir: "redirect", reject: "reject", log: "log" };
/** Targets of xtables that rules made by iptables-nft still carry. */
export const XT_TARGETS: Record<string, Verdict> = {
  MASQUERADE: "masquerade",
  REDIRECT: "redirect",
  REJECT: "reject",
  LOG: "log",
  NFLOG: "log",
  SNAT: "snat",
  DNAT: "dnat",
};
const NFT_NAT_SNAT = 0;

/**
 * Effect and counter of a rule, from its expressions (nft_expr_attributes). Logging goes on to what follows, so anything else outweighs it; what
 * a map decides, or nothing at all, is "other".
 */
export function parseRuleEffect(
  buffer: Buffer,
  start: number,
  end: number,
): { effect: RuleEffect; numbers: FilterRule["numbers"] } {
  let effect: RuleEffect = { verdict: "other", chain: null };
  let numbers: FilterRule["numbers"] = null;
  eachAttribute(buffer, start, end, (_, at, length) => {
    const { name, from, to } = parseExpression(buffer, at, at + length);
    if (name === "counter" && from >= 0) numbers ??= parseCounter(buffer, from, to);
    const found = effectOf(buffer, name, from, to);
    if (found && (found.verdict !== "log" || effect.verdict === "other")) effect = found;
  });
  return { effect, numbers };
}

/** Name and where its data is; from is -1 where it has none. */
function parseExpression(buffer: Buffer, start: number, end: number): { name: string; from: number; to: number } {
  const expression = { name: "", from: -1, to: -1 };
  eachAttribute(buffer, start, end, (type, at, length) => {
    if (type === 1) expression.name = bytesOf(buffer, at, length);
    else if (type === 2) Object.assign(expression, { from: at, to: at + length });
  });
  return expression;
}

function effectOf(buffer: Buffer, name: string, from: number, to: number): RuleEffect | null {
  const simple = EXPRESSIONS[name];
  if (simple) return { verdict: simple, chain: null };
  if (from < 0) return null;
  let found: RuleEffect | null = null;
  eachAttribute(buffer, from, to, (type, at, length) => {
    // NFTA_IMMEDIATE_DATA, NFTA_NAT_TYPE, NFTA_TARGET_NAME
    if (name === "immediate" && type === 2) found = parseVerdict(buffer, at, at + length);
    else if (name === "nat" && type === 1)
      found = { verdict: buffer.readUInt32BE(at) === NFT_NAT_SNAT ? "snat" : "dnat", chain: null };
    else if (name === "target" && type === 1)
      found = { verdict: XT_TARGETS[bytesOf(buffer, at, length)] ?? "other", chain: null };
  });
  return found;
}

/** Null where a value is loaded into a register. */
function parseVerdict(buffer: Buffer, start: number, end: number): RuleEffect | null {
  let effect: RuleEffect | null = null;
  eachAttribute(buffer, start, end, (type, at, length) => {
    // NFTA_DATA_VERDICT
    if (type !== 2) return;
    const found: RuleEffect = { verdict: "other", chain: null };
    eachAttribute(buffer, at, at + length, (inner, value, size) => {
      if (inner === 1) found.verdict = VERDICTS[buffer.readInt32BE(value)] ?? "other";
      else if (inner === 2) found.chain = bytesOf(buffer, value, size);
    });
    effect = found;
  });
  return effect;
}

/** NFTA_COUNTER_BYTES, _PACKETS */
function parseCounter(buffer: Buffer, start: number, end: number): { packets: number; bytes: number } {
  const counter = { packets: 0, bytes: 0 };
  eachAttribute(buffer, start, end, (type, at) => {
    if (type === 1) counter.bytes = Number(buffer.readBigUInt64BE(at));
    else if (type === 2) counter.packets = Number(buffer.readBigUInt64BE(at));
  });
  return counter;
}
