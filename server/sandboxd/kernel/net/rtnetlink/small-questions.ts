import { eachAttribute, type NetlinkMessage, toRequest } from "../netlink/nlmsg.ts";

const RTM_GETNSID = 90;
const NETNSA = { NSID: 1, FD: 3 } as const;
/** By which number the asked namespace knows the one that a descriptor names. */
export const nsidQuestion = (fd: number): Buffer => toRequest(RTM_GETNSID, 0, Buffer.alloc(4), [[NETNSA.FD, fd]]);

/** Null when it has no number for it (NETNSA_NSID_NOT_ASSIGNED, -1). */
export function parseNsid({ buffer, start, end }: NetlinkMessage): number | null {
  let nsid = -1;
  eachAttribute(buffer, start + 4, end, (type, at) => {
    if (type === NETNSA.NSID) nsid = buffer.readInt32LE(at);
  });
  return nsid < 0 ? null : nsid;
}

const RTM_GETNETCONF = 82;
const NETCONFA = { IFINDEX: 1, FORWARDING: 2, ALL: -1 } as const;
const AF_INET = 2;
/** net.ipv4.conf.all, of which net.ipv4.ip_forward is another name (net/ipv4/devinet.c, ctl_forward_entry). */
export function forwardingQuestion(): Buffer {
  const header = Buffer.alloc(4);
  header[0] = AF_INET;
  return toRequest(RTM_GETNETCONF, 0, header, [[NETCONFA.IFINDEX, NETCONFA.ALL]]);
}

export function parseForwarding({ buffer, start, end }: NetlinkMessage): boolean {
  let forwarding = false;
  // struct netconfmsg is one byte; attributes start at the next multiple of four.
  eachAttribute(buffer, start + 4, end, (type, at) => {
    if (type === NETCONFA.FORWARDING) forwarding = buffer.readInt32LE(at) !== 0;
  });
  return forwarding;
}
