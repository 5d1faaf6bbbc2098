import type { FilterChain } from "../../../../../lib/contract/kernel/network.ts";
import { toVisible, toVisibleCut } from "../../proc/byte-text.ts";
import { withUniqueKeys } from "../unique-keys.ts";
import { parseIptablesSave, parseIptablesTarget } from "./iptables-save.ts";
import { LEGACY_HOOKS, type LegacyTable, legacyPriority, legacyType } from "./legacy-table.ts";
import { MOST_TEXT } from "./nft-chains.ts";
import { type RuleTools, runRuleTool } from "./rule-tool.ts";

/** What iptables-legacy-save said of a table, while the kernel had these bytes for it. */
export type LegacyText = { structure: Buffer; rules: Map<string, string[]> };

const tableKey = ({ family, name }: Pick<LegacyTable, "family" | "name">) => `${family}/${name}`;
const TOOLS = { ip: "iptables-legacy-save", ip6: "ip6tables-legacy-save" } as const;

/** Whether the texts are those of these very tables. */
export const isKnown = (tables: readonly LegacyTable[], texts: ReadonlyMap<string, LegacyText>): boolean =>
  tables.length === texts.size && tables.every((table) => texts.get(tableKey(table))?.structure.equals(table.structure));

/** Texts of all tables; the tool runs for those that are new or other than they were. @throws RulesUnreadable */
export function readLegacyTexts(
  tables: readonly LegacyTable[],
  before: ReadonlyMap<string, LegacyText>,
  tools: RuleTools,
  namespaceFd: number,
): Map<string, LegacyText> {
  return new Map(
    tables.map((table) => {
      const key = tableKey(table);
      const known = before.get(key);
      if (known?.structure.equals(table.structure)) return [key, known];
      const saved = runRuleTool(tools, namespaceFd, [TOOLS[table.family], "-t", table.name]);
      return [key, { structure: table.structure, rules: parseIptablesSave(saved).get(table.name) ?? new Map() }];
    }),
  );
}

/** Chains of the old iptables. A rule has no identity of its own: each change replaces the whole table. */
export function toLegacyChains(
  namespace: string,
  tables: readonly LegacyTable[],
  texts: ReadonlyMap<string, LegacyText>,
): FilterChain[] {
  return tables.flatMap((table) =>
    table.chains.map(({ name, hook, policy, counters }): FilterChain => {
      const key = `${namespace}/legacy/${tableKey(table)}/${toVisible(name)}`;
      const saved = texts.get(tableKey(table))?.rules;
      const rules = (saved?.get(name) ?? []).map((rule, index) => {
        const text = toVisibleCut(rule, MOST_TEXT);
        const { verdict, target } = parseIptablesTarget(rule, saved!);
        // The table was replaced after it was read, by as many rules or not: the next reading knows.
        const numbers = counters[index] ?? null;
        return { key: `${key}/${text}`, text, verdict, target: target === null ? null : toVisible(target), numbers };
      });
      return {
        key,
        backend: "iptables-legacy",
        family: table.family,
        table: table.name,
        name: toVisible(name),
        hook: hook === null ? null : LEGACY_HOOKS[hook]!,
        type: hook === null ? null : legacyType(table.name, hook),
        priority: hook === null ? null : legacyPriority(table.name, hook),
        policy,
        rules: withUniqueKeys(rules),
        omitted: 0,
      };
    }),
  );
}
