import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PacketTrace, TracedPacket } from "../../../../../lib/contract/kernel/packet-trace.ts";
import { until } from "../../../sandboxes/test-support.ts";
import { namesOf, openTraceLab, type TraceLab, wayOf } from "../oracle/trace-lab.ts";

let traces: TraceLab;
beforeAll(async () => {
  traces = await openTraceLab();
});
afterEach(async () => {
  traces.kernel.stopTrace(traces.lab.sandbox.id);
  await traces.lab.clear();
  expect(traces.logged.splice(0)).toEqual([]);
});
afterAll(() => traces?.[Symbol.asyncDispose]());

/** a/va === vb/b */
const PAIR = `ip netns add a; ip netns add b; ip -n a link add va type veth peer name vb netns b
ip -n a addr add 10.9.0.1/24 dev va; ip -n b addr add 10.9.0.2/24 dev vb; ip -n a link set va up; ip -n b link set vb up
ip netns exec a ping -qc 1 -W 2 10.9.0.2`;
/** n1, n2, n3 at br0 in the sandbox, which has an address there. */
const BRIDGE = `ip link add br0 type bridge; ip addr add 10.9.0.254/24 dev br0; ip link set br0 up
for i in 1 2 3; do ip netns add n$i; ip link add p$i type veth peer name eth0 netns n$i; ip link set p$i master br0 up
ip -n n$i addr add 10.9.0.$i/24 dev eth0; ip -n n$i link set eth0 up; ip -n n$i route add default via 10.9.0.254; done`;
/** ... and a router between them and "out", which knows no way back. */
const ROUTER = `${BRIDGE}
ip netns add out; ip link add up0 type veth peer name eth0 netns out; ip addr add 192.0.2.1/24 dev up0; ip link set up0 up
ip -n out addr add 192.0.2.9/24 dev eth0; ip -n out link set eth0 up; sysctl -qw net.ipv4.ip_forward=1
iptables -t nat -A POSTROUTING -s 10.9.0.0/24 -o up0 -j MASQUERADE
iptables -t nat -A PREROUTING -i up0 -p tcp --dport 8080 -j DNAT --to 10.9.0.2:80
ip netns exec n1 ping -qc 1 -W 2 192.0.2.9; ip netns exec n2 ping -qc 1 -W 2 192.0.2.9`;

const only = (trace: PacketTrace, protocol: string, says: string): TracedPacket => {
  const found = trace.packets.filter((packet) => packet.protocol === protocol && packet.says === says);
  expect(
    found.map(({ key }) => key),
    `one ${protocol} ${says} of ${trace.packets.map((one) => one.says)}`,
  ).toHaveLength(1);
  return found[0]!;
};
const ways = async (...packets: TracedPacket[]) => {
  const names = namesOf(await traces.read());
  return packets.map((packet) => wayOf(packet, names));
};

