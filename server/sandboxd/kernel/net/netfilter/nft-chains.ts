import type { FilterChain, FilterRule } from "../../../../../lib/contract/kernel/network.ts";
import { toVisible, toVisibleCut } from "../../proc/byte-text.ts";
import { SystemError } from "../../proc/libc.ts";
import { toReason } from "../../to-reason.ts";
import type { NetlinkSocket } from "../netlink/netlink-socket.ts";
import type { OpenedNamespace } from "../open-namespaces.ts";
import { parseIptablesSave, parseIptablesTarget, type SavedTables } from "./iptables-save.ts";
import { parseNftListing, parseNftTarget } from "./nft-listing.ts";
import {
  chainDump,
  familyName,
  generationQuestion,
  hookName,
  type NftChain,
  type NftRule,
  type NftTable,
  parseChain,
  parseGeneration,
  parseRule,
  parseTable,
  ruleDump,
  tableDump,
} from "./nft-messages.ts";
import { RulesUnreadable, type RuleTools, runRuleTool } from "./rule-tool.ts";

const MOST_TABLES = 256;
const MOST_CHAINS = 512;
/** Rules that are looked at; those beyond are counted for their chain by nobody, so the whole is then "too many". */
const MOST_RULES = 4_096;
/** Characters of a rule that are shown. */
export const MOST_TEXT = 400;
/** Rules that change while they are read are read again so often. */
const MOST_ATTEMPTS = 3;

/** What the tools said, while the kernel counted this generation. */
export type NftTexts = {
  generation: number;
  tables: NftTable[];
  chains: NftChain[];
  omittedChains: number;
  /** By "table handle/rule handle". */
  native: Map<string, string>;
  saved: { ip: SavedTables; ip6: SavedTables };
};
export type NftRules = { texts: NftTexts; chains: NftChain[]; omittedChains: number; rules: NftRule[] };

/** Null where a namespace has no table, or the kernel no nftables. @throws RulesUnreadable, SystemError, TooLate */
export function readNftRules({ filter, fd }: OpenedNamespace, before: NftTexts | null, tools: RuleTools): NftRules | null {
  if (filter === null) return null;
  let texts = before;
  for (let attempt = 1; ; attempt++) {
    const generation = readGeneration(filter);
    if (generation === null) return null;
    if (texts?.generation !== generation) texts = readTexts(filter, generation, fd, tools);
    if (texts.tables.length === 0) return { texts, chains: [], omittedChains: 0, rules: [] };
    const { rows: rules, omitted } = filter.dump(ruleDump(), MOST_RULES, parseRule);
    if (omitted > 0) throw new RulesUnreadable(toReason("entry-cap", { cap: MOST_RULES }));
    const { chains, omittedChains } = texts;
    if (readGeneration(filter) === generation || attempt === MOST_ATTEMPTS) return { texts, chains, omittedChains, rules };
  }
}

function readGeneration(filter: NetlinkSocket): number | null {
  try {
    return filter.ask(generationQuestion(), parseGeneration);
  } catch (error) {
    // A kernel with netfilter but without nftables answers EINVAL.
    if (error instanceof SystemError && (error.code === "EINVAL" || error.code === "EOPNOTSUPP")) return null;
    throw error;
  }
}

function readTexts(filter: NetlinkSocket, generation: number, fd: number, tools: RuleTools): NftTexts {
  const tables = filter.dump(tableDump(), MOST_TABLES, parseTable).rows;
  const { rows: chains, omitted: omittedChains } = filter.dump(chainDump(), MOST_CHAINS, parseChain);
  const none: SavedTables = new Map();
  const save = (tool: string, family: number) =>
    tables.some((table) => table.family === family && mayBeIptables(table, chains))
      ? parseIptablesSave(runRuleTool(tools, fd, [tool]))
      : none;
  const saved = { ip: save("iptables-nft-save", 2), ip6: save("ip6tables-nft-save", 10) };
  const isNative = tables.some((table) => !savedOf({ saved }, table, chains));
  const native = isNative && chains.length > 0 ? parseNftListing(runRuleTool(tools, fd, LIST)) : new Map<string, string>();
  if (native === null) throw ambiguous;
  return { generation, tables, chains, omittedChains, native, saved };
}
const LIST = ["nft", "--stateless", "--handle", "list", "ruleset"] as const;

