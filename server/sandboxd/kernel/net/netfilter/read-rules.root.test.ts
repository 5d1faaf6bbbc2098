import { rm, symlink } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { FilterChain, NetworkPart } from "../../../../../lib/contract/kernel/network.ts";
import { run } from "../../../system/run.ts";
import { createNetworkReader } from "../network-reader.ts";
import { type NetLab, namespaceNamed, openNetLab } from "../oracle/net-lab.ts";

let lab: NetLab;
beforeAll(async () => {
  lab = await openNetLab();
});
afterEach(() => lab.clear());
afterAll(() => lab?.[Symbol.asyncDispose]());

/**
 * client 10.1.0.2 - 10.1.0.1 router 10.2.0.1 - 10.2.0.2 server, which answers on tcp port 80. Rules live in the router's namespace and go with
 * it: a table of the old iptables goes no other way.
 */
const ROUTER = `for n in router client server; do ip netns add $n; ip -n $n link set lo up; done
for n in client server; do ip -n router link add $n type veth peer name eth0 netns $n; ip -n router link set $n up; ip -n $n link set eth0 up; done
ip -n router addr add 10.1.0.1/24 dev client; ip -n router addr add 10.2.0.1/24 dev server
ip -n client addr add 10.1.0.2/24 dev eth0; ip -n server addr add 10.2.0.2/24 dev eth0
ip -n client route add default via 10.1.0.1; ip -n server route add default via 10.2.0.1; ip netns exec router sysctl -qw net.ipv4.ip_forward=1
seq 9000 > /root/served; ip netns exec server socat -U TCP-LISTEN:80,fork,reuseaddr OPEN:/root/served,rdonly 2>/dev/null &
for i in $(seq 100); do ip netns exec server bash -c ': < /dev/tcp/127.0.0.1/80' 2>/dev/null && break; sleep 0.05; done`;
const CONNECT = "ip netns exec client socat -u TCP:10.1.0.1:8088 - | wc -c";
/** Runs bash in the router's namespace. */
const inRouter = (script: string) => `ip netns exec router bash -s <<'SCRIPT'\n${script}\nSCRIPT`;

const chainsOf = (part: NetworkPart, name = "router") => {
  const { chains, chainsUnread } = namespaceNamed(part, name);
  expect(chainsUnread).toBeNull();
  return chains;
};
const chainNamed = (chains: FilterChain[], table: string, name: string) =>
  chains.find((chain) => chain.table === table && chain.name === name)!;
const wordsOf = ({ rules }: FilterChain) => rules.map(({ text, verdict, target }) => [text, verdict, target]);

