import fc from "fast-check";
import { quote } from "../../oracle/sandbox-shell.ts";

/** Names by kind, few, so that commands meet; some hostile to whatever parses a name. "" is the sandbox's own namespace. */
const NAMESPACES = ['q"<b>', "\xe7\xbd\x91"];
const NAMES = {
  veth: ["v0", "v1", "v2", "v3", 'v"<i>', "v\x1b[1m", "v\\n"],
  bridge: ["b0", "b'1"],
  macvlan: ["m0", "m\xc3\xbc"],
  vxlan: ["x0", "x&1"],
  tap: ["t0", "t$1"],
} as const;

/** A guess at what is there, so that most commands hit something; nothing is compared with it. */
export type Guess = { namespaces: string[]; links: { at: string; name: string }[] };
/** Bash for a command, given what may be there; changes the guess. */
export type Command = { toString(): string; script(guess: Guess): string };

/** Chooses by a number, whatever there is to choose from. */
const pick = <T>(from: readonly T[], number: number): T | undefined => from[number % Math.max(1, from.length)];
const any = fc.nat({ max: 1_000 });

const ip = (at: string): string => (at === "" ? "ip" : `ip -n ${quote(at)}`);
const into = (at: string): string => (at === "" ? "1" : quote(at));
const bridge = (at: string): string => (at === "" ? "bridge" : `bridge -n ${quote(at)}`);

let serial = 0;
/** Every interface gets an alias of its own: it stays with it over names, numbers and namespaces, and tells who is who. */
const mark = (at: string, what: string): string => `${ip(at)} link set ${quote(what)} alias id-${++serial}`;

/** A command over some numbers, which choose what it is about. */
const command = (weight: number, what: string, script: (guess: Guess, numbers: number[]) => string | undefined) => ({
  weight,
  arbitrary: fc.array(any, { minLength: 6, maxLength: 6 }).map(
    (numbers): Command => ({
      toString: () => `${what}(${numbers})`,
      script: (guess) => script(guess, numbers) ?? ":",
    }),
  ),
});

