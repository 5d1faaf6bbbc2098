import { bytesOf } from "../netlink/nlmsg.ts";

/** A table of the old iptables as the kernel hands it out, its rules still in their binary form. */
export type LegacyTable = {
  family: "ip" | "ip6";
  name: string;
  chains: LegacyChain[];
  /** The rules without what they counted: the same while nobody changes the table. */
  structure: Buffer;
};
export type LegacyChain = {
  name: string;
  /** null: only jumped to. */
  hook: number | null;
  policy: "accept" | "drop" | null;
  counters: { packets: number; bytes: number }[];
};

/** struct ipt_getinfo / ip6t_getinfo: name[32], valid_hooks, hook_entry[5], underflow[5], num_entries, size. */
export const INFO_BYTES = 84;
export const sizeOfEntries = (info: Buffer): number => info.readUInt32LE(80);
/** struct ipt_get_entries: name[32], size, padding; the entries follow. */
export const ENTRIES_HEADER = 40;

/** struct ipt_entry and ip6t_entry: where target_offset and counters lie; next_offset follows the former. */
const LAYOUT = { ip: { target: 88, counters: 96 }, ip6: { target: 140, counters: 152 } } as const;
const BUILT_IN = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];
/** struct xt_entry_target: size, name[29], revision; what the target says follows. */
const TARGET_NAME = 2;
const TARGET_DATA = 32;
/** A standard target's verdict is minus what netfilter calls it, minus one. */
const POLICIES: Record<number, "accept" | "drop"> = { [-2]: "accept", [-1]: "drop" };

/** @param entries struct ipt_get_entries (or ip6t) with its entries, as getsockopt(IPT_SO_GET_ENTRIES) filled it */
export function parseLegacyTable(family: "ip" | "ip6", info: Buffer, entries: Buffer): LegacyTable {
  const layout = LAYOUT[family];
  const size = sizeOfEntries(info);
  const structure = Buffer.from(entries.subarray(ENTRIES_HEADER, ENTRIES_HEADER + size));
  const chains: LegacyChain[] = [];
  const close = () => {
    // The last entry of a chain is its policy, or the return at the end of one that is jumped to.
    chains.at(-1)?.counters.pop();
  };
  for (let at = 0; at + layout.counters + 16 <= structure.length; ) {
    const target = at + structure.readUInt16LE(at + layout.target);
    const next = structure.readUInt16LE(at + layout.target + 2);
    if (next === 0) break;
    const hook = hookAt(info, at);
    const name = bytesOf(structure, target + TARGET_NAME, 29);
    if (hook !== null) {
      close();
      chains.push({ name: BUILT_IN[hook]!, hook, policy: null, counters: [] });
    }
    if (name === "ERROR") {
      // Opens a chain by its name; the very last one ends the table.
      close();
      if (at + next < structure.length)
        chains.push({ name: bytesOf(structure, target + TARGET_DATA, 32), hook: null, policy: null, counters: [] });
    } else {
      const chain = chains.at(-1);
      chain?.counters.push(readCounters(structure, at + layout.counters));
      if (chain?.hook != null && at === info.readUInt32LE(56 + chain.hook * 4))
        chain.policy = POLICIES[structure.readInt32LE(target + TARGET_DATA)] ?? null;
    }
    structure.fill(0, at + layout.counters, at + layout.counters + 16);
    at += next;
  }
  return { family, name: bytesOf(info, 0, 32), chains, structure };
}

/** Which built-in chain begins at an offset. */
function hookAt(info: Buffer, offset: number): number | null {
  const valid = info.readUInt32LE(32);
  for (let hook = 0; hook < BUILT_IN.length; hook++)
    if (valid & (1 << hook) && info.readUInt32LE(36 + hook * 4) === offset) return hook;
  return null;
}

/** struct xt_counters: packets, bytes. */
const readCounters = (buffer: Buffer, at: number) => ({
  packets: Number(buffer.readBigUInt64LE(at)),
  bytes: Number(buffer.readBigUInt64LE(at + 8)),
});

/** Where and how early the built-in chains of each table are asked (net/ipv4/netfilter/iptable_*.c, nf_nat). */
const PRIORITIES: Record<string, number> = { raw: -300, mangle: -150, filter: 0, security: 50 };
export function legacyPriority(table: string, hook: number): number | null {
  if (table === "nat") return hook === 0 || hook === 3 ? -100 : 100;
  return PRIORITIES[table] ?? null;
}
export const legacyType = (table: string, hook: number): string =>
  table === "nat" ? "nat" : table === "mangle" && hook === 3 ? "route" : "filter";
export const LEGACY_HOOKS = ["prerouting", "input", "forward", "output", "postrouting"];