describe("rules", () => {
  test("of nft: chains with hook, type, priority and policy, rules as nft writes them, what they do and where to", async () => {
    expect(
      await lab.run(`ip netns add router
${inRouter(`nft -f - <<'EOF'
table inet lab {
  set s { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 192.168.0.0/16 }
  }
  chain in { type filter hook input priority filter; policy drop;
    ct state vmap { established : accept, related : accept, invalid : drop }
    tcp dport { 22, 80, 443, 1000-2000, 3000-4000, 5000, 6000, 7000, 8000, 9000 } counter accept comment "jump x # handle 3"
    ip saddr @s log prefix "dnat to 1.2.3.4 " counter drop
    iifname "eth0" limit rate 10/second jump sub
    goto sub
    counter
  }
  chain sub {
    counter reject with tcp reset
    return
  }
}
table ip mynat {
  map m { type inet_service : ipv4_addr; elements = { 80 : 10.0.0.2 }
  }
  chain pre { type nat hook prerouting priority dstnat;
    tcp dport 80 dnat to 10.0.0.2:8080
    dnat to tcp dport map @m
    udp dport 53 redirect to :5353
  }
  chain post { type nat hook postrouting priority srcnat;
    oifname "x" snat to 1.2.3.4-1.2.3.9
    masquerade random
  }
}
table ip6 n6 {
  chain pre { type nat hook prerouting priority dstnat;
    tcp dport 80 dnat to [fd00::2]:8080
  }
}
table netdev nd {
  chain ing { type filter hook ingress device "lo" priority -500;
    log prefix "x"
  }
}
EOF`)}`),
    ).toBe("");
    const chains = chainsOf(lab.read());
    const input = chainNamed(chains, "lab", "in");
    const native = { backend: "nft", omitted: 0 };
    expect(input).toMatchObject({ ...native, family: "inet", hook: "input", type: "filter", priority: 0, policy: "drop" });
    expect(wordsOf(input)).toEqual([
      [expect.stringMatching(/^ct state vmap \{/), "other", null],
      [expect.stringMatching(/^tcp dport \{ 22, .* 9000 \} counter accept comment "jump x # handle 3"$/), "accept", null],
      ['ip saddr @s log prefix "dnat to 1.2.3.4 " counter drop', "drop", null],
      [expect.stringMatching(/^iifname "eth0" limit rate 10\/second.* jump sub$/), "jump", "sub"],
      ["goto sub", "jump", "sub"],
      ["counter", "other", null],
    ]);
    expect(input.rules.map(({ numbers }) => numbers !== null)).toEqual([false, true, true, false, false, true]);
    expect(chainNamed(chains, "lab", "sub")).toMatchObject({ ...native, hook: null, type: null, priority: null, policy: null });
    expect(wordsOf(chainNamed(chains, "lab", "sub"))).toEqual([
      ["meta l4proto tcp counter reject with tcp reset", "reject", null],
      ["return", "return", null],
    ]);
    expect(chainNamed(chains, "mynat", "pre")).toMatchObject({
      hook: "prerouting",
      type: "nat",
      priority: -100,
      policy: "accept",
    });
    expect(wordsOf(chainNamed(chains, "mynat", "pre"))).toEqual([
      ["tcp dport 80 dnat to 10.0.0.2:8080", "dnat", "10.0.0.2:8080"],
      ["dnat to tcp dport map @m", "dnat", null],
      ["udp dport 53 redirect to :5353", "redirect", ":5353"],
    ]);
    expect(wordsOf(chainNamed(chains, "mynat", "post"))).toEqual([
      ['oifname "x" snat to 1.2.3.4-1.2.3.9', "snat", "1.2.3.4-1.2.3.9"],
      ["masquerade random", "masquerade", null],
    ]);
    expect(wordsOf(chainNamed(chains, "n6", "pre"))).toEqual([["tcp dport 80 dnat to [fd00::2]:8080", "dnat", "[fd00::2]:8080"]]);
    expect(chainNamed(chains, "nd", "ing")).toMatchObject({ family: "netdev", hook: "ingress", rules: [{ verdict: "log" }] });
  });

  for (const backend of ["nft", "legacy"] as const)
    test(`of iptables-${backend}: as iptables-save writes them, with counters that count connections, not packets`, async () => {
      const [ip, ip6] = [`iptables-${backend}`, `ip6tables-${backend}`];
      expect(
        await lab.run(`${ROUTER}
${inRouter(`${ip} -t nat -A PREROUTING -p tcp --dport 8088 -j DNAT --to-destination 10.2.0.2:80
${ip} -t nat -A POSTROUTING -o server -j MASQUERADE
${ip} -t nat -A OUTPUT -p tcp --dport 99 -j REDIRECT --to-ports 100
${ip} -N mine; ${ip} -N mine2; ${ip} -A FORWARD -j mine
${ip} -A mine -m comment --comment 'a "quoted" -j DROP' -j LOG --log-prefix '-j x '; ${ip} -A mine -g mine2; ${ip} -A mine2 -j RETURN
${ip} -A OUTPUT -d 10.66.0.1/32 -j REJECT; ${ip} -A OUTPUT -d 10.66.0.2/32
${ip6} -P FORWARD DROP; ${ip6} -A INPUT -s fe80::/10 -j DROP`)}`),
      ).toBe("");
      for (let i = 0; i < 3; i++) expect(Number(await lab.run(CONNECT))).toBe(43_893);
      const chains = chainsOf(lab.read());
      expect(new Set(chains.map((chain) => chain.backend))).toEqual(new Set([`iptables-${backend}`]));
      const prerouting = chainNamed(chains, "nat", "PREROUTING");
      expect(prerouting).toMatchObject({ family: "ip", hook: "prerouting", type: "nat", priority: -100, policy: "accept" });
      expect(wordsOf(prerouting)).toEqual([
        ["-A PREROUTING -p tcp -m tcp --dport 8088 -j DNAT --to-destination 10.2.0.2:80", "dnat", "10.2.0.2:80"],
      ]);
      expect(prerouting.rules[0]!.numbers!.packets).toBe(3);
      const postrouting = chainNamed(chains, "nat", "POSTROUTING");
      expect(wordsOf(postrouting)).toEqual([["-A POSTROUTING -o server -j MASQUERADE", "masquerade", null]]);
      expect(postrouting.rules[0]!.numbers!.packets).toBe(3);
      expect(chainNamed(chains, "nat", "OUTPUT").rules).toMatchObject([{ verdict: "redirect", target: "100" }]);
      // The same three connections, packet by packet.
      const forward = chainNamed(chains, "filter", "FORWARD");
      expect(forward.rules[0]).toMatchObject({ verdict: "jump", target: "mine" });
      expect(forward.rules[0]!.numbers!.packets).toBeGreaterThan(20);
      expect(chainNamed(chains, "filter", "mine")).toMatchObject({ hook: null, policy: null });
      expect(chainNamed(chains, "filter", "mine").rules).toMatchObject([
        { verdict: "log", target: null },
        { verdict: "jump", target: "mine2" },
      ]);
      expect(wordsOf(chainNamed(chains, "filter", "mine2"))).toEqual([["-A mine2 -j RETURN", "return", null]]);
      expect(chainNamed(chains, "filter", "OUTPUT").rules.map(({ verdict }) => verdict)).toEqual(["reject", "other"]);
      const six = (name: string) => chains.find((chain) => chain.family === "ip6" && chain.name === name)!;
      expect(six("FORWARD")).toMatchObject({ table: "filter", policy: "drop", hook: "forward", priority: 0 });
      expect(wordsOf(six("INPUT"))).toEqual([["-A INPUT -s fe80::/10 -j DROP", "drop", null]]);
      // Another way to ask gives the same count.
      expect(await lab.run(inRouter(`${ip}-save -c -t nat | grep DNAT`))).toContain(`[3:${prerouting.rules[0]!.numbers!.bytes}]`);
    });

  test("keep their keys while others come and go; a rule put there again is another", async () => {
    const nft = (script: string) => lab.run(inRouter(script));
    await lab.run("ip netns add router");
    await nft("nft add table ip t; nft add chain ip t c; nft add rule ip t c counter accept; nft add rule ip t c drop");
    const keys = (part: NetworkPart) => chainNamed(chainsOf(part), "t", "c").rules.map(({ key }) => key);
    const [accept, drop] = keys(lab.read());
    await nft("nft insert rule ip t c return");
    expect(keys(lab.read()).slice(1)).toEqual([accept, drop]);
    await nft("nft flush chain ip t c; nft add rule ip t c drop");
    expect([accept, drop]).not.toContain(keys(lab.read())[0]);
  });

  test("whose names are meant to confuse a listing are shown as they are, or not at all", async () => {
    await lab.run(`ip netns add router
${inRouter(`cat > /root/evil.py <<'EOF'
import socket, struct
# A chain whose name holds line ends and what looks like a listing's own lines; nft would refuse to make it, the kernel does not.
s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12)
def attr(t, v): return struct.pack("HH", 4 + len(v), t) + v + b"\\0" * (-len(v) % 4)
def msg(t, flags, family, res, body, seq):
    m = struct.pack("BBH", family, 0, socket.htons(res)) + body
    return struct.pack("IHHII", 16 + len(m), t, flags | 1, seq, 0) + m
import sys
name = {"odd": b"odd\\n\\t}\\n}\\x1b[31m\\0", "evil": b"evil\\n\\t}\\n}\\ntable ip t { # handle 1\\n\\tchain d { # handle 9\\n\\t\\taccept # handle 3\\n\\0"}[sys.argv[1]]
s.send(msg(16, 0, 0, 10, b"", 1) + msg(10 << 8 | 3, 0x400, 2, 0, attr(1, b"t\\0") + attr(3, name), 2) + msg(17, 0, 0, 10, b"", 3))
EOF
nft -f - <<'EOF'
table ip t {
  chain c { type filter hook input priority 0;
    iifname "a<b}" counter accept comment "<script> # handle 1"
    drop
  }
}
EOF
python3 /root/evil.py odd`)}`);
    const part = lab.read();
    const chains = chainsOf(part);
    expect(chains.map(({ name }) => name)).toEqual(["c", "odd\\n\\t}\\n}\\x1b[31m"]);
    expect(chainNamed(chains, "t", "c").rules.map(({ verdict }) => verdict)).toEqual(["accept", "drop"]);
    expect(chainNamed(chains, "t", "c").rules[0]!.text).toBe('iifname "a<b}" counter accept comment "<script> # handle 1"');
    expect(JSON.stringify(part)).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
    await lab.run("ip netns exec router python3 /root/evil.py evil");
    expect(namespaceNamed(lab.read(), "router")).toMatchObject({
      chains: [],
      chainsUnread: { code: "rules-tool-failed", values: { tool: "nft" } },
    });
  });

  test("too many of them are counted", async () => {
    await lab.run(`ip netns add router; { echo 'table ip t { chain c {'; for i in $(seq 700); do echo "ip saddr 10.0.$((i / 250)).$((i % 250)) counter"; done
echo '}'; echo 'chain d {'; echo accept; echo '}'; echo '}'; } | ip netns exec router nft -f -`);
    const [c, d] = chainsOf(lab.read());
    expect([c!.rules.length, c!.omitted, d!.rules.length, d!.omitted]).toEqual([500, 200, 0, 1]);
  });
});