const COMMANDS = [
  command(3, "netns", ({ namespaces, links }, [which = 0, how = 0]) => {
    const at = pick(NAMESPACES, which)!;
    if (how % 4 > 0 || !namespaces.includes(at)) {
      if (!namespaces.includes(at)) namespaces.push(at);
      return `ip netns add ${quote(at)}`;
    }
    namespaces.splice(namespaces.indexOf(at), 1);
    for (const link of links.filter((one) => one.at === at)) links.splice(links.indexOf(link), 1);
    return `ip netns del ${quote(at)}`;
  }),
  command(5, "veth", ({ namespaces, links }, [a = 0, b = 0, c = 0, d = 0, same = 0]) => {
    const [at, there] = [pick(namespaces, a)!, pick(namespaces, b)!];
    const [one, other] = [pick(NAMES.veth, c)!, pick(NAMES.veth, d)!];
    // Sometimes both ends get the same number, each in its namespace.
    const index = same % 4 === 0 ? ` index ${10_000 + ++serial}` : "";
    links.push({ at, name: one }, { at: there, name: other });
    return `${ip(at)} link add ${quote(one)}${index} type veth peer name ${quote(other)}${index} netns ${into(there)} && ${mark(at, one)} && ${mark(there, other)} && ${ip(at)} link set ${quote(one)} up && ${ip(there)} link set ${quote(other)} up`;
  }),
  command(4, "add", ({ namespaces, links }, [a = 0, k = 0, n = 0, l = 0, value = 0]) => {
    const at = pick(namespaces, a)!;
    const kind = pick(["bridge", "macvlan", "vxlan", "tap"] as const, k)!;
    const name = pick<string>(NAMES[kind], n)!;
    const number = (value % 3) + 1;
    const link = quote(name);
    const lower = quote(
      pick(
        links.filter((one) => one.at === at),
        l,
      )?.name ?? "lo",
    );
    const adding = {
      bridge: `link add ${link} type bridge`,
      macvlan: `link add ${link} link ${lower} type macvlan mode ${["bridge", "private", "vepa"][number - 1]}`,
      vxlan: `link add ${link} type vxlan id ${40 + number} dstport ${4789 + number} ${number === 1 ? `dev ${lower}` : `remote 10.0.0.${number}`}`,
      tap: `tuntap add ${link} mode ${number === 1 ? "tun" : "tap"}`,
    }[kind];
    links.push({ at, name });
    // "ip tuntap add" of one that is there succeeds.
    return `! ${ip(at)} link show dev ${link} && ${ip(at)} ${adding} && ${mark(at, name)}`;
  }),
  command(5, "move", ({ namespaces, links }, [which = 0, where = 0]) => {
    const link = pick(links, which);
    const there = pick(namespaces, where)!;
    if (!link) return undefined;
    const { at, name } = link;
    link.at = there;
    return `${ip(at)} link set ${quote(name)} netns ${into(there)}`;
  }),
  command(3, "rename", ({ links }, [which = 0, to = 0]) => {
    const link = pick(
      links.filter(({ name }) => name.startsWith("v")),
      which,
    );
    if (!link) return undefined;
    const { at, name } = link;
    link.name = pick(NAMES.veth, to)!;
    return `${ip(at)} link set ${quote(name)} name ${quote(link.name)}`;
  }),
  command(8, "set", ({ links }, [which = 0, what = 0, value = 0, master = 0]) => {
    const link = pick(links, which);
    if (!link) return undefined;
    const number = (value % 3) + 1;
    const how = pick(["up", "up", "down", "mtu", "promisc", "master", "master", "nomaster", "address"] as const, what)!;
    if (how === "address" && !link.name.startsWith("v")) return undefined;
    const values: Record<string, string> = {
      mtu: ` ${1300 + number}`,
      promisc: ` ${number === 1 ? "on" : "off"}`,
      master: ` ${quote(pick(NAMES.bridge, master)!)}`,
      address: ` 02:00:00:00:00:0${number}`,
    };
    return `${ip(link.at)} link set dev ${quote(link.name)} ${how}${values[how] ?? ""}`;
  }),
  command(7, "table", ({ links }, [which = 0, what = 0, value = 0, out = 0]) => {
    const link = pick(links, which);
    if (!link) return undefined;
    const number = (value % 3) + 1;
    const verb = out % 3 === 0 ? "del" : "add";
    const dev = `dev ${quote(link.name)}`;
    const scripts = [
      `${ip(link.at)} addr ${verb} 10.${number}.0.${number}/24 brd + ${dev}`,
      `${ip(link.at)} addr ${verb} fd0${number}::${number}/64 ${dev} nodad`,
      `${ip(link.at)} route ${verb} 10.9${number}.0.0/16 via 10.${number}.0.9 metric ${number}`,
      `${ip(link.at)} -6 route ${verb} fd9${number}::/48 ${dev}`,
      `${ip(link.at)} route ${verb} ${number === 1 ? "unreachable" : "blackhole"} 10.66.${number}.0/24 table ${99 + number}`,
      `${ip(link.at)} neigh ${verb === "del" ? "del" : "replace"} 10.${number}.0.7 lladdr 02:00:00:00:02:0${number} ${dev} nud ${number === 1 ? "noarp" : "permanent"}`,
      `${bridge(link.at)} fdb ${verb} 02:00:00:00:01:0${number} ${dev} ${number === 1 ? "master static" : "dst 10.0.0.9"}`,
      `${ip(link.at)} addr flush ${dev}`,
    ];
    return pick(scripts, what);
  }),
  command(2, "del", ({ links }, [which = 0]) => {
    const link = pick(links, which);
    if (!link) return undefined;
    links.splice(links.indexOf(link), 1);
    return `${ip(link.at)} link del ${quote(link.name)}`;
  }),
  command(1, "forward", ({ namespaces }, [which = 0, on = 0]) => {
    const at = pick(
      namespaces.filter((one) => one !== ""),
      which,
    );
    return at && `nsenter --net=/run/netns/${quote(at)} sysctl -qw net.ipv4.ip_forward=${on % 2}`;
  }),
];

/** Sequences of what a student may do to the network; each goes on from where the one before ended. */
export const networkCommands = fc.array(fc.oneof(...COMMANDS), { minLength: 3, maxLength: 10, size: "max" });