describe("a packet's way", () => {
  test("through a cable: out at one end of a veth, in at the other", async () => {
    expect(await traces.lab.run(PAIR)).toContain("1 received");
    // A diagram that is open: interfaces have the keys that it knows them by.
    const view = await traces.kernel.watch(traces.lab.sandbox.id, ["network"]);
    const trace = await traces.traced("ip netns exec a ping -c 1 -W 2 10.9.0.2");
    traces.kernel.unwatch(traces.lab.sandbox.id);
    const [request, reply] = [only(trace, "icmp", "echo request 1"), only(trace, "icmp", "echo reply 1")];
    expect(await ways(request, reply)).toEqual([
      ["a/va out", "cable from 0: b/vb in"],
      ["b/vb out", "cable from 0: a/va in"],
    ]);
    const part = view!.network!;
    const va = part.namespaces.find(({ names }) => names[0] === "a")!.links.find(({ name }) => name === "va")!;
    expect(request).toMatchObject({
      payloadBytes: 56,
      frames: [
        { link: va.key, ifindex: va.ifindex, sourceMac: va.mac, source: "10.9.0.1", destination: "10.9.0.2", ttl: 64, bytes: 98 },
        { source: "10.9.0.1", destination: "10.9.0.2", ttl: 64, bytes: 98 },
      ],
      hops: [{ translated: null, connection: null, namespace: null }],
    });
    expect(request.frames[0]!.at).toBeLessThanOrEqual(request.frames[1]!.at);
    expect(trace).toMatchObject({ state: "ended", endedBecause: "stopped", dropped: 0 });
    expect(trace.frames).toBe(trace.packets.flatMap(({ frames }) => frames).length);
    expect(new Set(trace.namespaces.map(({ unread }) => unread))).toEqual(new Set([null]));
    expect(trace.namespaces.map(({ key }) => key).toSorted()).toEqual(part.namespaces.map(({ key }) => key).toSorted());
  });

  test("through a bridge: what it does not know goes to all ports, what it knows to one", async () => {
    await traces.lab.run(
      `${BRIDGE}; ip netns exec n1 ping -qc 1 -W 2 10.9.0.2; ip -all netns exec ip neigh flush all; ip neigh flush all`,
    );
    const trace = await traces.traced("ip netns exec n1 ping -c 1 -W 2 10.9.0.2");
    const question = only(trace, "arp", "who-has 10.9.0.2 tell 10.9.0.1");
    const request = only(trace, "icmp", "echo request 1");
    const [asked, sent] = await ways(question, request);
    expect(asked!.slice(0, 2)).toEqual(["n1/eth0 out", "cable from 0: box/p1 in"]);
    // Copied: the host behind the bridge and two ports, all from the one frame that came in at p1.
    expect(asked!.toSorted()).toEqual(
      [
        "n1/eth0 out",
        "cable from 0: box/p1 in",
        "to-host from 1: box/br0 in",
        "bridged from 1: box/p2 out",
        "bridged from 1: box/p3 out",
        ...["p2", "p3"].map((port) => {
          const index = asked!.indexOf(`bridged from 1: box/${port} out`);
          return `cable from ${index}: n${port[1]}/eth0 in`;
        }),
      ].toSorted(),
    );
    expect(sent).toEqual(["n1/eth0 out", "cable from 0: box/p1 in", "bridged from 1: box/p2 out", "cable from 2: n2/eth0 in"]);
  });

  test("from the host behind a bridge, and to it", async () => {
    await traces.lab.run(`${BRIDGE}; ping -qc 1 -W 2 10.9.0.1`);
    const trace = await traces.traced("ping -c 1 -W 2 10.9.0.1");
    expect(await ways(only(trace, "icmp", "echo request 1"), only(trace, "icmp", "echo reply 1"))).toEqual([
      ["box/br0 out", "from-host from 0: box/p1 out", "cable from 1: n1/eth0 in"],
      ["n1/eth0 out", "cable from 0: box/p1 in", "to-host from 1: box/br0 in"],
    ]);
  });

  test("through a router that hides who sent it: source translated, both tuples, time to live one less", async () => {
    expect(await traces.lab.run(ROUTER)).toContain("1 received");
    const trace = await traces.traced("ip netns exec n1 ping -c 1 -W 2 192.0.2.9");
    const [request, reply] = [only(trace, "icmp", "echo request 1"), only(trace, "icmp", "echo reply 1")];
    expect(await ways(request, reply)).toEqual([
      [
        "n1/eth0 out",
        "cable from 0: box/p1 in",
        "to-host from 1: box/br0 in",
        "forwarded from 2: box/up0 out",
        "cable from 3: out/eth0 in",
      ],
      [
        "out/eth0 out",
        "cable from 0: box/up0 in",
        "forwarded from 1: box/br0 out",
        "from-host from 2: box/p1 out",
        "cable from 3: n1/eth0 in",
      ],
    ]);
    expect(request.frames.map(({ source, ttl }) => [source, ttl])).toEqual([
      ...Array.from({ length: 3 }, () => ["10.9.0.1", 64]),
      ...Array.from({ length: 2 }, () => ["192.0.2.1", 63]),
    ]);
    const own = (await traces.read()).namespaces.find(({ initial }) => initial)!.key;
    expect(request.hops[2]).toMatchObject({
      translated: "source",
      namespace: own,
      connection: {
        protocol: "icmp",
        snat: true,
        original: { source: "10.9.0.1", destination: "192.0.2.9" },
        reply: { source: "192.0.2.9", destination: "192.0.2.1" },
      },
    });
    expect(reply.hops[1]).toMatchObject({
      translated: "destination",
      namespace: own,
      connection: { key: request.hops[2]!.connection!.key },
    });
    expect([...request.hops, ...reply.hops].filter(({ translated }) => translated !== null)).toHaveLength(2);
  });

  test("to a published port: destination translated on the way in, source on the way back, for every packet of the connection", async () => {
    await traces.lab.run(ROUTER);
    const trace = await traces.traced(
      `ip netns exec n2 nc -l -p 80 -N </etc/hostname >/dev/null & for i in $(seq 100); do ip netns exec n2 ss -Hltn | grep -q :80 && break; sleep 0.02; done
ip netns exec out nc -N 192.0.2.1 8080 </dev/null; wait`,
    );
    const [syn, answer] = [only(trace, "tcp", "SYN"), only(trace, "tcp", "SYN ACK")];
    expect(await ways(syn, answer)).toEqual([
      [
        "out/eth0 out",
        "cable from 0: box/up0 in",
        "forwarded from 1: box/br0 out",
        "from-host from 2: box/p2 out",
        "cable from 3: n2/eth0 in",
      ],
      [
        "n2/eth0 out",
        "cable from 0: box/p2 in",
        "to-host from 1: box/br0 in",
        "forwarded from 2: box/up0 out",
        "cable from 3: out/eth0 in",
      ],
    ]);
    expect(syn.frames.map(({ destination, destinationPort }) => `${destination}:${destinationPort}`)).toEqual([
      ...Array.from({ length: 2 }, () => "192.0.2.1:8080"),
      ...Array.from({ length: 3 }, () => "10.9.0.2:80"),
    ]);
    const connection = {
      ...{ protocol: "tcp", dnat: true },
      original: { destination: "192.0.2.1", destinationPort: 8080 },
      reply: { source: "10.9.0.2", sourcePort: 80 },
    };
    const segments = trace.packets.filter(({ protocol }) => protocol === "tcp");
    expect(segments.length).toBeGreaterThan(6);
    for (const { frames, hops, says } of segments) {
      expect([says, frames.length, hops.length]).toEqual([says, 5, 4]);
      const translated = hops.filter((hop) => hop.translated !== null);
      const direction = frames[0]!.source === "192.0.2.9" ? "destination" : "source";
      expect(translated).toMatchObject([{ kind: "forwarded", translated: direction, connection }]);
    }
  });

  test.each([
    [0, "where it is only a bridge: forwarded by the host, and the answer comes straight back"],
    [1, "where it lets netfilter see what it passes on: translated as it passes, both ways"],
  ])("to a published port of a neighbour at the same bridge, br_netfilter %i: %s", async (wish) => {
    const prepared = await traces.lab.run(`${BRIDGE}; sysctl -w net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=${wish}
iptables -t nat -A PREROUTING -d 10.9.0.254 -p tcp --dport 8080 -j DNAT --to 10.9.0.2:80
for i in 1 2; do ip netns exec n$i ping -qc 1 -W 2 10.9.0.254; done`);
    const trace = await traces.traced(
      `ip netns exec n2 timeout 2 nc -l -p 80 -N </etc/hostname >/dev/null & for i in $(seq 100); do ip netns exec n2 ss -Hltn | grep -q :80 && break; sleep 0.02; done
ip netns exec n1 timeout 0.7 nc -N 10.9.0.254 8080 </dev/null; wait`,
    );
    const [syn, answer] = [only(trace, "tcp", "SYN"), only(trace, "tcp", "SYN ACK")];
    const connection = { dnat: true, original: { destination: "10.9.0.254" }, reply: { source: "10.9.0.2", sourcePort: 80 } };
    // A kernel without br_netfilter has a bridge that is only a bridge, whatever was wished.
    const isSeen = prepared.includes("bridge-nf-call-iptables = 1");
    const toHost = isSeen ? [] : ["to-host from 1: box/br0 in"];
    const forwarded = 1 + toHost.length;
    expect(await ways(syn, answer)).toEqual([
      [
        ...["n1/eth0 out", "cable from 0: box/p1 in", ...toHost, `forwarded from ${forwarded}: box/br0 out`],
        ...[`from-host from ${forwarded + 1}: box/p2 out`, `cable from ${forwarded + 2}: n2/eth0 in`],
      ],
      ["n2/eth0 out", "cable from 0: box/p2 in", "bridged from 1: box/p1 out", "cable from 2: n1/eth0 in"],
    ]);
    expect(syn.hops.map(({ translated }) => translated).filter(Boolean)).toEqual(["destination"]);
    expect(syn.hops[forwarded]).toMatchObject({ translated: "destination", connection });
    expect(syn.frames.at(-1)!.ttl).toBe(isSeen ? 64 : 63);
    expect(answer.hops[1]).toMatchObject(isSeen ? { translated: "source", connection } : { translated: null, connection: null });
  });

  test("through a vxlan: the frame inside another, to the underlay and out of it again", async () => {
    expect(
      await traces.lab.run(`for i in 1 2; do ip netns add v$i; ip -n v$i link set lo up; done
ip -n v1 link add under type veth peer name under netns v2
for i in 1 2; do ip -n v$i addr add 172.20.0.$i/24 dev under; ip -n v$i link set under up
ip -n v$i link add vx0 type vxlan id 42 remote 172.20.0.$((3 - i)) dstport 4789 dev under; ip -n v$i addr add 10.42.0.$i/24 dev vx0; ip -n v$i link set vx0 up; done
ip netns exec v1 ping -qc 1 -W 3 10.42.0.2`),
    ).toContain("1 received");
    const trace = await traces.traced("ip netns exec v1 ping -c 1 -W 2 10.42.0.2");
    const request = only(trace, "icmp", "echo request 1");
    expect(await ways(request)).toEqual([
      ["v1/vx0 out", "stacked from 0: v1/under out", "cable from 1: v2/under in", "stacked from 2: v2/vx0 in"],
    ]);
    expect(request.frames.map(({ source, destinationPort, bytes }) => [source, destinationPort, bytes])).toEqual([
      ["10.42.0.1", null, 98],
      ["172.20.0.1", 4789, 148],
      ["172.20.0.1", 4789, 148],
      ["10.42.0.1", null, 98],
    ]);
    expect(request.hops.every(({ translated }) => translated === null)).toBe(true);
  });

  test("to a macvlan goes through what it is built on", async () => {
    await traces.lab.run(`${PAIR}; ip netns add m; ip -n b link add mac0 link vb type macvlan mode bridge; ip -n b link set mac0 netns m
ip -n m addr add 10.9.0.3/24 dev mac0; ip -n m link set mac0 up; ip netns exec a ping -qc 1 -W 2 10.9.0.3`);
    const trace = await traces.traced("ip netns exec a ping -c 1 -W 2 10.9.0.3");
    expect(await ways(only(trace, "icmp", "echo request 1"), only(trace, "icmp", "echo reply 1"))).toEqual([
      ["a/va out", "cable from 0: b/vb in", "stacked from 1: m/mac0 in"],
      ["m/mac0 out", "stacked from 0: b/vb out", "cable from 1: a/va in"],
    ]);
  });

  test("through loopback, and by IPv6, which has no number of its own", async () => {
    await traces.lab.run("ip link set lo up");
    const trace = await traces.traced("ping -c 1 -W 2 127.0.0.1; ping -c 1 -W 2 ::1");
    expect(await ways(only(trace, "icmp", "echo request 1"), only(trace, "icmpv6", "echo reply 1"))).toEqual([
      ["box/lo out", "loopback from 0: box/lo in"],
      ["box/lo out", "loopback from 0: box/lo in"],
    ]);
  });

  test("ends where it was thrown away, and what nobody answers is asked for again as another packet", async () => {
    await traces.lab.run(`${PAIR}; ip -n a neigh flush dev va`);
    const trace = await traces.traced("ip netns exec a ping -c 1 -W 3 10.9.0.77");
    const questions = trace.packets.filter(({ says }) => says === "who-has 10.9.0.77 tell 10.9.0.1");
    expect(questions.length).toBeGreaterThan(1);
    for (const way of await ways(...questions)) expect(way).toEqual(["a/va out", "cable from 0: b/vb in"]);
    expect(trace.packets.some(({ protocol }) => protocol === "icmp")).toBe(false);
  });

  test("identical packets, forty in a row, stay forty packets with a whole way each", async () => {
    await traces.lab.run(`${BRIDGE}; ip netns exec n1 ping -qc 1 -W 2 10.9.0.2`);
    const trace = await traces.traced(`ip netns exec n1 python3 -c '
import socket
there = bytes.fromhex(open("/sys/class/net/eth0/address").read().strip().replace(":", ""))
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(("eth0", 0x88b5))
for i in range(40): s.send(b"\\xff" * 6 + there + b"\\x88\\xb5" + b"all the same " * 4)'`);
    const same = trace.packets.filter(({ protocol }) => protocol === "0x88b5");
    expect(same).toHaveLength(40);
    for (const { frames, hops, payloadBytes } of same)
      expect([frames.length, hops.map(({ kind }) => kind).toSorted(), payloadBytes]).toEqual([
        7,
        ["bridged", "bridged", "cable", "cable", "cable", "to-host"],
        52,
      ]);
  });
});

