import { z } from "zod";
import { Reason } from "../reason.ts";

/** Counters of an interface (struct rtnl_link_stats64), since it was made. */
export const LinkNumbers = z.object({
  rxPackets: z.number(),
  txPackets: z.number(),
  rxBytes: z.number(),
  txBytes: z.number(),
  rxDropped: z.number(),
  txDropped: z.number(),
});
export type LinkNumbers = z.infer<typeof LinkNumbers>;

export const LinkAddress = z.object({
  family: z.enum(["inet", "inet6"]),
  address: z.string(),
  prefix: z.number().int(),
  /** global, link, host, site or a number. */
  scope: z.string(),
  broadcast: z.string().nullable(),
  /** tentative (duplicate address detection still runs), permanent, dadfailed ... */
  flags: z.array(z.string()),
});
export type LinkAddress = z.infer<typeof LinkAddress>;

/** What IFLA_LINKINFO says beyond the kind. Each field is present for the kinds it belongs to. */
export const LinkDetail = z.object({
  /** bridge */
  stp: z.boolean().optional(),
  vlanFiltering: z.boolean().optional(),
  /** bridge: seconds after which a learned address is forgotten. */
  ageingSeconds: z.number().optional(),
  /** vxlan: the network identifier. */
  vni: z.number().int().optional(),
  /** vxlan */
  remote: z.string().nullable().optional(),
  local: z.string().nullable().optional(),
  port: z.number().int().optional(),
  learning: z.boolean().optional(),
  /** vlan: the tag and its protocol ("802.1Q", "802.1ad"). */
  vlan: z.number().int().optional(),
  protocol: z.string().optional(),
  /** macvlan (private, vepa, bridge, passthru, source) and ipvlan (l2, l3, l3s). */
  mode: z.string().optional(),
  /** tun: which kind of device it is. */
  tun: z.enum(["tun", "tap"]).optional(),
  /** tun: keys of the processes that hold its other end open (scope "processes" knows them); empty: nobody, so it has no carrier. */
  holders: z.array(z.string()).optional(),
});
export type LinkDetail = z.infer<typeof LinkDetail>;

/** What the port of a bridge adds. */
export const BridgePort = z.object({
  /** disabled, listening, learning, forwarding, blocking */
  state: z.string(),
  learning: z.boolean(),
  hairpin: z.boolean(),
  isolated: z.boolean(),
  /** VLANs of a filtering bridge's port. */
  vlans: z.array(z.object({ vid: z.number().int(), pvid: z.boolean(), untagged: z.boolean() })),
});
export type BridgePort = z.infer<typeof BridgePort>;

export const Link = z.object({
  /** Stable identity: survives a new name and a move to another network namespace; never reused. */
  key: z.string(),
  /** Unique within its network namespace only. */
  ifindex: z.number().int(),
  /** Escaped. */
  name: z.string(),
  /** loopback, veth, bridge, vxlan, macvlan, ipvlan, vlan, tun, dummy ...: IFLA_INFO_KIND, or "loopback"; "" where the kernel names none. */
  kind: z.string(),
  /** IFF_UP: switched on by whoever administers it. */
  up: z.boolean(),
  /** IFF_LOWER_UP: the cable's other end is there and up. */
  carrier: z.boolean(),
  /** up, down, lowerlayerdown, unknown ... (RFC 2863) */
  operstate: z.string(),
  mtu: z.number().int(),
  mac: z.string().nullable(),
  promiscuous: z.boolean(),
  alias: z.string().nullable(),
  /** Key of the bridge (or bond) it is a port of. */
  master: z.string().nullable(),
  /**
   * The other end of a veth: IFLA_LINK with IFLA_LINK_NETNSID. key is null when that end lies outside the sandbox (the lab's own uplink) or in
   * a namespace that could not be read. Null for other kinds.
   */
  peer: z.object({ key: z.string().nullable(), where: z.enum(["here", "namespace", "outside", "unknown"]) }).nullable(),
  /** Key of the interface it is built on (vlan, macvlan, ipvlan, vxlan with dev), null for none or one elsewhere. */
  parent: z.string().nullable(),
  detail: LinkDetail,
  port: BridgePort.nullable(),
  addresses: z.array(LinkAddress),
  /** The lab's own: the sandbox's uplink. Shown, but named as such. */
  plumbing: z.boolean(),
  numbers: LinkNumbers,
});
export type Link = z.infer<typeof Link>;

export const Route = z.object({
  key: z.string(),
  family: z.enum(["inet", "inet6"]),
  /** "default" or an address with prefix. */
  destination: z.string(),
  via: z.string().nullable(),
  /** Key of the interface. */
  link: z.string().nullable(),
  source: z.string().nullable(),
  metric: z.number().int(),
  /** unicast, local, broadcast, multicast, blackhole, unreachable, prohibit, throw */
  type: z.string(),
  /** kernel, boot, static, ra, dhcp ... */
  protocol: z.string(),
  scope: z.string(),
  /** main, local, default or a number. */
  table: z.string(),
});
export type Route = z.infer<typeof Route>;

