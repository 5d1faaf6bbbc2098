import { describe, expect, test } from "vitest";
import { toRequest } from "../netlink/nlmsg.ts";
import { rtnetlink, toMessage } from "../recorded/recorded.ts";
import { parseAddress } from "./address-message.ts";
import { parsePortVlans } from "./bridge-vlans.ts";
import { parseFdb, parseNeighbour } from "./neighbour-message.ts";
import { parseRoutes } from "./route-message.ts";
import { parseForwarding, parseNsid } from "./small-questions.ts";

/** Recorded where "ip addr", "ip route", "ip neigh" and "bridge fdb" showed what is expected here. */
describe("as the kernel sent them", () => {
  test("addresses", () => {
    const rows = rtnetlink.addresses.map((row) => parseAddress(toMessage(row))!);
    expect(
      rows.map(({ ifindex, address }) => `${ifindex} ${address.address}/${address.prefix} ${address.scope} ${address.flags}`),
    ).toEqual([
      "1 127.0.0.1/8 host permanent",
      "2 10.9.0.1/24 global permanent",
      "1 ::1/128 host permanent",
      "2 2001:db8::1/64 global nodad,permanent",
      "2 fe80::e8cf:d0ff:fea9:194a/64 link permanent",
      "3 fe80::5cd5:a6ff:fe05:6057/64 link permanent",
    ]);
    expect(rows.map(({ address }) => address.broadcast)).toEqual([null, "10.9.0.255", null, null, null, null]);
  });

  test("routes: one with two next hops is two", () => {
    const rows = rtnetlink.routes.flatMap((row) => parseRoutes(toMessage(row)));
    expect(
      rows.map(
        (row) =>
          `${row.type} ${row.destination} via ${row.via} dev ${row.ifindex} ${row.table} ${row.protocol} ${row.scope} ${row.metric} ${row.source}`,
      ),
    ).toEqual([
      "unicast 10.70.0.0/16 via 10.9.0.2 dev 2 100 boot global 0 null",
      "unicast 10.70.0.0/16 via 10.9.0.3 dev 2 100 boot global 0 null",
      "unicast default via 10.9.0.2 dev 2 main boot global 5 null",
      "unicast 10.9.0.0/24 via null dev 2 main kernel link 0 10.9.0.1",
      "blackhole 10.66.0.0/16 via null dev null main boot global 0 null",
      "unicast 10.71.0.0/16 via fe80::1 dev 2 main static global 0 null",
      "unicast 2001:db8::/64 via null dev 2 main kernel global 256 null",
      "unicast 2001:db8:1::/48 via 2001:db8::2 dev 2 main boot global 1024 null",
    ]);
  });

  test("neighbours, without those by which the kernel notes multicast addresses", () => {
    const rows = rtnetlink.neighbours.map((row) => parseNeighbour(toMessage(row)));
    expect(rows.filter((row) => row !== null)).toEqual([
      { ifindex: 2, address: "10.9.0.45", mac: "02:00:00:00:00:45", state: "NOARP" },
      { ifindex: 2, address: "10.9.0.44", mac: "02:00:00:00:00:44", state: "PERMANENT" },
      { ifindex: 2, address: "10.9.0.2", mac: "7e:9f:c9:7c:82:bb", state: "DELAY" },
    ]);
    expect(rows.length).toBe(10);
  });

  test("forwarding databases: what a bridge learned and what is its own, what a vxlan was told", () => {
    const rows = rtnetlink.fdb.map((row) => parseFdb(toMessage(row))!);
    expect(rows.filter(({ bridge }) => bridge !== null)).toEqual([
      { ifindex: 3, bridge: 2, mac: "7e:9f:c9:7c:82:bb", vlan: null, remote: null, learned: true },
      { ifindex: 3, bridge: 2, mac: "5e:d5:a6:05:60:57", vlan: null, remote: null, learned: false },
    ]);
    expect(rows.filter(({ remote }) => remote !== null)).toEqual([
      { ifindex: 4, bridge: null, mac: "02:00:00:00:00:99", vlan: null, remote: "10.9.0.8", learned: false },
      { ifindex: 4, bridge: null, mac: "00:00:00:00:00:00", vlan: null, remote: "10.9.0.9", learned: false },
    ]);
    expect(rows.length).toBe(15);
  });

  test("whether it forwards, and by which number it knows another namespace", () => {
    expect(parseForwarding(toMessage(rtnetlink.forwarding))).toBe(true);
    expect(parseNsid(toMessage(rtnetlink.nsid))).toBe(0);
    expect(parseNsid(toMessage(rtnetlink.noNsid))).toBeNull();
  });
});

/** Put together by hand after include/uapi/linux/if_bridge.h: the kernel that the others were recorded on filters no VLANs. */
test("VLANs of a port come one by one or from a first to a last", () => {
  const vlan = (flags: number, vid: number): [number, Buffer] => {
    const value = Buffer.alloc(4);
    value.writeUInt16LE(flags, 0);
    value.writeUInt16LE(vid, 2);
    return [2, value];
  };
  const header = Buffer.alloc(16);
  header.writeInt32LE(9, 4);
  const buffer = toRequest(16, 0, header, [[26, [vlan(0x6, 1), vlan(0x8, 10), vlan(0x10, 12), vlan(0x4, 20)]]]);
  const rest = { pvid: false, untagged: false };
  expect(parsePortVlans({ type: 16, buffer, start: 16, end: buffer.length })).toEqual({
    ifindex: 9,
    vlans: [
      { vid: 1, pvid: true, untagged: true },
      { vid: 10, ...rest },
      { vid: 11, ...rest },
      { vid: 12, ...rest },
      { vid: 20, pvid: false, untagged: true },
    ],
  });
});
