import { describe, expect, test } from "vitest";
import { parseNftListing, parseNftTarget } from "./nft-listing.ts";

const LISTING = `table inet lab { # handle 7
	set s { # handle 4
		type ipv4_addr
		flags interval
		elements = { 10.0.0.0/8, 192.168.0.0/16 }
	}

	chain in { # handle 1
		comment "says # handle 5"
		type filter hook input priority filter; policy accept;
		ip saddr @s log prefix "dnat to 1.2.3.4 " counter drop # handle 2
		tcp dport { 22, 80,
			    443 } accept comment "ssh # handle 3" # handle 9
	}

	chain sub { # handle 2
		return # handle 10
	}
}
# Warning: table ip filter is managed by iptables-nft, do not touch!
table ip filter { # handle 8
	chain INPUT { # handle 1
		ip protocol icmp counter accept # handle 2
	}
}
`;

describe("a listing of nft", () => {
  test("gives each rule's text by its table's and its own handle, however many lines it goes over", () => {
    expect([...parseNftListing(LISTING)!]).toEqual([
      ["7/2", 'ip saddr @s log prefix "dnat to 1.2.3.4 " counter drop'],
      ["7/9", 'tcp dport { 22, 80, 443 } accept comment "ssh # handle 3"'],
      ["7/10", "return"],
      ["8/2", "ip protocol icmp counter accept"],
    ]);
    expect(parseNftListing("")).toEqual(new Map());
  });

  test("that could be read in another way is refused: rules told twice, lines that belong to nothing", () => {
    const twice = LISTING.replace("return # handle 10", "return # handle 2");
    const broken = LISTING.replace('"ssh # handle 3"', '"a\n\t\taccept # handle 4"');
    const loose = LISTING.replace("return # handle 10", "return");
    expect([twice, broken, loose].map(parseNftListing)).toEqual([null, null, null]);
  });
});

test("where a rule leads is what nft says it is, not what a student wrote in quotes or a map decides", () => {
  expect(parseNftTarget("tcp dport 80 dnat to 10.0.0.2:8080")).toBe("10.0.0.2:8080");
  expect(parseNftTarget("dnat ip to 10.0.0.2")).toBe("10.0.0.2");
  expect(parseNftTarget("dnat to [fd00::2]:80")).toBe("[fd00::2]:80");
  expect(parseNftTarget("redirect to :5353")).toBe(":5353");
  expect(parseNftTarget('snat to 1.2.3.4-1.2.3.9 comment "x"')).toBe("1.2.3.4-1.2.3.9");
  expect(parseNftTarget('log prefix "dnat to 6.6.6.6 " masquerade')).toBeNull();
  expect(parseNftTarget("dnat to tcp dport map { 80 : 10.0.0.2 }")).toBeNull();
  expect(parseNftTarget("dnat ip addr . port to tcp dport map @m")).toBeNull();
});
