import type { BridgePort, LinkDetail } from "../../../../../lib/contract/kernel/network.ts";
import { toVisible } from "../../proc/byte-text.ts";
import { bytesOf, eachAttribute } from "../netlink/nlmsg.ts";
import { toAddressText } from "./ip-address.ts";

/** What IFLA_LINKINFO tells: IFLA_INFO_KIND, _DATA and, of a bridge's port, _SLAVE_DATA. */
export type LinkInfo = {
  kind: string;
  detail: LinkDetail;
  port: BridgePort | null;
  /** vxlan: ifindex of what it sends through (IFLA_VXLAN_LINK), which its IFLA_LINK does not tell. */
  lower?: number;
};

/** Where the value of each attribute begins and how long it is, by attribute; a hole where the kernel left it out. */
type Values = { buffer: Buffer; at: number[]; length: number[] };

function valuesOf(buffer: Buffer, start: number, end: number): Values {
  const values: Values = { buffer, at: [], length: [] };
  eachAttribute(buffer, start, end, (type, at, length) => {
    if (length === 0) return;
    values.at[type] = at;
    values.length[type] = length;
  });
  return values;
}

const read =
  <T>(get: (buffer: Buffer, at: number, length: number) => T) =>
  ({ buffer, at, length }: Values, type: number): T | undefined =>
    at[type] === undefined ? undefined : get(buffer, at[type], length[type]!);
const u8 = read((buffer, at) => buffer[at]!);
const u16 = read((buffer, at) => buffer.readUInt16LE(at));
const be16 = read((buffer, at) => buffer.readUInt16BE(at));
const u32 = read((buffer, at) => buffer.readUInt32LE(at));
const address = read(toAddressText);
const text = read((buffer, at, length) => toVisible(bytesOf(buffer, at, length)));
const nested = read((buffer, at, length) => valuesOf(buffer, at, at + length));

const INFO = { KIND: 1, DATA: 2, SLAVE_KIND: 4, SLAVE_DATA: 5 } as const;

const IFLA_VXLAN_LINK = 3;

/** @param otherwise the kind of an interface of which the kernel names none */
export function parseLinkInfo(buffer: Buffer, start: number, end: number, otherwise: string): LinkInfo {
  const info = valuesOf(buffer, start, end);
  const kind = text(info, INFO.KIND) || otherwise;
  const data = nested(info, INFO.DATA);
  const port = text(info, INFO.SLAVE_KIND) === "bridge" ? nested(info, INFO.SLAVE_DATA) : undefined;
  const lower = kind === "vxlan" && data ? u32(data, IFLA_VXLAN_LINK) : undefined;
  return {
    kind,
    detail: (data && details[kind]?.(data)) ?? {},
    ...(lower ? { lower } : {}),
    port: port ? toPort(port) : null,
  };
}

/** What is undefined stays away. */
const present = (detail: { [K in keyof LinkDetail]: LinkDetail[K] | undefined }): LinkDetail =>
  Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));
const flag = (value: number | undefined): boolean | undefined => (value === undefined ? undefined : value !== 0);

/** Clock ticks a second as user space counts them (USER_HZ), on every architecture that Linux still has. */
const USER_HZ = 100;
const ETHERTYPES: Record<number, string> = { 33024: "802.1Q", 34984: "802.1ad" };
/** MACVLAN_MODE_* are bits. */
const MACVLAN_MODES: Record<number, string> = { 1: "private", 2: "vepa", 4: "bridge", 8: "passthru", 16: "source" };
const IPVLAN_MODES = ["l2", "l3", "l3s"];
const named = (names: Record<number, string>, value: number | undefined) =>
  value === undefined ? undefined : (names[value] ?? String(value));

/** By kind (include/uapi/linux/if_link.h, IFLA_BR_*, IFLA_VXLAN_*, ...; if_tun.h). */
const details: Record<string, (data: Values) => LinkDetail> = {
  bridge: (data) => {
    const ageing = u32(data, 4);
    return present({
      ageingSeconds: ageing === undefined ? undefined : ageing / USER_HZ,
      stp: flag(u32(data, 5)),
      vlanFiltering: flag(u8(data, 7)),
    });
  },
  vxlan: (data) =>
    present({
      vni: u32(data, 1),
      remote: address(data, 2) ?? address(data, 16) ?? null,
      local: address(data, 4) ?? address(data, 17) ?? null,
      learning: flag(u8(data, 7)),
      port: be16(data, 15),
    }),
  vlan: (data) => present({ vlan: u16(data, 1), protocol: named(ETHERTYPES, be16(data, 5)) }),
  macvlan: (data) => present({ mode: named(MACVLAN_MODES, u32(data, 1)) }),
  macvtap: (data) => present({ mode: named(MACVLAN_MODES, u32(data, 1)) }),
  ipvlan: (data) => present({ mode: named(IPVLAN_MODES as never, u16(data, 1)) }),
  // IFF_TUN is 1, IFF_TAP 2.
  tun: (data) => present({ tun: u8(data, 3) === undefined ? undefined : u8(data, 3) === 2 ? "tap" : "tun" }),
};

/** BR_STATE_*, include/uapi/linux/if_bridge.h */
const PORT_STATES = ["disabled", "listening", "learning", "forwarding", "blocking"];

/** IFLA_BRPORT_*. VLANs come by another dump. */
const toPort = (data: Values): BridgePort => ({
  state: PORT_STATES[u8(data, 1) ?? -1] ?? String(u8(data, 1)),
  hairpin: u8(data, 4) === 1,
  learning: u8(data, 8) === 1,
  isolated: u8(data, 33) === 1,
  vlans: [],
});