export const Neighbour = z.object({
  key: z.string(),
  link: z.string(),
  address: z.string(),
  mac: z.string().nullable(),
  /** REACHABLE, STALE, DELAY, PROBE, INCOMPLETE, FAILED, NOARP, PERMANENT */
  state: z.string(),
});
export type Neighbour = z.infer<typeof Neighbour>;

/** A row of a bridge's or a vxlan's forwarding database. */
export const FdbEntry = z.object({
  key: z.string(),
  /** Key of the port (bridge) or of the vxlan interface itself. */
  link: z.string(),
  /** Key of the bridge whose database it is in, null for an interface's own. */
  bridge: z.string().nullable(),
  mac: z.string(),
  vlan: z.number().int().nullable(),
  /** vxlan: address of the remote end. */
  remote: z.string().nullable(),
  /** true: learned from a frame, forgotten with time. false: permanent or put there by hand. */
  learned: z.boolean(),
});
export type FdbEntry = z.infer<typeof FdbEntry>;

export const FilterRule = z.object({
  key: z.string(),
  /** The rule as its own tool writes it: nft for native tables, iptables-save otherwise. Escaped, capped. */
  text: z.string(),
  /** What it does with a packet that matches. */
  verdict: z.enum(["accept", "drop", "reject", "masquerade", "snat", "dnat", "redirect", "jump", "return", "log", "other"]),
  /** snat, dnat, redirect: address and port; jump: name of the chain. */
  target: z.string().nullable(),
  /** null where the rule counts nothing. A NAT rule counts connections: only their first packet meets it. */
  numbers: z.object({ packets: z.number(), bytes: z.number() }).nullable(),
});
export type FilterRule = z.infer<typeof FilterRule>;

export const FilterChain = z.object({
  key: z.string(),
  backend: z.enum(["nft", "iptables-nft", "iptables-legacy"]),
  /** ip, ip6, inet, bridge, arp, netdev */
  family: z.string(),
  table: z.string(),
  name: z.string(),
  /** prerouting, input, forward, output, postrouting, ingress; null for a chain that is only jumped to. */
  hook: z.string().nullable(),
  /** filter, nat, route (mangle's output); null without a hook. */
  type: z.string().nullable(),
  priority: z.number().int().nullable(),
  policy: z.enum(["accept", "drop"]).nullable(),
  rules: z.array(FilterRule),
  /** Rules left out of the list. */
  omitted: z.number().int(),
});
export type FilterChain = z.infer<typeof FilterChain>;

const tuple = z.object({
  source: z.string(),
  destination: z.string(),
  /** tcp, udp: ports. icmp: the identifier, as both. */
  sourcePort: z.number().int().nullable(),
  destinationPort: z.number().int().nullable(),
});

/** A connection that the kernel tracks, with both directions: what differs between them was translated. */
export const Connection = z.object({
  key: z.string(),
  protocol: z.string(),
  original: tuple,
  /** As replies are expected to arrive: source and destination swapped, translated back. */
  reply: tuple,
  /** tcp: ESTABLISHED, TIME_WAIT ...; null for others. */
  state: z.string().nullable(),
  snat: z.boolean(),
  dnat: z.boolean(),
  /** Traffic was seen in both directions. */
  replied: z.boolean(),
  assured: z.boolean(),
  /** Seconds until it is forgotten. */
  numbers: z.object({ timeout: z.number() }),
});
export type Connection = z.infer<typeof Connection>;

export const NetworkNamespace = z.object({
  /** Key of the namespace, the same as in scope "processes". */
  key: z.string(),
  inode: z.number(),
  /** The sandbox's own. */
  initial: z.boolean(),
  /** Names given by mounts under /run/netns (ip netns), first one first; a hidden one (/run/docker/netns/...) by its last component. */
  names: z.array(z.string()),
  /** Processes in it, without the lab's own. */
  processes: z.number().int(),
  /** Why it could not be entered; links and the rest are empty then. */
  unread: Reason.nullable(),
  /** net.ipv4.ip_forward */
  forwarding: z.boolean(),
  links: z.array(Link),
  routes: z.array(Route),
  neighbours: z.array(Neighbour),
  fdb: z.array(FdbEntry),
  chains: z.array(FilterChain),
  /** Why rules could not be read, null when they were. */
  chainsUnread: Reason.nullable(),
  connections: z.array(Connection),
  /** Rows left out because there are too many, by list. */
  omitted: z.object({ links: z.number(), routes: z.number(), neighbours: z.number(), fdb: z.number(), connections: z.number() }),
});
export type NetworkNamespace = z.infer<typeof NetworkNamespace>;

/** Scope "network": every network namespace of the sandbox. They are siblings: none lies in another. */
export const NetworkPart = z.object({
  namespaces: z.array(NetworkNamespace),
  /** Namespaces left out because there are too many. */
  omitted: z.number().int(),
});
export type NetworkPart = z.infer<typeof NetworkPart>;