const IPTABLES = new Set(["raw", "mangle", "nat", "filter", "security"]);
const BUILT_IN = new Set(["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]);

/** Named as iptables-nft names its tables and chains. */
function mayBeIptables(table: NftTable, chains: readonly NftChain[]): boolean {
  const own = chains.filter((chain) => chain.family === table.family && chain.table === table.name);
  return (
    (table.family === 2 || table.family === 10) &&
    IPTABLES.has(table.name) &&
    own.length > 0 &&
    own.every(({ hook, name }) => hook === null || BUILT_IN.has(name))
  );
}

/** What iptables-nft-save said of a table; null for one that is none of its own. */
function savedOf({ saved }: Pick<NftTexts, "saved">, table: NftTable, chains: readonly NftChain[]): Map<string, string[]> | null {
  if (!mayBeIptables(table, chains)) return null;
  // It leaves out tables that hold what it does not understand, with a comment.
  return (table.family === 2 ? saved.ip : saved.ip6).get(table.name) ?? null;
}

/** @throws RulesUnreadable when the tool did not tell a rule that the kernel has */
export function toNftChains(namespace: string, { texts, chains, rules }: NftRules): FilterChain[] {
  const rulesOf = Map.groupBy(rules, ({ family, table, chain }) => JSON.stringify([family, table, chain]));
  const tableOf = new Map(texts.tables.map((table) => [JSON.stringify([table.family, table.name]), table]));
  return chains.flatMap((chain): FilterChain[] => {
    const table = tableOf.get(JSON.stringify([chain.family, chain.table]));
    if (!table) return [];
    const own = rulesOf.get(JSON.stringify([chain.family, chain.table, chain.name])) ?? [];
    const saved = savedOf(texts, table, chains);
    const at = `${namespace}/nft/${table.handle}`;
    return [
      {
        key: `${at}/${chain.handle}`,
        backend: saved ? "iptables-nft" : "nft",
        family: familyName(chain.family),
        table: toVisible(chain.table),
        name: toVisible(chain.name),
        hook: chain.hook && hookName(chain.family, chain.hook.number),
        type: chain.type,
        priority: chain.hook?.priority ?? null,
        policy: chain.policy,
        rules: own.map((rule, index) => ({
          key: `${at}/rule/${rule.handle}`,
          ...(saved ? toSavedRule(saved, chain.name, own.length, index) : toNativeRule(texts.native, table, rule)),
          numbers: rule.numbers,
        })),
        omitted: 0,
      },
    ];
  });
}

type Said = Pick<FilterRule, "text" | "verdict" | "target">;

function toNativeRule(native: NftTexts["native"], table: NftTable, rule: NftRule): Said {
  const text = native.get(`${table.handle}/${rule.handle}`);
  if (text === undefined) throw unheard("nft");
  const target = rule.effect.chain ?? parseNftTarget(text);
  return {
    text: toVisibleCut(text, MOST_TEXT),
    verdict: rule.effect.verdict,
    target: target === null ? null : toVisible(target),
  };
}

function toSavedRule(saved: Map<string, string[]>, chain: string, count: number, index: number): Said {
  const rules = saved.get(chain);
  if (rules?.length !== count) throw unheard("iptables-nft-save");
  const { verdict, target } = parseIptablesTarget(rules[index]!, saved);
  return { text: toVisibleCut(rules[index]!, MOST_TEXT), verdict, target: target === null ? null : toVisible(target) };
}

const ambiguous = new RulesUnreadable(
  toReason("rules-tool-failed", {
    tool: "nft",
    said: "its listing can be read in more than one way: a name or comment holds a line end",
  }),
);
const unheard = (tool: string) =>
  new RulesUnreadable(toReason("rules-tool-failed", { tool, said: "it does not list every rule that the kernel has" }));