describe("the tool that puts rules into words", () => {
  const readWith = (reader: ReturnType<typeof createNetworkReader>) => {
    using reading = lab.look();
    return namespaceNamed(reader.read(reading).part, "router");
  };
  const path = (name: string) => `/tmp/glassbox-tools-${process.pid}-${name}`;

  test("is asked only when rules have changed; counters come without it", async () => {
    await symlink(lab.toolsRoot, path("link"));
    try {
      const reader = createNetworkReader({ toolsRoot: path("link") });
      await lab.run(`ip netns add router; ip -n router link set lo up
${inRouter("nft add table ip t; nft 'add chain ip t c { type filter hook output priority 0; }'; nft add rule ip t c counter; iptables-legacy -A OUTPUT -j ACCEPT; iptables-nft -A OUTPUT -j ACCEPT")}`);
      const packetsOf = ({ chains }: { chains: FilterChain[] }) =>
        chains.filter(({ rules }) => rules.length > 0).map(({ backend, rules }) => [backend, rules[0]!.numbers!.packets]);
      expect(packetsOf(readWith(reader)).map(([backend]) => backend)).toEqual(["nft", "iptables-nft", "iptables-legacy"]);
      await rm(path("link"));
      const before = packetsOf(readWith(reader));
      await lab.run("ip netns exec router ping -qc2 -i0.01 127.0.0.1");
      const after = packetsOf(readWith(reader));
      expect(after).toEqual(before.map(([backend, packets]) => [backend, Number(packets) + 4]));
      await lab.run("ip netns exec router nft add rule ip t c drop; ip -n router link add br0 type bridge");
      const changed = readWith(reader);
      expect(changed).toMatchObject({ chains: [], chainsUnread: { code: "rules-tool-failed" } });
      expect(changed.links.map(({ name }) => name)).toContain("br0");
    } finally {
      await rm(path("link"), { force: true });
    }
  });

  test("has no power over the host: the sandbox's uid, no capabilities, nothing but the shared root file system", async () => {
    const [upper, work, root] = [path("upper"), path("work"), path("root")];
    const script = `#!/bin/sh\n{ setpriv --dump | tr "\\n" ";" | sed "s/Capability bound[^;]*;//"; touch /tmp/here && echo x > /tmp/here && echo WROTE; } >&2; exit 3\n`;
    await run("mkdir", ["-p", `${upper}/usr/sbin`, work, root]);
    await run("tee", [`${upper}/usr/sbin/nft`], { input: script });
    await run("chmod", ["755", `${upper}/usr/sbin/nft`]);
    await run("mount", ["-t", "overlay", "-o", `lowerdir=${lab.toolsRoot},upperdir=${upper},workdir=${work}`, "overlay", root]);
    try {
      await lab.run("ip netns add router; ip netns exec router nft add table ip t; ip netns exec router nft add chain ip t c");
      const { chainsUnread } = readWith(createNetworkReader({ toolsRoot: root }));
      const id = lab.sandbox.uidBase;
      expect(chainsUnread?.values).toMatchObject({ tool: "nft" });
      expect(chainsUnread?.values.said).toMatch(
        new RegExp(
          `^uid: ${id};euid: ${id};gid: ${id};egid: ${id};Supplementary groups: \\[none\\];no_new_privs: 1;Inheritable capabilities: \\[none\\];Ambient capabilities: \\[none\\]`,
        ),
      );
      expect(chainsUnread?.values.said).not.toContain("WROTE");
    } finally {
      await run("umount", [root]);
      await run("rm", ["-rf", upper, work, root]);
    }
  });
});

