import { eachAttribute, type NetlinkMessage, NLM_F, toRequest } from "../netlink/nlmsg.ts";
import { toAddressText, toMacText } from "./ip-address.ts";
import { AF_BRIDGE } from "./link-message.ts";

const RTM_GETNEIGH = 30;
/** struct ndmsg, all zero: neighbours of both families. */
export const neighbourDump = (): Buffer => toRequest(RTM_GETNEIGH, NLM_F.DUMP, Buffer.alloc(12));
/** Every forwarding database of the namespace, with the address filters of ordinary interfaces. */
export function fdbDump(): Buffer {
  const header = Buffer.alloc(12);
  header[0] = AF_BRIDGE;
  return toRequest(RTM_GETNEIGH, NLM_F.DUMP, header);
}

export type NeighbourMessage = { ifindex: number; address: string; mac: string | null; state: string };
export type FdbMessage = {
  ifindex: number;
  /** ifindex of the bridge in whose database it is, null for an interface's own. */
  bridge: number | null;
  mac: string;
  vlan: number | null;
  remote: string | null;
  learned: boolean;
};

/** NUD_*, include/uapi/linux/neighbour.h */
const NUD = { NOARP: 0x40, PERMANENT: 0x80 } as const;
const STATES: Record<number, string> = {
  1: "INCOMPLETE",
  2: "REACHABLE",
  4: "STALE",
  8: "DELAY",
  16: "PROBE",
  32: "FAILED",
  64: "NOARP",
  128: "PERMANENT",
};
const NDA = { DST: 1, LLADDR: 2, VLAN: 5, MASTER: 9 } as const;
const NTF_EXT_LEARNED = 0x10;
const FAMILIES = new Set([2, 10]);

/** Null for what is no neighbour: another family, an entry just being made, and NOARP entries by which the kernel notes multicast addresses. */
export function parseNeighbour({ buffer, start, end }: NetlinkMessage): NeighbourMessage | null {
  const state = STATES[buffer.readUInt16LE(start + 8)];
  if (!FAMILIES.has(buffer[start]!) || state === undefined) return null;
  let address = "";
  let mac: string | null = null;
  let isMulticast = false;
  eachAttribute(buffer, start + 12, end, (type, at, length) => {
    if (type === NDA.DST) {
      address = toAddressText(buffer, at, length);
      isMulticast = length === 4 ? buffer[at]! >= 224 : buffer[at] === 0xff;
    } else if (type === NDA.LLADDR) mac = toMacText(buffer, at, length);
  });
  if (state === "NOARP" && isMulticast) return null;
  return { ifindex: buffer.readInt32LE(start + 4), address, mac, state };
}

/** Null where there is no Ethernet address. */
export function parseFdb({ buffer, start, end }: NetlinkMessage): FdbMessage | null {
  const [state, flags] = [buffer.readUInt16LE(start + 8), buffer[start + 10]!];
  const entry: Omit<FdbMessage, "mac"> & { mac: string | null } = {
    ifindex: buffer.readInt32LE(start + 4),
    bridge: null,
    mac: null,
    vlan: null,
    remote: null,
    learned: (state & (NUD.NOARP | NUD.PERMANENT)) === 0 && (flags & NTF_EXT_LEARNED) === 0,
  };
  eachAttribute(buffer, start + 12, end, (type, at, length) => {
    if (type === NDA.LLADDR) entry.mac = toMacText(buffer, at, length);
    else if (type === NDA.DST) entry.remote = toAddressText(buffer, at, length);
    else if (type === NDA.VLAN) entry.vlan = buffer.readUInt16LE(at);
    else if (type === NDA.MASTER) entry.bridge = buffer.readUInt32LE(at);
  });
  return entry.mac === null ? null : { ...entry, mac: entry.mac };
}
