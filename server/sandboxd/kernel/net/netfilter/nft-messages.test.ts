import { expect, test } from "vitest";
import { netfilter, toMessage } from "../recorded/recorded.ts";
import { familyName, hookName, parseChain, parseGeneration, parseRule, parseTable } from "./nft-messages.ts";

/** Recorded where "nft -a list ruleset" showed table inet lab, table ip n and iptables-nft's table ip filter. */
test("tables and chains as the kernel sent them, with the hooks they hang on", () => {
  expect(parseGeneration(toMessage(netfilter.generation))).toBeGreaterThan(2);
  expect(netfilter.tables.map((row) => parseTable(toMessage(row)))).toEqual([
    { family: 1, name: "lab", handle: "1" },
    { family: 2, name: "n", handle: "2" },
    { family: 2, name: "filter", handle: "3" },
  ]);
  const chains = netfilter.chains.map((row) => parseChain(toMessage(row)));
  expect(
    chains.map(({ family, table, name, handle, hook, type, policy }) =>
      [familyName(family), table, name, handle, hook && hookName(family, hook.number), hook?.priority, type, policy].join(" "),
    ),
  ).toEqual([
    "inet lab in 1 input 0 filter accept",
    "inet lab sub 2    ",
    "ip n post 1 postrouting 100 nat accept",
    "ip n pre 2 prerouting -100 nat accept",
    "ip filter INPUT 1 input 0 filter accept",
  ]);
});

test("rules: what they do by their expressions, and what they counted", () => {
  const rules = netfilter.rules.map((row) => parseRule(toMessage(row)));
  expect(
    rules.map(({ table, chain, handle, effect }) => `${table} ${chain} ${handle} ${effect.verdict} ${effect.chain}`),
  ).toEqual([
    // log, then drop
    "lab in 3 drop null",
    "lab in 4 jump sub",
    "lab sub 5 reject null",
    "n post 3 snat null",
    "n post 4 masquerade null",
    "n pre 5 dnat null",
    "n pre 6 redirect null",
    // iptables-nft: LOG is a target of xtables
    "filter INPUT 2 log null",
  ]);
  expect(rules.map(({ numbers }) => numbers !== null)).toEqual([true, true, false, false, false, true, false, true]);
  expect(rules.find(({ chain }) => chain === "pre")?.numbers).toEqual({ packets: 0, bytes: 0 });
});

test("a counter's bytes come before its packets", () => {
  const message = toMessage(netfilter.rules[0]!);
  const at = message.buffer.indexOf("counter\0");
  message.buffer.writeBigUInt64BE(180n, at + 16);
  message.buffer.writeBigUInt64BE(3n, at + 28);
  expect(parseRule(message).numbers).toEqual({ packets: 3, bytes: 180 });
});

test("hooks have other names for other families", () => {
  expect([hookName(3, 0), hookName(5, 0), hookName(5, 1), hookName(7, 0), hookName(1, 5), hookName(2, 9)]).toEqual([
    "input",
    "ingress",
    "egress",
    "prerouting",
    "ingress",
    "9",
  ]);
});
