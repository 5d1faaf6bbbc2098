import type { LinkAddress } from "../../../../../lib/contract/kernel/network.ts";
import { eachAttribute, type NetlinkMessage, NLM_F, toRequest } from "../netlink/nlmsg.ts";
import { toAddressText } from "./ip-address.ts";
import { scopeName } from "./route-words.ts";

const RTM_GETADDR = 22;
/** struct ifaddrmsg, all zero: IPv4 and IPv6 addresses of every interface. */
export const addressDump = (): Buffer => toRequest(RTM_GETADDR, NLM_F.DUMP, Buffer.alloc(8));

export type AddressMessage = { ifindex: number; address: LinkAddress };

/** IFA_F_*, include/uapi/linux/if_addr.h, by bit; bit 0 means "temporary" for IPv6. */
const FLAGS = [
  "secondary",
  "nodad",
  "optimistic",
  "dadfailed",
  "homeaddress",
  "deprecated",
  "tentative",
  "permanent",
  "mngtmpaddr",
  "noprefixroute",
  "autojoin",
  "stable-privacy",
];

const IFA = { ADDRESS: 1, LOCAL: 2, BROADCAST: 4, FLAGS: 8 } as const;
const FAMILIES: Record<number, "inet" | "inet6"> = { 2: "inet", 10: "inet6" };

/** Null for a family that is neither IPv4 nor IPv6. */
export function parseAddress({ buffer, start, end }: NetlinkMessage): AddressMessage | null {
  const family = FAMILIES[buffer[start]!];
  if (!family) return null;
  let flags = buffer[start + 2]!;
  const found: { local: string | null; peer: string | null; broadcast: string | null } = {
    local: null,
    peer: null,
    broadcast: null,
  };
  eachAttribute(buffer, start + 8, end, (type, at, length) => {
    if (type === IFA.LOCAL) found.local = toAddressText(buffer, at, length);
    else if (type === IFA.ADDRESS) found.peer = toAddressText(buffer, at, length);
    else if (type === IFA.BROADCAST) found.broadcast = toAddressText(buffer, at, length);
    else if (type === IFA.FLAGS) flags = buffer.readUInt32LE(at);
  });
  const words = FLAGS.filter((_, bit) => flags & (1 << bit)).map((word) =>
    word === "secondary" && family === "inet6" ? "temporary" : word,
  );
  const address: LinkAddress = {
    family,
    // IFA_ADDRESS is the other end's on a point-to-point interface.
    address: found.local ?? found.peer ?? "",
    prefix: buffer[start + 1]!,
    scope: scopeName(buffer[start + 3]!),
    broadcast: found.broadcast,
    flags: words,
  };
  return { ifindex: buffer.readUInt32LE(start + 4), address };
}