describe("connections", () => {
  test("show in both directions what was translated: DNAT, SNAT, state, and what no answer came for", async () => {
    await lab.run(`${ROUTER}
ip netns exec router nft -f - <<'EOF'
table ip n {
  chain pre { type nat hook prerouting priority dstnat;
    tcp dport 8088 counter dnat to 10.2.0.2:80
  }
  chain post { type nat hook postrouting priority srcnat;
    oifname "server" counter masquerade
  }
}
EOF
${CONNECT}; ip netns exec client ping -qc1 10.2.0.2; ip netns exec client bash -c 'echo x > /dev/udp/10.2.0.2/5555'`);
    const { connections } = namespaceNamed(lab.read(), "router");
    const tcp = connections.find(({ protocol }) => protocol === "tcp")!;
    expect(tcp).toMatchObject({
      original: { source: "10.1.0.2", destination: "10.1.0.1", destinationPort: 8088 },
      reply: { source: "10.2.0.2", sourcePort: 80, destination: "10.2.0.1" },
      dnat: true,
      snat: true,
      replied: true,
      assured: true,
      state: "TIME_WAIT",
    });
    const icmp = connections.find(({ protocol }) => protocol === "icmp")!;
    expect(icmp).toMatchObject({
      snat: true,
      dnat: false,
      replied: true,
      state: null,
      original: { destination: "10.2.0.2" },
    });
    expect(icmp.original.sourcePort).toBe(icmp.original.destinationPort);
    expect(connections.find(({ protocol }) => protocol === "udp")).toMatchObject({ replied: false, assured: false, state: null });
    expect(tcp.numbers.timeout).toBeGreaterThan(60);
    // conntrack(8) inside the sandbox says the same.
    expect(await lab.run("ip netns exec router conntrack -L -p tcp 2>/dev/null")).toMatch(
      new RegExp(
        `TIME_WAIT src=10.1.0.2 dst=10.1.0.1 sport=${tcp.original.sourcePort} dport=8088 src=10.2.0.2 dst=10.2.0.1 sport=80 dport=${tcp.reply.destinationPort} \\[ASSURED\\]`,
      ),
    );
    expect(namespaceNamed(lab.read(), "client").connections).toEqual([]);
  });
});
