import type { FilterRule } from "../../../../../lib/contract/kernel/network.ts";
import { XT_TARGETS } from "./rule-effect.ts";

/** Rules by chain by table, in order, each as iptables-save wrote it. */
export type SavedTables = Map<string, Map<string, string[]>>;

/** Output of iptables-save, ip6tables-save and their nft twins. */
export function parseIptablesSave(saved: string): SavedTables {
  const tables: SavedTables = new Map();
  let chains = new Map<string, string[]>();
  for (const line of saved.split("\n")) {
    if (line.startsWith("*")) {
      chains = new Map();
      tables.set(line.slice(1), chains);
    } else if (line.startsWith(":")) {
      // ":NAME POLICY [packets:bytes]", where a name may hold spaces.
      const name = /^:(.*) \S+ \[\d+:\d+\]$/.exec(line)?.[1];
      if (name !== undefined) chains.set(name, []);
    } else if (line.startsWith("-A ")) {
      const name = [...chains.keys()].filter((one) => `${line} `.startsWith(`-A ${one} `)).sort((a, b) => b.length - a.length)[0];
      if (name !== undefined) chains.get(name)!.push(line);
    }
  }
  return tables;
}

const SIMPLE: Record<string, FilterRule["verdict"]> = { ACCEPT: "accept", DROP: "drop", RETURN: "return" };
const TARGET_OPTIONS = new Set(["--to-destination", "--to-source", "--to-ports"]);

/** What a rule in iptables' words does with a packet. @param chains of its table: any other name is an extension's */
export function parseIptablesTarget(
  rule: string,
  chains: { has(name: string): boolean },
): Pick<FilterRule, "verdict" | "target"> {
  const words = splitWords(rule);
  // Options of extensions have two dashes; -j and -g come once, before those of the target.
  const at = words.findIndex(({ text, quoted }) => !quoted && (text === "-j" || text === "-g"));
  const name = at < 0 ? undefined : words[at + 1]?.text;
  if (name === undefined) return { verdict: "other", target: null };
  const option = words.findIndex(({ text, quoted }, index) => index > at && !quoted && TARGET_OPTIONS.has(text));
  const target = option < 0 ? null : (words[option + 1]?.text ?? null);
  const verdict = SIMPLE[name] ?? XT_TARGETS[name];
  if (verdict) return { verdict, target };
  return chains.has(name) ? { verdict: "jump", target: name } : { verdict: "other", target: null };
}

/** Words as iptables-save writes them: in double quotes, with backslashes, where they hold anything odd. */
function splitWords(rule: string): { text: string; quoted: boolean }[] {
  return [...rule.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/g)].map((found) => ({
    text: found[1] ?? found[0],
    quoted: found[1] !== undefined,
  }));
}
