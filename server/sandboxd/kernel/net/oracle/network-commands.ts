import fc from "fast-check";
import { quote } from "../../oracle/sandbox-shell.ts";

/** Names by kind, few, so that commands meet; some hostile to whatever parses a name. "" is the sandbox's own namespace. */
const NAMESPACES = ["red", 'q"<b>', "\xe7\xbd\x91"];
const NAMES = {
  veth: ["v0", "v1", "v2", 'v"<i>', "v\x1b[1m", "v\\n"],
  bridge: ["b0", "b'1"],
  macvlan: ["m0", "m\xc3\xbc"],
  vxlan: ["x0", "x&1"],
  tap: ["t0", "t$1"],
};
const ALL = Object.values(NAMES).flat();

const named = fc.constantFrom(...NAMESPACES);
const namespace = fc.oneof({ weight: 2, arbitrary: fc.constant("") }, { weight: 3, arbitrary: named });
const name = <K extends keyof typeof NAMES>(kind: K) => fc.constantFrom(...NAMES[kind]);
const any = fc.oneof({ weight: 3, arbitrary: name("veth") }, { weight: 2, arbitrary: fc.constantFrom(...ALL) });
const byte = fc.integer({ min: 1, max: 3 });

const ip = (at: string): string => (at === "" ? "ip" : `ip -n ${quote(at)}`);
const into = (at: string): string => (at === "" ? "1" : quote(at));
const bridge = (at: string): string => (at === "" ? "bridge" : `bridge -n ${quote(at)}`);

let serial = 0;
/** Every interface gets an alias of its own: it stays with it over names, numbers and namespaces, and tells who is who. */
const mark = (at: string, what: string): string => `${ip(at)} link set ${quote(what)} alias id-${++serial}`;

const addVeth = fc
  .tuple(namespace, name("veth"), namespace, name("veth"), fc.integer({ min: 0, max: 3 }))
  .map(([at, one, there, other, same]) => {
    // Sometimes both ends get the same number, each in its namespace.
    const index = same === 0 ? ` index ${10_000 + ++serial}` : "";
    return `${ip(at)} link add ${quote(one)}${index} type veth peer name ${quote(other)}${index} netns ${into(there)} && ${mark(at, one)} && ${mark(there, other)}`;
  });
const add = fc
  .tuple(namespace, fc.constantFrom("bridge", "macvlan", "vxlan", "tap" as const), byte, any)
  .chain(([at, kind, number, lower]) =>
    name(kind).map((what) => {
      const link = quote(what);
      const adding = {
        bridge: `link add ${link} type bridge`,
        macvlan: `link add ${link} link ${quote(lower)} type macvlan mode ${["bridge", "private", "vepa"][number - 1]}`,
        vxlan: `link add ${link} type vxlan id ${40 + number} dstport ${4789 + number} ${number === 1 ? `dev ${quote(lower)}` : `remote 10.0.0.${number}`}`,
        tap: `tuntap add ${link} mode ${number === 1 ? "tun" : "tap"}`,
      }[kind];
      return `${ip(at)} ${adding} && ${mark(at, what)}`;
    }),
  );
const move = fc
  .tuple(namespace, any, namespace)
  .map(([at, what, there]) => `${ip(at)} link set ${quote(what)} netns ${into(there)}`);
const rename = fc
  .tuple(namespace, name("veth"), name("veth"))
  .map(([at, what, to]) => `${ip(at)} link set ${quote(what)} name ${quote(to)}`);

/** What is set on an interface. */
const set = fc
  .tuple(
    namespace,
    any,
    fc.constantFrom("up", "up", "up", "down", "mtu", "promisc", "master", "nomaster", "address"),
    byte,
    name("bridge"),
  )
  .map(([at, what, how, number, master]) => {
    if (how === "address" && !NAMES.veth.includes(what)) return ":";
    const value = {
      mtu: ` ${1300 + number}`,
      promisc: ` ${number === 1 ? "on" : "off"}`,
      master: ` ${quote(master)}`,
      address: ` 02:00:00:00:00:0${number}`,
    };
    return `${ip(at)} link set dev ${quote(what)} ${how}${value[how as keyof typeof value] ?? ""}`;
  });

/** What is put into its tables, or taken out. */
const table = fc
  .tuple(
    namespace,
    any,
    fc.constantFrom("address", "address6", "route", "route6", "blackhole", "neigh", "fdb", "flush"),
    byte,
    fc.boolean(),
  )
  .map(([at, what, how, number, out]) => {
    const verb = out ? "del" : "add";
    const dev = `dev ${quote(what)}`;
    if (how === "fdb")
      return `${bridge(at)} fdb ${verb} 02:00:00:00:01:0${number} ${dev} ${number === 1 ? "master static" : "dst 10.0.0.9"}`;
    return `${ip(at)} ${
      {
        address: `addr ${verb} 10.${number}.0.${number}/24 brd + ${dev}`,
        address6: `addr ${verb} fd0${number}::${number}/64 ${dev} nodad`,
        route: `route ${verb} 10.9${number}.0.0/16 via 10.${number}.0.9 metric ${number}`,
        route6: `-6 route ${verb} fd9${number}::/48 ${dev}`,
        blackhole: `route ${verb} ${number === 1 ? "unreachable" : "blackhole"} 10.66.${number}.0/24 table ${99 + number}`,
        neigh: `neigh ${out ? "del" : "replace"} 10.${number}.0.7 lladdr 02:00:00:00:02:0${number} ${dev} nud ${number === 1 ? "noarp" : "permanent"}`,
        flush: `addr flush ${dev}`,
      }[how]
    }`;
  });

const netns = fc
  .tuple(named, fc.integer({ min: 0, max: 3 }))
  .map(([at, number]) => `ip netns ${number === 0 ? "del" : "add"} ${quote(at)}`);
const del = fc.tuple(namespace, any).map(([at, what]) => `${ip(at)} link del ${quote(what)}`);
const forward = fc
  .tuple(named, byte)
  .map(([at, number]) => `nsenter --net=/run/netns/${quote(at)} sysctl -qw net.ipv4.ip_forward=${number % 2}`);

/** Sequences of what a student may do to the network, as bash; each goes on from where the one before ended. */
export const networkCommands = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: netns },
    { weight: 6, arbitrary: addVeth },
    { weight: 4, arbitrary: add },
    { weight: 4, arbitrary: move },
    { weight: 3, arbitrary: rename },
    { weight: 8, arbitrary: set },
    { weight: 7, arbitrary: table },
    { weight: 2, arbitrary: del },
    { weight: 1, arbitrary: forward },
  ),
  { minLength: 4, maxLength: 14, size: "max" },
);
