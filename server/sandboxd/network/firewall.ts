import { run } from "../system/run.ts";
import type { AddressPlan, SandboxAddress } from "./address-plan.ts";

/**
 * Our two nftables tables. `inet NAME` is what a sandbox may reach: an echo to its gateway, nothing else on the host, nothing beyond it.
 * `bridge NAME` binds every port to the MAC and IPv4 address it was given and lets only IPv4 and ARP through. The machine's own tables stay
 * as they are: a packet must pass all of them. Replacing our tables whole makes this idempotent, in one kernel transaction.
 */
export function toRuleset(name: string, plan: AddressPlan, addresses: SandboxAddress[]): string {
  const elements = addresses.map(toElement).join(", ");
  return `
table inet ${name} {
}
delete table inet ${name}
table inet ${name} {
  chain input {
    type filter hook input priority -10; policy accept;
    iifname "${plan.bridge}" jump from_sandbox
    iifname "${name}-*" drop
  }
  chain from_sandbox {
    meta nfproto ipv6 drop
    ct state established,related accept
    ip daddr ${plan.gateway} icmp type echo-request limit rate 200/second accept
    meta l4proto tcp limit rate 200/second reject with tcp reset
    limit rate 200/second reject with icmpx type admin-prohibited
    drop
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

export async function applyRuleset(ruleset: string): Promise<void> {
  await run("nft", ["-f", "-"], { input: ruleset });
}

/** Binds a port to its addresses. Adding what is there is fine. */
export async function allowPort(name: string, address: SandboxAddress): Promise<void> {
  await run("nft", ["add", "element", "bridge", name, "ports", `{ ${toElement(address)} }`]);
}

/** Takes the binding back; a binding or a table that is not there is fine ("add" first makes "delete" safe). */
export async function forgetPort(name: string, address: SandboxAddress): Promise<void> {
  const element = `element bridge ${name} ports { ${toElement(address)} }`;
  await run("nft", ["-f", "-"], { input: `add ${element}\ndelete ${element}\n` });
}

/** Removes both tables. Idempotent. */
export async function removeTables(name: string): Promise<void> {
  const tables = ["inet", "bridge"].map((family) => `table ${family} ${name}\ndelete table ${family} ${name}\n`);
  await run("nft", ["-f", "-"], { input: tables.join("") });
}
