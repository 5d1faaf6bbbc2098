import type { BridgePort } from "../../../../../lib/contract/kernel/network.ts";
import { eachAttribute, type NetlinkMessage } from "../netlink/nlmsg.ts";

export type PortVlans = { ifindex: number; vlans: BridgePort["vlans"] };

const IFLA_AF_SPEC = 26;
const IFLA_BRIDGE_VLAN_INFO = 2;
/** BRIDGE_VLAN_INFO_*, include/uapi/linux/if_bridge.h */
const VLAN = { PVID: 0x2, UNTAGGED: 0x4, RANGE_BEGIN: 0x8, RANGE_END: 0x10 } as const;

/** The VLANs of one port or bridge, ranges written out (there are 4094 at most), from an answer to bridgeVlanDump(). */
export function parsePortVlans({ buffer, start, end }: NetlinkMessage): PortVlans {
  const vlans: BridgePort["vlans"] = [];
  let begin = 0;
  eachAttribute(buffer, start + 16, end, (type, at, length) => {
    if (type !== IFLA_AF_SPEC) return;
    eachAttribute(buffer, at, at + length, (inner, value, size) => {
      if (inner !== IFLA_BRIDGE_VLAN_INFO || size < 4) return;
      const [flags, vid] = [buffer.readUInt16LE(value), buffer.readUInt16LE(value + 2)];
      if (flags & VLAN.RANGE_BEGIN) begin = vid;
      else {
        const first = flags & VLAN.RANGE_END ? begin : vid;
        for (let one = first; one <= vid; one++)
          vlans.push({ vid: one, pvid: (flags & VLAN.PVID) !== 0, untagged: (flags & VLAN.UNTAGGED) !== 0 });
      }
    });
  });
  return { ifindex: buffer.readInt32LE(start + 4), vlans };
}