/** Files of tcpdump -i any: per frame 16 bytes of pcap, then a header (LINKTYPE_LINUX_SLL2) with the ifindex at 4 and the packet type at 10. */
const READ_DUMPS = `
import struct, sys
for place in sys.argv[1:]:
  data, at = open(place, "rb").read(), 24
  assert struct.unpack_from("<I", data, 20)[0] == 276
  while at + 16 < len(data):
    seconds, micros, length, _ = struct.unpack_from("<IIII", data, at)
    if at + 16 + length > len(data): break
    print(place, seconds * 1000 + micros / 1000, struct.unpack_from(">I", data, at + 20)[0], "out" if data[at + 26] == 4 else "in")
    at += 16 + length`;

test("a trace agrees with what tcpdump counts in every namespace, at every interface, in both directions", async () => {
  expect(await traces.lab.run(ROUTER)).toContain("1 received");
  const places = ["box", "n1", "n2", "n3", "out"];
  const inside = (place: string) => (place === "box" ? "" : `ip netns exec ${place}`);
  await traces.lab.run(`rm -rf /root/dump; mkdir /root/dump; cd /root/dump
${places.map((place) => `${inside(place)} tcpdump -i any -B 4096 -U -w ${place} 'icmp or arp' 2>${place}.err &`).join("\n")}
for p in *.err; do for i in $(seq 200); do grep -q 'listening on' $p && break; sleep 0.02; done; done`);
  const trace = await traces.traced(`ip -all netns exec ip neigh flush all; ip neigh flush all
ip netns exec n1 ping -c 3 -i 0.2 -W 2 192.0.2.9; ip netns exec n2 ping -c 2 -i 0.2 10.9.0.3; ping -c 1 10.9.0.1`);
  const names = namesOf(await traces.read());
  const packets = trace.packets.filter(({ protocol }) => ["icmp", "arp"].includes(protocol));
  const ours = packets.flatMap(({ frames }) =>
    frames.map(({ namespace, ifindex, direction }) => `${names.get(namespace)} ${ifindex} ${direction}`),
  );
  // It writes what its buffers hold once a second, and throws that away when it is ended.
  const theirs = await until("tcpdump has written as much", async () => {
    const dump = await traces.lab.run(`python3 -c '${READ_DUMPS}' ${places.join(" ")}`);
    const meanwhile = dump.split("\n").flatMap((line) => {
      const [, place, at, frame] = /^(\w+) ([\d.]+) (\d+ (?:in|out))$/.exec(line) ?? [];
      return place && Number(at) >= trace.startedAt && Number(at) <= trace.endsAt ? [`${place} ${frame}`] : [];
    });
    return meanwhile.length >= ours.length ? meanwhile : null;
  });
  expect(await traces.lab.run("kill -INT $(jobs -p); wait; grep -h dropped *.err | sort -u")).toBe(
    "0 packets dropped by kernel\n",
  );
  console.log(`${packets.length} packets with ${ours.length} frames; tcpdump counted ${theirs.length}`);
  expect(ours.length).toBeGreaterThan(60);
  const count = (all: string[]) =>
    Object.fromEntries(Object.entries(Object.groupBy(all, (one) => one)).map(([one, same]) => [one, same!.length]));
  expect(count(ours)).toEqual(count(theirs));
});
