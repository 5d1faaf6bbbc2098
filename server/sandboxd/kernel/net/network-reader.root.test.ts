import { readdirSync, readlinkSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { NetworkPart } from "../../../../lib/contract/kernel/network.ts";
import { until } from "../../sandboxes/test-support.ts";
import { quote } from "../oracle/sandbox-shell.ts";
import { NamespaceUnreadable } from "../part-reader.ts";
import { toVisible } from "../proc/byte-text.ts";
import { toReason } from "../to-reason.ts";
import { createNetworkReader } from "./network-reader.ts";
import { linkNamed, type NetLab, namespaceNamed, openNetLab } from "./oracle/net-lab.ts";

let lab: NetLab;
beforeAll(async () => {
  lab = await openNetLab();
});
afterEach(() => lab.clear());
afterAll(() => lab?.[Symbol.asyncDispose]());

const keyOf = (part: NetworkPart, namespace: string, name: string) => linkNamed(part, namespace, name).key;

describe("interfaces", () => {
  test("the sandbox's own: loopback and the lab's uplink, whose other end is outside", () => {
    const part = lab.read();
    expect(NetworkPart.parse(part)).toEqual(part);
    expect(part.namespaces).toMatchObject([{ initial: true, unread: null, chainsUnread: null, names: [] }]);
    expect(linkNamed(part, "", "lo")).toMatchObject({ kind: "loopback", up: true, plumbing: false, peer: null });
    expect(linkNamed(part, "", "eth0")).toMatchObject({
      kind: "veth",
      plumbing: true,
      peer: { key: null, where: "outside" },
      addresses: [{ family: "inet", prefix: 16, scope: "global" }],
    });
  });

  test("of every kind this kernel has, with what is special about each", async () => {
    expect(
      await lab.run(`ip link add br0 type bridge ageing_time 12000 stp_state 1
ip link add v0 type veth peer name v1
ip link set v0 master br0; ip link set dev v0 type bridge_slave hairpin on isolated on learning off
ip link add vx0 type vxlan id 42 remote 10.9.0.9 local 10.9.0.1 dstport 4789 dev v1 nolearning
ip link add vx6 type vxlan id 43 group ff05::7 dstport 4790 dev v1
ip link add mac0 link v1 type macvlan mode private
ip link set mac0 mtu 1400 alias 'an alias' promisc on
ip tuntap add tap0 mode tap; ip tuntap add tun0 mode tun
ip link set v0 up; ip link set br0 up`),
    ).toBe("");
    const part = lab.read();
    const link = (name: string) => linkNamed(part, "", name);
    expect(link("br0")).toMatchObject({
      kind: "bridge",
      up: true,
      carrier: false,
      operstate: "down",
      detail: { ageingSeconds: 120, vlanFiltering: false, stp: true },
    });
    expect(link("v0")).toMatchObject({
      master: link("br0").key,
      peer: { key: link("v1").key, where: "here" },
      operstate: "lowerlayerdown",
      port: { hairpin: true, isolated: true, learning: false, state: "disabled" },
    });
    expect(link("vx0")).toMatchObject({
      kind: "vxlan",
      parent: link("v1").key,
      detail: { vni: 42, remote: "10.9.0.9", local: "10.9.0.1", port: 4789, learning: false },
    });
    expect(link("vx6").detail).toMatchObject({ vni: 43, remote: "ff05::7", local: null, port: 4790, learning: true });
    expect(link("mac0")).toMatchObject({
      kind: "macvlan",
      parent: link("v1").key,
      peer: null,
      detail: { mode: "private" },
      mtu: 1400,
      alias: "an alias",
      promiscuous: true,
    });
    expect(link("tap0")).toMatchObject({ kind: "tun", detail: { tun: "tap", holders: [] }, carrier: false });
    expect(link("tun0")).toMatchObject({ kind: "tun", detail: { tun: "tun", holders: [] }, mac: null });
  });

  test("a tun device names the process that holds its other end", async () => {
    await lab.run(`python3 -c '
import fcntl, os, struct, time
fd = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(fd, 0x400454ca, struct.pack("16sH", b"held0", 0x1002))
time.sleep(60)' & echo $! > /root/holder`);
    const part = await until("it is held", () => {
      const now = lab.read();
      return namespaceNamed(now, "").links.some(({ detail }) => detail.holders?.length) ? now : null;
    });
    const holders = linkNamed(part, "", "held0").detail.holders!;
    using reading = lab.look();
    const holder = reading.processes().find(({ info }) => info.key === holders[0]);
    expect([holders.length, holder?.tunDevices]).toEqual([1, ["held0"]]);
  });

  test("names, aliases and addresses that are meant to confuse stay what they are", async () => {
    const names = [
      '"q',
      "<script>",
      "\x1b[31m",
      "b\\n",
      "\xe7\xbd\x91\xe7\xbb\x9c",
      "\xff\xfe",
      "__proto__",
      "$(id)",
      "e".repeat(15),
    ];
    for (const name of names) expect(await lab.run(`ip link add ${quote(name)} type bridge`)).toBe("");
    expect(await lab.run(`ip link set ${quote(names[0]!)} alias ${quote('new\nline\x1b]0;x\x07<b>"')}`)).toBe("");
    const part = lab.read();
    const seen = namespaceNamed(part, "").links.map(({ name }) => name);
    expect(seen.toSorted()).toEqual(["lo", "eth0", ...names.map(toVisible)].toSorted());
    expect(linkNamed(part, "", '"q').alias).toBe('new\\nline\\x1b]0;x\\x07<b>"');
    expect(JSON.stringify(part)).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
  });
});

describe("veth pairs", () => {
  const TWO = "ip netns add red; ip netns add blue";

  test("are joined by namespace and number, not by number: equal numbers everywhere confuse nobody", async () => {
    expect(
      await lab.run(`${TWO}
ip link add a0 index 50 type veth peer name b0 index 51
ip link add c0 index 60 type veth peer name d0 index 61
ip netns exec red ip link add x0 index 50 type veth peer name y0 netns blue index 51
ip link set b0 netns red; ip link set d0 netns blue`),
    ).toBe("");
    const part = lab.read();
    const peerOf = (namespace: string, name: string) => linkNamed(part, namespace, name).peer;
    expect(peerOf("", "a0")).toEqual({ key: keyOf(part, "red", "b0"), where: "namespace" });
    expect(peerOf("red", "b0")).toEqual({ key: keyOf(part, "", "a0"), where: "namespace" });
    expect(peerOf("", "c0")).toEqual({ key: keyOf(part, "blue", "d0"), where: "namespace" });
    expect(peerOf("red", "x0")).toEqual({ key: keyOf(part, "blue", "y0"), where: "namespace" });
    expect(peerOf("blue", "y0")).toEqual({ key: keyOf(part, "red", "x0"), where: "namespace" });
    expect(["b0", "x0"].map((name) => linkNamed(part, "red", name).ifindex)).toEqual([51, 50]);
  });

  test("keep their keys when an end is renamed or moves, also when both ends move between two readings", async () => {
    await lab.run(`${TWO}; ip link add a0 type veth peer name b0; ip link add c0 type veth peer name d0`);
    const before = lab.read();
    await lab.run(
      "ip link set a0 name renamed; ip link set b0 netns red name eth0; ip link set c0 netns red; ip link set d0 netns blue",
    );
    const after = lab.read();
    expect(keyOf(after, "", "renamed")).toBe(keyOf(before, "", "a0"));
    expect(keyOf(after, "red", "eth0")).toBe(keyOf(before, "", "b0"));
    expect(keyOf(after, "red", "c0")).toBe(keyOf(before, "", "c0"));
    expect(keyOf(after, "blue", "d0")).toBe(keyOf(before, "", "d0"));
    await lab.run("ip -n red link set eth0 netns blue name back; ip -n red link set c0 netns 1");
    const last = lab.read();
    expect(keyOf(last, "blue", "back")).toBe(keyOf(before, "", "b0"));
    expect(keyOf(last, "", "c0")).toBe(keyOf(before, "", "c0"));
  });

  test("twenty made and deleted one after another are twenty", async () => {
    const keys = new Set<string>();
    for (let round = 0; round < 20; round++) {
      await lab.run("ip link add a0 index 77 type veth peer name b0 index 78");
      keys.add(keyOf(lab.read(), "", "a0"));
      await lab.run("ip link del a0");
      lab.read();
    }
    expect(keys.size).toBe(20);
  });

  test("an end in a namespace that nothing shows is unknown, and is itself again when that comes back", async () => {
    await lab.run(`${TWO}; ip link add a0 type veth peer name b0 netns red`);
    const before = lab.read();
    using reading = lab.look();
    const red = namespaceNamed(before, "red").key;
    const without = { ...reading, namespaces: () => reading.namespaces().filter(({ key }) => key !== red) };
    const blind = lab.reader.read(without).part;
    expect(linkNamed(blind, "", "a0").peer).toEqual({ key: null, where: "unknown" });
    expect(keyOf(lab.read(), "red", "b0")).toBe(keyOf(before, "red", "b0"));
  });
});

describe("tables", () => {
  const LAN = `ip link add br0 type bridge; ip link set br0 up; ip addr add 10.9.0.1/24 dev br0
for n in red blue; do ip netns add $n; ip link add $n type veth peer name eth0 netns $n; ip link set $n master br0 up; done
ip -n red addr add 10.9.0.2/24 dev eth0; ip -n blue addr add 10.9.0.3/24 dev eth0
for n in red blue; do ip -n $n link set eth0 up; ip -n $n route add default via 10.9.0.1; done`;

  test("a bridge learns where a host is from its frames, and a host learns a neighbour's address by asking", async () => {
    expect(await lab.run(`${LAN}\nip netns exec red ping -qc1 -W5 10.9.0.3 | grep -c ' 0% packet loss'`)).toBe("1\n");
    const part = lab.read();
    const mac = linkNamed(part, "red", "eth0").mac;
    expect(namespaceNamed(part, "").fdb.filter((row) => row.mac === mac)).toMatchObject([
      { link: keyOf(part, "", "red"), bridge: keyOf(part, "", "br0"), learned: true, vlan: null, remote: null },
    ]);
    const own = namespaceNamed(part, "").fdb.filter((row) => row.mac === linkNamed(part, "", "br0").mac);
    expect(own.map(({ learned }) => learned)).not.toContain(true);
    expect(namespaceNamed(part, "blue").neighbours).toMatchObject([
      {
        link: keyOf(part, "blue", "eth0"),
        address: "10.9.0.2",
        mac,
        state: expect.stringMatching(/REACHABLE|STALE|DELAY|PROBE/),
      },
    ]);
    // What a bridge forwards is counted by its ports; its own counters show what is for the host itself.
    expect(linkNamed(part, "", "red").numbers.rxPackets).toBeGreaterThan(1);
  });

  test("entries put there by hand are not learned; a vxlan's own table says which host is behind which address", async () => {
    await lab.run(`${LAN}
bridge fdb add 02:00:00:00:00:77 dev red master static
ip link add vx0 type vxlan id 42 dstport 4789; bridge fdb append 00:00:00:00:00:00 dev vx0 dst 10.9.0.9; bridge fdb add 02:00:00:00:00:99 dev vx0 dst 10.9.0.8
ip neigh add 10.9.0.44 lladdr 02:00:00:00:00:44 dev br0`);
    const part = lab.read();
    const { fdb, neighbours } = namespaceNamed(part, "");
    expect(fdb.find(({ mac }) => mac === "02:00:00:00:00:77")).toMatchObject({ link: keyOf(part, "", "red"), learned: false });
    const vx0 = { link: keyOf(part, "", "vx0"), bridge: null, learned: false };
    expect(fdb.find(({ mac }) => mac === "02:00:00:00:00:99")).toMatchObject({ ...vx0, remote: "10.9.0.8" });
    expect(fdb.find(({ mac }) => mac === "00:00:00:00:00:00")).toMatchObject({ ...vx0, remote: "10.9.0.9" });
    expect(neighbours.find(({ address }) => address === "10.9.0.44")).toMatchObject({
      mac: "02:00:00:00:00:44",
      state: "PERMANENT",
    });
  });

  test("routes of every sort, and whether packets are forwarded, per namespace", async () => {
    await lab.run(`${LAN}
ip -n red route add blackhole 10.66.0.0/16 metric 7; ip -n red route add unreachable 10.67.0.0/16; ip -n red route add prohibit 10.68.0.1
ip -n red route add 10.70.0.0/16 table 100 nexthop via 10.9.0.1 nexthop via 10.9.0.3
ip -n red route add 10.71.0.0/16 via inet6 fe80::1 dev eth0 proto static src 10.9.0.2
ip netns exec red sysctl -qw net.ipv4.ip_forward=1`);
    const part = lab.read();
    const red = namespaceNamed(part, "red");
    const eth0 = keyOf(part, "red", "eth0");
    const route = (destination: string) => red.routes.filter((one) => one.destination === destination && one.family === "inet");
    expect(route("default")).toMatchObject([{ via: "10.9.0.1", link: eth0, table: "main", type: "unicast", protocol: "boot" }]);
    expect(route("10.9.0.0/24")).toMatchObject([{ via: null, source: "10.9.0.2", protocol: "kernel", scope: "link" }]);
    expect(route("10.66.0.0/16")).toMatchObject([{ type: "blackhole", link: null, metric: 7 }]);
    expect(route("10.67.0.0/16")).toMatchObject([{ type: "unreachable" }]);
    expect(route("10.68.0.1/32")).toMatchObject([{ type: "prohibit" }]);
    expect(route("10.70.0.0/16")).toMatchObject([
      { via: "10.9.0.1", table: "100", link: eth0 },
      { via: "10.9.0.3", table: "100", link: eth0 },
    ]);
    expect(route("10.71.0.0/16")).toMatchObject([{ via: "fe80::1", protocol: "static", source: "10.9.0.2" }]);
    expect(new Set(red.routes.map(({ key }) => key)).size).toBe(red.routes.length);
    expect(["", "red", "blue"].map((name) => namespaceNamed(part, name).forwarding)).toEqual([false, true, false]);
  });

  test("a list that is too long is cut, and says by how much", async () => {
    await lab.run(`ip netns add many
for i in $(seq 0 299); do echo "link add p$i type bridge"; done | ip -n many -batch -
for i in $(seq 0 399); do echo "route add 10.$((i / 250)).$((i % 250)).0/24 dev lo"; done | { ip -n many link set lo up; ip -n many -batch -; }`);
    const { links, routes, omitted } = namespaceNamed(lab.read(), "many");
    expect([links.length, omitted.links]).toEqual([256, 45]);
    const all = Number(await lab.run("for f in 4 6; do ip -n many -$f route show table all; done | wc -l"));
    expect([routes.length, omitted.routes]).toEqual([256, all - 256]);
    expect(routes.every(({ table }) => table === "main")).toBe(true);
  });
});

describe("a reading", () => {
  test("leaves this thread and every other in its own namespace, and no descriptor behind", async () => {
    await lab.run("ip netns add red; ip netns add blue");
    const namespaces = () => readdirSync("/proc/self/task").map((task) => readlinkSync(`/proc/self/task/${task}/ns/net`));
    const [own, fds] = [readlinkSync("/proc/self/ns/net"), readdirSync("/proc/self/fd").length];
    expect(lab.read().namespaces.length).toBe(3);
    expect(new Set(namespaces())).toEqual(new Set([own]));
    expect(readdirSync("/proc/self/fd").length).toBe(fds);
  });

  test("keeps no namespace alive: deleted right after it, one is gone as fast as without", async () => {
    const timeToVanish = async (read: boolean): Promise<number> => {
      await lab.run("ip netns add red; ip link add a0 type veth peer name b0 netns red");
      if (read) lab.read();
      const started = performance.now();
      await lab.run("ip netns del red; while [ -e /sys/class/net/a0 ]; do sleep 0.002; done");
      return performance.now() - started;
    };
    const took: Record<string, number[]> = { without: [], with: [] };
    for (let round = 0; round < 8; round++)
      for (const read of [false, true]) took[read ? "with" : "without"]!.push(await timeToVanish(read));
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[4]!;
    console.log(
      `a deleted namespace vanished after ${median(took.without!).toFixed(0)} ms, read just before: ${median(took.with!).toFixed(0)} ms`,
    );
    expect(Math.max(...took.with!)).toBeLessThan(1_000);
  });

  test("taken while interfaces walk between namespaces shows each at most once, and always the same", async () => {
    await lab.run(`ip netns add red; ip netns add blue
ip link add a0 type veth peer name a1; ip link add c0 type veth peer name c1; ip link add base type veth peer name base1; ip link add m0 link base type macvlan
for i in a0 a1 c0 c1 m0; do ip link set $i alias id-$i; done
{ while :; do for to in red blue; do from=$([ $to = red ] && echo blue || echo red); for i in a1 c0 c1 m0; do ip -n $from link set $i netns $to 2>/dev/null || ip link set $i netns $to; done; ip link set a0 name b0; ip link set b0 name a0; done; done; } > /dev/null 2>&1 &`);
    const keys = new Map<string, Set<string>>();
    const namespaces = new Map<string, Set<string>>();
    let seen = 0;
    for (let round = 0; round < 200; round++) {
      const links = lab.read().namespaces.flatMap(({ key, links }) => links.map((link) => ({ ...link, namespace: key })));
      expect(new Set(links.map(({ key }) => key)).size).toBe(links.length);
      for (const { alias, key, namespace } of links.filter((link) => link.alias !== null)) {
        seen++;
        keys.set(alias!, (keys.get(alias!) ?? new Set()).add(key));
        namespaces.set(alias!, (namespaces.get(alias!) ?? new Set()).add(namespace));
      }
    }
    expect(seen).toBeGreaterThan(800);
    expect(
      [...namespaces]
        .filter(([, one]) => one.size > 1)
        .map(([alias]) => alias)
        .sort(),
    ).toEqual(["id-a1", "id-c0", "id-c1", "id-m0"]);
    expect([...keys].map(([alias, one]) => [alias, one.size]).sort()).toEqual(
      ["a0", "a1", "c0", "c1", "m0"].map((name) => [`id-${name}`, 1]),
    );
  });

  test("of a namespace that cannot be entered says why, and shows the others", async () => {
    await lab.run("ip netns add red; ip netns add blue");
    using reading = lab.look();
    const namespaces = reading.namespaces().map((one) => {
      if (one.names[0] === "red")
        return {
          ...one,
          open() {
            throw new NamespaceUnreadable(toReason("namespace-gone", {}));
          },
        };
      // Deleted between finding and opening; what is left at its path is no namespace.
      return one;
    });
    const { part } = lab.reader.read({ ...reading, namespaces: () => namespaces });
    expect(namespaceNamed(part, "red")).toMatchObject({ unread: { code: "namespace-gone" }, links: [] });
    expect(namespaceNamed(part, "blue")).toMatchObject({ unread: null, links: [{ name: "lo" }] });
  });

  test("of a namespace whose name was deleted after it was found fails for it alone", async () => {
    await lab.run("ip netns add red; ip netns add blue");
    using reading = lab.look();
    reading.namespaces();
    await lab.run("ip netns del red");
    const { part } = lab.reader.read(reading);
    expect(namespaceNamed(part, "red").unread).toMatchObject({ code: "namespace-gone" });
    expect(namespaceNamed(part, "blue").links).toHaveLength(1);
  });

  test("after a rest goes on, with keys that were never used before", () => {
    const reader = createNetworkReader({ toolsRoot: lab.toolsRoot });
    using reading = lab.look();
    const before = reader.read(reading).part.namespaces[0]!.links.map(({ key }) => key);
    reader.rest();
    const after = reader.read(reading).part.namespaces[0]!.links.map(({ key }) => key);
    expect(new Set([...before, ...after]).size).toBe(before.length + after.length);
  });
});
