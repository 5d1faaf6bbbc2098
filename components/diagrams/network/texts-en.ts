import type { Told } from "./network-diff.ts";
import type { Reach } from "./reach.ts";
import type { NetworkTexts } from "./texts.ts";

const list = (names: string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;
const at = (where: string): string => (where === "" ? "the sandbox" : where);
/** At the beginning of a sentence; a name keeps its own letters. */
const first = (where: string): string => (where === "" ? "The sandbox" : where);

const HOOKS: Record<string, string> = {
  ingress: "ingress",
  prerouting: "prerouting",
  input: "input",
  forward: "forward",
  output: "output",
  postrouting: "postrouting",
  egress: "egress",
  "?": "rules unknown",
};

export const texts: NetworkTexts = {
  title: "Network",
  subtitle: "Boxes are network namespaces, side by side; interfaces sit on their edges.",
  waiting: "Waiting for the first reading of the kernel.",
  own: "the sandbox",
  outside: "outside the sandbox",
  uplink: "lab uplink",
  processes: (number) => count(number, "process", "processes"),
  vacant: "No other network namespace yet",
  vacantHint: "Try: ip netns add c1",
  bare: "only lo so far",
  unread: (why) => `could not be read: ${why}`,
  states: { up: "UP", down: "DOWN", "no-carrier": "NO-CARRIER" },
  noAddress: "no address",
  more: (number) => `+${number}`,
  portOf: (holder) => `port of ${holder}`,
  defaultRoute: "default",
  onParent: (parent) => `on ${parent}`,
  holder: (names) => `held by ${list(names)}`,
  noHolder: "nobody holds it",
  learned: (number) => count(number, "MAC"),
  stacked: (number) => `×${number}`,
  grown: (rx, tx) => `in +${rx}, out +${tx}`,
  gate: {
    short: {
      ingress: "ingr",
      prerouting: "pre",
      input: "in",
      forward: "fwd",
      output: "out",
      postrouting: "post",
      egress: "egr",
      "?": "?",
    },
    full: HOOKS,
    rules: (number) => count(number, "rule"),
    drops: "drops the rest",
  },
  foldedLoopbacks: (number) => `${number} lo not drawn`,
  stackedNote: (number) => `${count(number, "namespace")} drawn as one that looks the same (×)`,
  omitted: (number) => `${count(number, "more namespace")} not read: too many.`,
  rowsOmitted: (lists, where) => `${first(where)}: ${list(lists.map((one) => `${one.count} more ${one.list}`))} not listed.`,
  linkLocalHidden: "fe80: addresses are in the details",
  legend: {
    up: "up",
    down: "down",
    noCarrier: "up, but nothing at the other end",
    plumbing: "the lab's own",
    nat: "NAT rules",
    filter: "filter rules",
  },
  reach: (reach) => sayReach(reach),
  change: (change) => sayChange(change),
  reason: ({ text }) => text,
  problems: (number) => `${count(number, "thing")} could not be read`,
  explain: {
    namespaceTitle: (name) => `network namespace ${name === "" ? "of the sandbox" : name}`,
    namespace: (initial, processes) =>
      `${initial ? "The network namespace the sandbox began with" : "A network namespace of its own: interfaces, addresses, routes and rules apart from all others"}, with ${count(processes, "process", "processes")} in it.`,
    hidden: "It has no name under /run/netns, so ip netns does not list it.",
    unread: (why) => `It exists, but it could not be read: ${why}.`,
    stack: (names, more) =>
      `It stands for others that look the same: ${list(names)}${more > 0 ? ` and ${more} more` : ""}. The table lists each.`,
    outside: "The host that the sandbox runs on. What is there cannot be seen from here; only that a cable leads to it.",
    linkTitle: (name, where) => `${name} in ${at(where)}`,
    kinds: {
      veth: "One end of a virtual cable: what goes in here comes out at the other end.",
      bridge: "A switch: it passes frames between its ports and learns which address is behind which.",
      bond: "Several interfaces used as one.",
      team: "Several interfaces used as one.",
      vrf: "A routing table of its own for its ports.",
      vxlan: "A tunnel: it packs whole Ethernet frames into UDP.",
      macvlan: "A second network card on top of another interface, with an address (MAC) of its own.",
      macvtap: "A second network card on top of another interface, read by a process.",
      ipvlan: "Shares another interface and its MAC, told apart by IP address.",
      ipvtap: "Shares another interface, read by a process.",
      vlan: "The part of another interface's traffic that carries a VLAN tag.",
      tun: "A socket: a process reads and writes the packets at its other end.",
      dummy: "An interface without a wire: what is sent to it vanishes.",
      loopback: "The loopback: the namespace talking to itself (127.0.0.1).",
      wireguard: "An encrypted tunnel.",
    },
    otherKind: (kind) => (kind === "" ? "An interface whose kind the kernel does not name." : `An interface of kind ${kind}.`),
    plumbing: "It is the lab's: the sandbox's uplink.",
    state: (state) =>
      ({
        up: "It is switched on and connected.",
        down: "It is switched off (ip link set ... up switches it on).",
        "no-carrier": "It is switched on, but nothing answers at the other end: no carrier.",
      })[state],
    peer: (name, where) => `Its other end is ${name} in ${at(where)}.`,
    peerOutside: "Its other end lies outside the sandbox.",
    peerUnknown: "Where its other end is could not be read.",
    plugged: (holder) => `It is plugged into ${holder}.`,
    parent: (name) => `It is built on ${name}.`,
    vxlan: (vni, remote) => `Network ${vni}; frames go to ${remote ?? "whatever its forwarding table says"}.`,
    vlan: (tag) => `Tag ${tag}.`,
    mode: (mode) => `Mode ${mode}.`,
    heldBy: (names) => (names.length === 0 ? "No process holds the other end." : `The other end is held by ${list(names)}.`),
    learned: (macs) => `Learned behind it: ${list(macs)}.`,
    linkLocal: "The fe80: address is one every interface gives itself.",
    defaultRoute: (via) => `Everything without a route of its own leaves here${via === "" ? "" : `, to ${via}`}.`,
    counted: (rx, tx) => `${rx} packets came in, ${tx} went out.`,
    cableTitle: (a, b) => `cable ${a} – ${b}`,
    cable: (a, whereA, b, whereB) => `A virtual cable between ${a} in ${at(whereA)} and ${b} in ${at(whereB)}.`,
    cableOut: (a) => `A virtual cable from ${a} to the host outside the sandbox. The lab laid it.`,
    child: (child, parent, where) => `${child} is built on ${parent} in ${at(where)} and shares its wire.`,
    gateTitle: (hook, where) => `${HOOKS[hook] ?? hook} in ${at(where)}`,
    hooks: {
      ingress: "Where a frame is seen first, right at its interface.",
      prerouting: "Where packets come in, before it is decided where they go.",
      input: "Where packets for this namespace itself arrive.",
      forward: "Where packets pass that are only on their way through.",
      output: "Where packets made in this namespace start.",
      postrouting: "Where packets leave, after it was decided where they go.",
      egress: "Where a frame is seen last, right at its interface.",
    },
    natCounts: "NAT rules count connections: only the first packet of each meets them.",
    dropPolicy: "What no rule decides is dropped.",
    grouped: (rules, packets) => `${count(rules, "rule")}, ${packets} packets`,
    rulesUnread: (why) => `The rules could not be read: ${why}.`,
    connections: "What was translated is in the table of connections.",
  },
  tabs: {
    interfaces: "Interfaces",
    links: "Cables",
    routes: "Routes",
    rules: "NAT and rules",
    neighbours: "Neighbours",
    fdb: "Forwarding (fdb)",
    connections: "Connections",
    namespaces: "Namespaces",
  },
  columns: {
    namespace: "namespace",
    name: "name",
    ifindex: "ifindex",
    kind: "kind",
    state: "state",
    addresses: "addresses",
    mac: "MAC",
    master: "port of",
    peer: "other end",
    mtu: "MTU",
    received: "packets in",
    sent: "packets out",
    end: "end",
    otherEnd: "other end",
    destination: "destination",
    via: "via",
    over: "over",
    source: "source",
    metric: "metric",
    table: "table",
    hook: "hook",
    chain: "chain",
    rule: "rule",
    count: "packets or connections",
    address: "address",
    learned: "learned",
    remote: "remote",
    vlan: "VLAN",
    protocol: "protocol",
    original: "as sent",
    reply: "as answered",
    translated: "translated",
    reaches: "reaches",
    processes: "processes",
    forwarding: "forwards",
    inode: "inode",
  },
  yes: "yes",
  no: "no",
};

function sayReach({ networks, rest, isBare, loopbackUp, forwarding }: Reach): string {
  if (isBare)
    return loopbackUp
      ? "Only lo so far: it reaches nobody but itself."
      : "Only lo so far, and it is down: it reaches nobody, not even itself.";
  const told = networks
    .slice(0, 3)
    .map(({ destination, over, via }) => `${destination} ${via === null ? `over ${over}` : `via ${via}`}`);
  if (networks.length > 3) told.push(`${networks.length - 3} more networks`);
  const everything =
    rest &&
    `${told.length > 0 ? "everything else" : "everything"} ${rest.via === null ? `over ${rest.over}` : `via ${rest.via}`}`;
  const all = everything ? [...told, everything] : told;
  const first = all.length > 0 ? `Reaches ${list(all)}.` : "Reaches nobody: it has no route.";
  return forwarding ? `${first} Passes packets on (ip_forward).` : first;
}

function sayChange(change: Told): string {
  switch (change.kind) {
    case "namespace-made":
      return `A network namespace came to be: ${change.name}.`;
    case "namespace-gone":
      return `The network namespace ${change.name} is gone, and all that was in it.`;
    case "link-made":
      return `${change.name} came to be in ${at(change.where)}${change.type ? ` (${change.type})` : ""}.`;
    case "link-gone":
      return `${change.name} is gone from ${at(change.where)}.`;
    case "pair-made":
      return `A cable came to be: ${change.name} in ${at(change.where)}, ${change.other} in ${at(change.otherWhere)}.`;
    case "pair-gone":
      return `The cable between ${change.name} in ${at(change.where)} and ${change.other} in ${at(change.otherWhere)} is gone, both ends at once.`;
    case "moved":
      return `${change.name} moved from ${at(change.from)} into ${at(change.to)}${change.renamed ? `, where it is called ${change.renamed}` : ""}; a move takes its addresses away and switches it off.`;
    case "renamed":
      return `${change.from} in ${at(change.where)} is now called ${change.name}.`;
    case "state":
      return {
        up: `${change.name} in ${at(change.where)} is up.`,
        down: `${change.name} in ${at(change.where)} is down.`,
        "no-carrier": `${change.name} in ${at(change.where)} is up, but nothing is at the other end.`,
      }[change.state];
    case "address-added":
      return `${change.name} in ${at(change.where)} has the address ${change.address}.`;
    case "address-removed":
      return `${change.name} in ${at(change.where)} lost the address ${change.address}.`;
    case "plugged":
      return `${change.name} was plugged into ${change.holder} in ${at(change.where)}.`;
    case "unplugged":
      return `${change.name} was unplugged from ${change.holder} in ${at(change.where)}.`;
    case "learned":
      return `The switch in ${at(change.where)} learned that ${change.mac} is behind ${change.name}.`;
    case "forgotten":
      return `The switch in ${at(change.where)} forgot that ${change.mac} is behind ${change.name}.`;
    case "neighbour":
      return `${first(change.where)} now knows that ${change.address} has the MAC ${change.mac}.`;
    case "route-added":
      return `${first(change.where)} sends ${change.destination === "default" ? "everything else" : change.destination} ${change.via === null ? `over ${change.over}` : `via ${change.via}`} now.`;
    case "route-removed":
      return `${first(change.where)} has no route to ${change.destination === "default" ? "everything else" : change.destination} any more.`;
    case "forwarding":
      return change.on
        ? `${first(change.where)} passes packets on now (ip_forward).`
        : `${first(change.where)} no longer passes packets on.`;
    case "rules":
      return change.count === change.before
        ? `The rules at ${HOOKS[change.hook] ?? change.hook} in ${at(change.where)} are others now.`
        : `There ${change.count === 1 ? "is" : "are"} ${count(change.count, "rule")} at ${HOOKS[change.hook] ?? change.hook} in ${at(change.where)} now; there ${change.before === 1 ? "was" : "were"} ${change.before}.`;
    case "policy":
      return change.drops
        ? `What no rule decides at ${HOOKS[change.hook] ?? change.hook} in ${at(change.where)} is dropped now.`
        : `What no rule decides at ${HOOKS[change.hook] ?? change.hook} in ${at(change.where)} is let through now.`;
    case "connection":
      return `${first(change.where)} tracks a connection: ${change.text}${change.translated ? ", translated" : ""}.`;
  }
}
