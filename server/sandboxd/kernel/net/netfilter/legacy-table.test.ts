import { expect, test } from "vitest";
import { netfilter } from "../recorded/recorded.ts";
import { ENTRIES_HEADER, legacyPriority, legacyType, parseLegacyTable } from "./legacy-table.ts";

const { legacy } = netfilter;
const bytes = (recorded: string) => Buffer.from(recorded, "base64");

/** Recorded where "iptables-legacy-save -t nat -c" and "ip6tables-legacy-save -t filter -c" showed what is expected here. */
test("a table's chains as the kernel sent them: hooks, policies, and a counter for each rule", () => {
  const nat = parseLegacyTable("ip", bytes(legacy.ipInfo), bytes(legacy.ipEntries));
  expect([nat.family, nat.name]).toEqual(["ip", "nat"]);
  expect(nat.chains).toEqual([
    { name: "PREROUTING", hook: 0, policy: "accept", counters: [{ packets: 1, bytes: 60 }] },
    { name: "INPUT", hook: 1, policy: "accept", counters: [] },
    { name: "OUTPUT", hook: 3, policy: "accept", counters: [] },
    { name: "POSTROUTING", hook: 4, policy: "accept", counters: [{ packets: 1, bytes: 40 }] },
    {
      name: "mine",
      hook: null,
      policy: null,
      counters: [
        { packets: 1, bytes: 40 },
        { packets: 0, bytes: 0 },
      ],
    },
  ]);
  const filter = parseLegacyTable("ip6", bytes(legacy.ip6Info), bytes(legacy.ip6Entries));
  expect(filter.chains).toEqual([
    { name: "INPUT", hook: 1, policy: "accept", counters: [{ packets: 0, bytes: 0 }] },
    { name: "FORWARD", hook: 2, policy: "drop", counters: [] },
    { name: "OUTPUT", hook: 3, policy: "accept", counters: [] },
  ]);
});

test("what was counted does not make it another table; another rule does", () => {
  const table = (change: (entries: Buffer) => void) => {
    const entries = bytes(legacy.ipEntries);
    change(entries);
    return parseLegacyTable("ip", bytes(legacy.ipInfo), entries).structure;
  };
  const first = table(() => undefined);
  const counters = ENTRIES_HEADER + 96;
  expect(table((entries) => entries.writeBigUInt64LE(99n, counters)).equals(first)).toBe(true);
  expect(table((entries) => entries.writeUInt32LE(1, ENTRIES_HEADER)).equals(first)).toBe(false);
});

test("NAT asks early on the way in and late on the way out", () => {
  expect([0, 1, 3, 4].map((hook) => legacyPriority("nat", hook))).toEqual([-100, 100, -100, 100]);
  expect(["raw", "mangle", "filter", "security"].map((table) => legacyPriority(table, 3))).toEqual([-300, -150, 0, 50]);
  expect([legacyType("nat", 0), legacyType("mangle", 3), legacyType("mangle", 0)]).toEqual(["nat", "route", "filter"]);
});
