import { run } from "../system/run.ts";
import type { AddressPlan, SandboxAddress } from "./address-plan.ts";

/** A `docker pull` opens three connections at a time; who opens many more keeps others from the registry. */
const REGISTRY_CONNECTIONS = 32;

/**
 * Our two nftables tables. `inet NAME` is what a sandbox may reach: an echo and the image registry on its gateway, nothing else on the host,
 * nothing beyond it.
 * `bridge NAME` binds every port to the MAC and IPv4 address it was given and lets only IPv4 and ARP through. The machine's own tables stay
 * as they are: a packet must pass all of them. Replacing our tables whole makes this idempotent, in one kernel transaction.
 */
export function toRuleset(name: string, plan: AddressPlan, addresses: SandboxAddress[], registryPort: number): string {
  const elements = addresses.map(toElement).join(", ");
  return `
table inet ${name} {
}
delete table inet ${name}
table inet ${name} {
  set pulling {
    type ipv4_addr
    size 65535
    flags dynamic
  }
  chain input {
    type filter hook input priority -10; policy accept;
    iifname "${plan.bridge}" jump from_sandbox
    iifname "${name}-*" drop
  }
  chain from_sandbox {
    meta nfproto ipv6 drop
    ct state established,related accept
    ip daddr ${plan.gateway} icmp type echo-request limit rate 200/second accept
    ip daddr ${plan.gateway} tcp dport ${registryPort} jump to_registry
    meta l4proto tcp limit rate 200/second reject with tcp reset
    limit rate 200/second reject with icmpx type admin-prohibited
    drop
  }
  chain to_registry {
    ct state new add @pulling { ip saddr ct count over ${REGISTRY_CONNECTIONS} } reject with tcp reset
    ct state new accept
  }
  chain forward {
    type filter hook forward priority -10; policy accept;
    iifname "${plan.bridge}" limit rate 200/second reject with icmpx type admin-prohibited
    iifname { "${plan.bridge}", "${name}-*" } drop
    oifname { "${plan.bridge}", "${name}-*" } drop
  }
}
table bridge ${name} {
}
delete table bridge ${name}
table bridge ${name} {
  set ports {
    type ifname . ether_addr . ipv4_addr
    ${elements ? `elements = { ${elements} }` : ""}
  }
  chain prerouting {
    type filter hook prerouting priority -300; policy accept;
    iifname "${name}-*" jump from_port
  }
  chain from_port {
    ether type ip udp sport 67 drop
    ether type ip iifname . ether saddr . ip saddr @ports accept
    ether type arp arp htype 1 arp ptype ip iifname . ether saddr . arp saddr ip @ports iifname . arp saddr ether . arp saddr ip @ports accept
    drop
  }
}
`;
}

const toElement = ({ link, mac, ip }: SandboxAddress) => `"${link}" . ${mac} . ${ip}`;

/** Our tables as the kernel has them: the rules as nft writes them down, and the bindings apart, since those come and go. */
export type Firewall = { rules: string; ports: string[] };

/** From `nft --stateless list` of both tables. */
export function parseFirewall(listing: string): Firewall {
  const ports = [...listing.matchAll(/"[^"]+" \. [0-9a-f:]{17} \. [0-9.]+/g)].map(([element]) => element);
  return { rules: listing.replace(/\n\s*elements = \{[^}]*\}/g, ""), ports: ports.toSorted() };
}

/** Whether the rules are as they were when they were fresh and exactly these ports are bound. */
export function isIntact(now: Firewall | null, rules: string, addresses: SandboxAddress[]): boolean {
  return now !== null && now.rules === rules && now.ports.join() === addresses.map(toElement).toSorted().join();
}

export async function applyRuleset(ruleset: string): Promise<void> {
  await run("nft", ["-f", "-"], { input: ruleset });
}

/** What the kernel has of our tables; null when one of them is not there. */
export async function readFirewall(name: string): Promise<Firewall | null> {
  // One run each: nft 1.0.6 finds only one of two tables of the same name that it is asked for together.
  const listings = await Promise.all(
    // nft exits with 1 whatever it could not do; who asked then makes the tables anew, which says what is wrong.
    ["inet", "bridge"].map((family) => run("nft", ["--stateless", "list", "table", family, name], { expect: [0, 1] })),
  );
  return listings.some(({ exitCode }) => exitCode !== 0) ? null : parseFirewall(listings.map(({ stdout }) => stdout).join(""));
}

/** Binds a port to its addresses; false when there is nothing to add to. Adding what is there is fine. */
export async function allowPort(name: string, address: SandboxAddress): Promise<boolean> {
  const words = ["add", "element", "bridge", name, "ports", `{ ${toElement(address)} }`];
  return (await run("nft", words, { expect: [0, 1] })).exitCode === 0;
}

/** Takes the binding back; a binding, a set or a table that is not there is fine ("add" first makes "delete" safe). */
export async function forgetPort(name: string, address: SandboxAddress): Promise<void> {
  const element = `element bridge ${name} ports { ${toElement(address)} }`;
  const { exitCode, stderr } = await run("nft", ["-f", "-"], {
    input: `add ${element}\ndelete ${element}\n`,
    expect: [0, 1],
  });
  if (exitCode === 0 || (await readFirewall(name))?.ports.includes(toElement(address)) !== true) return;
  throw new Error(`the binding of ${address.link} could not be removed: ${stderr.trim()}`);
}

/** Removes both tables. Idempotent. */
export async function removeTables(name: string): Promise<void> {
  const tables = ["inet", "bridge"].map((family) => `table ${family} ${name}\ndelete table ${family} ${name}\n`);
  await run("nft", ["-f", "-"], { input: tables.join("") });
}
