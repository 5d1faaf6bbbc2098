import { describe, expect, test } from "vitest";
import { rtnetlink, toMessage } from "../recorded/recorded.ts";
import { parseLink } from "./link-message.ts";

/** As "ip -d -s link" in that namespace showed them a moment after they were recorded, when two more frames had come. */
const link = (name: string) => parseLink(toMessage(rtnetlink.links[name]!));

describe("an interface as the kernel sent it", () => {
  test("a bridge", () => {
    expect(link("br0")).toEqual({
      ifindex: 2,
      hardware: 1,
      name: "br0",
      up: true,
      carrier: true,
      operstate: "up",
      mtu: 1500,
      mac: "5e:d5:a6:05:60:57",
      promiscuous: false,
      alias: null,
      master: 0,
      lower: null,
      lowerNamespace: null,
      info: { kind: "bridge", detail: { ageingSeconds: 300, stp: false, vlanFiltering: false }, port: null },
      numbers: { rxPackets: 6, txPackets: 11, rxBytes: 366, txBytes: 1004, rxDropped: 0, txDropped: 1 },
    });
  });

  test("a port of it: one end of a veth whose other end, number 2, is in the namespace that this one calls 0", () => {
    expect(link("p0")).toMatchObject({
      ifindex: 3,
      name: 'p"0',
      alias: "a\\nb",
      master: 2,
      lower: 2,
      lowerNamespace: 0,
      promiscuous: true,
      info: {
        kind: "veth",
        port: { state: "forwarding", learning: true, hairpin: false, isolated: false, vlans: [] },
      },
      numbers: { rxPackets: 7, txPackets: 14, rxBytes: 524, txBytes: 1266 },
    });
  });

  test("a vxlan, which tells in its data through which interface it sends", () => {
    expect(link("vx0")).toMatchObject({
      up: false,
      operstate: "down",
      mtu: 1450,
      lower: 2,
      lowerNamespace: null,
      info: { kind: "vxlan", detail: { vni: 42, remote: "10.9.0.9", local: null, port: 4789, learning: true } },
    });
  });

  test("a macvlan, which stands on an interface, and a tap device, which stands on none", () => {
    expect(link("mac0")).toMatchObject({ lower: 2, info: { kind: "macvlan", detail: { mode: "bridge" }, port: null } });
    expect(link("tap0")).toMatchObject({ lower: null, info: { kind: "tun", detail: { tun: "tap" } }, mac: "c6:58:23:80:ab:e3" });
  });

  test("cut anywhere is read as far as it goes, and breaks nothing", () => {
    const whole = toMessage(rtnetlink.links.p0!);
    for (let end = whole.start + 16; end < whole.end; end++)
      expect(parseLink({ ...whole, buffer: whole.buffer.subarray(0, end), end }).ifindex).toBe(3);
  });
});
