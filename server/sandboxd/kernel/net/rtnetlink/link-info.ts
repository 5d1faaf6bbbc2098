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

type Values = Map<number, { at: number; length: number }>;

function valuesOf(buffer: Buffer, start: number, end: number): Values {
  const values: Values = new Map();
  eachAttribute(buffer, start, end, (type, at, length) => values.set(type, { at, length }));
  return values;
}

const INFO = { KIND: 1, DATA: 2, SLAVE_KIND: 4, SLAVE_DATA: 5 } as const;

const IFLA_VXLAN_LINK = 3;

/** @param otherwise the kind of an interface of which the kernel names none */
export function parseLinkInfo(buffer: Buffer, start: number, end: number, otherwise: string): LinkInfo {
  const info = valuesOf(buffer, start, end);
  const textOf = (type: number) => {
    const value = info.get(type);
    return value ? toVisible(bytesOf(buffer, value.at, value.length)) : "";
  };
  const kind = textOf(INFO.KIND) || otherwise;
  const data = info.get(INFO.DATA);
  const slave = textOf(INFO.SLAVE_KIND) === "bridge" ? info.get(INFO.SLAVE_DATA) : undefined;
  const values = data && reader(buffer, valuesOf(buffer, data.at, data.at + data.length));
  const lower = kind === "vxlan" ? values?.u32(IFLA_VXLAN_LINK) : undefined;
  return {
    kind,
    detail: (values && details[kind]?.(values)) ?? {},
    ...(lower ? { lower } : {}),
    port: slave ? toPort(reader(buffer, valuesOf(buffer, slave.at, slave.at + slave.length))) : null,
  };
}

type Reader = ReturnType<typeof reader>;
/** Values by attribute; what the kernel left out is undefined. */
function reader(buffer: Buffer, values: Values) {
  const read =
    <T>(get: (at: number, length: number) => T) =>
    (type: number): T | undefined => {
      const value = values.get(type);
      return value && value.length > 0 ? get(value.at, value.length) : undefined;
    };
  return {
    u8: read((at) => buffer[at]!),
    u16: read((at) => buffer.readUInt16LE(at)),
    be16: read((at) => buffer.readUInt16BE(at)),
    u32: read((at) => buffer.readUInt32LE(at)),
    address: read((at, length) => toAddressText(buffer, at, length)),
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
const details: Record<string, (data: Reader) => LinkDetail> = {
  bridge: ({ u8, u32 }) => {
    const ageing = u32(4);
    return present({
      ageingSeconds: ageing === undefined ? undefined : ageing / USER_HZ,
      stp: flag(u32(5)),
      vlanFiltering: flag(u8(7)),
    });
  },
  vxlan: ({ u8, u32, be16, address }) =>
    present({
      vni: u32(1),
      remote: address(2) ?? address(16) ?? null,
      local: address(4) ?? address(17) ?? null,
      learning: flag(u8(7)),
      port: be16(15),
    }),
  vlan: ({ u16, be16 }) => present({ vlan: u16(1), protocol: named(ETHERTYPES, be16(5)) }),
  macvlan: ({ u32 }) => present({ mode: named(MACVLAN_MODES, u32(1)) }),
  macvtap: ({ u32 }) => present({ mode: named(MACVLAN_MODES, u32(1)) }),
  ipvlan: ({ u16 }) => present({ mode: named(IPVLAN_MODES as never, u16(1)) }),
  // IFF_TUN is 1, IFF_TAP 2.
  tun: ({ u8 }) => present({ tun: u8(3) === undefined ? undefined : u8(3) === 2 ? "tap" : "tun" }),
};

/** BR_STATE_*, include/uapi/linux/if_bridge.h */
const PORT_STATES = ["disabled", "listening", "learning", "forwarding", "blocking"];

/** IFLA_BRPORT_*. VLANs come by another dump. */
const toPort = ({ u8 }: Reader): BridgePort => ({
  state: PORT_STATES[u8(1) ?? -1] ?? String(u8(1)),
  hairpin: u8(4) === 1,
  learning: u8(8) === 1,
  isolated: u8(33) === 1,
  vlans: [],
});
