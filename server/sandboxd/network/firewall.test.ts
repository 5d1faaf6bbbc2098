import { describe, expect, it } from "vitest";
import { toAddressPlan, toSandboxAddress } from "./address-plan.ts";
import { isIntact, parseFirewall, toRuleset } from "./firewall.ts";
import { concernsTables } from "./watch-firewall.ts";

const plan = toAddressPlan("gb", "10.213.0.0/16");

describe("the firewall's rule set", () => {
  it("keeps the bindings of sandboxes that still run", () => {
    const text = toRuleset("gb", plan, [toSandboxAddress("gb", plan, 3)], 5000);
    expect(text).toContain('elements = { "gb-3" . 02:67:62:78:00:03 . 10.213.0.5 }');
  });

  it("opens one port of one address of the host, and nothing else new", () => {
    const text = toRuleset("gb", plan, [], 5000);
    expect(text.match(/dport .*/g)).toEqual(["dport 5000 jump to_registry"]);
    expect(text).toContain("ip daddr 10.213.0.1 tcp dport 5000 jump to_registry");
    expect(text.match(/.* accept$/gm)?.map((line) => line.trim())).toEqual([
      "ct state established,related accept",
      "ip daddr 10.213.0.1 icmp type echo-request limit rate 200/second accept",
      "ct state new accept",
      expect.stringContaining("ether type ip iifname"),
      expect.stringContaining("ether type arp"),
    ]);
  });

  it("names no table but our own two, so that the machine's rules stay as they are", () => {
    const tables = [...toRuleset("gb", plan, [], 5000).matchAll(/table (\w+ \w+)/g)].map((match) => match[1]);
    expect(new Set(tables)).toEqual(new Set(["inet gb", "bridge gb"]));
    expect(toRuleset("gb", plan, [], 5000)).not.toContain("flush ruleset");
  });
});

/** As `nft --stateless list table` writes it. */
const LISTING = `table inet gb {
	set pulling {
		type ipv4_addr
		size 65535
		flags dynamic
		elements = { 10.213.0.2 ct count over 32 , 10.213.0.3 ct count over 32  }
	}
	chain input {
		type filter hook input priority filter - 10; policy accept;
	}
}
table bridge gb {
	set ports {
		type ifname . ether_addr . ipv4_addr
		elements = { "gb-1" . 02:67:62:78:00:01 . 10.213.0.3,
			     "gb-0" . 02:67:62:78:00:00 . 10.213.0.2 }
	}
}
`;

describe("looking whether the firewall is as we made it", () => {
  const addresses = [0, 1].map((slot) => toSandboxAddress("gb", plan, slot));
  const { rules } = parseFirewall(LISTING);

  it("reads rules and bindings apart, so that a sandbox more is no change of the rules", () => {
    expect(parseFirewall(LISTING).ports).toEqual([
      '"gb-0" . 02:67:62:78:00:00 . 10.213.0.2',
      '"gb-1" . 02:67:62:78:00:01 . 10.213.0.3',
    ]);
    expect(rules).not.toContain("gb-1");
    expect(rules).toContain("type ifname . ether_addr . ipv4_addr");
  });

  it("finds no change in who is pulling images right now", () => {
    expect(rules).toContain("flags dynamic");
    expect(rules).not.toContain("ct count over 32 ,");
    expect(parseFirewall(LISTING.replace(/\n.*ct count over.*/, "")).rules).toBe(rules);
  });

  it("finds it intact with its rules and exactly the bindings of the sandboxes, in any order", () => {
    expect(isIntact(parseFirewall(LISTING), rules, addresses)).toBe(true);
  });

  it("finds it damaged when a table is gone, a rule was added, or a binding is missing or too many", () => {
    const more = [...addresses, toSandboxAddress("gb", plan, 2)];
    expect(isIntact(null, rules, addresses)).toBe(false);
    expect(isIntact(parseFirewall(LISTING.replace("policy accept;", "policy accept;\n\t\taccept")), rules, addresses)).toBe(
      false,
    );
    expect([isIntact(parseFirewall(LISTING), rules, more), isIntact(parseFirewall(LISTING), rules, [])]).toEqual([false, false]);
  });

  it("looks when the kernel tells of our tables, not of another's and not of a sandbox that comes or goes", () => {
    const lines = [
      "delete table inet gb",
      "delete rule bridge gb from_port handle 4",
      "add rule inet gb input accept",
      "delete table inet gbt",
      "delete table ip gb",
      "add element bridge gb ports { }",
      "# new generation 3 by process 4 (nft)",
    ];
    expect(lines.map((line) => concernsTables(line, "gb"))).toEqual([true, true, true, false, false, false, false]);
  });
});
