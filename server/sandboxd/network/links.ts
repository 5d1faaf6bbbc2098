import { readdir, readFile, readlink, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { run } from "../system/run.ts";
import type { AddressPlan, SandboxAddress } from "./address-plan.ts";

const isThere = async (link: string) => (await readdir("/sys/class/net")).includes(link);

/** The bridge with the gateway's address. Idempotent; answers whether it was missing. */
export async function createBridge({ bridge, gateway, gatewayMac, prefix }: AddressPlan): Promise<boolean> {
  const missing = !(await isThere(bridge));
  if (missing) await run("ip", ["link", "add", bridge, "type", "bridge"]);
  // No IPv6 on the host's side: a link-local address would be a way around the IPv4 rules. Missing where the kernel has no IPv6.
  await writeFile(`/proc/sys/net/ipv6/conf/${bridge}/disable_ipv6`, "1").catch(() => undefined);
  await run("ip", ["address", "replace", `${gateway}/${prefix}`, "dev", bridge]);
  // A bridge that was given no MAC takes its ports' lowest (net/bridge/br_stp_if.c, br_stp_recalculate_bridge_id): with each sandbox that comes
  // or goes all others would talk to a gateway that is not there, until their neighbour entries run out.
  await run("ip", ["link", "set", bridge, "address", gatewayMac, "up"]);
  return missing;
}

/** Whether the bridge is there and up. */
export async function isBridgeUp(bridge: string): Promise<boolean> {
  const flags = Number(await readFile(`/sys/class/net/${bridge}/flags`, "utf8").catch(() => "0"));
  return (flags & IFF_UP) !== 0;
}

const IFF_UP = 0x1;

/** Makes a sandbox's eth0 and plugs it in; the netns is that of its PID 1. */
export async function createLink(plan: AddressPlan, { link, ip, mac }: SandboxAddress, initPid: number): Promise<void> {
  await run("ip", ["-batch", "-"], {
    input: [`link add ${link} type veth peer name eth0 address ${mac} netns ${initPid}`, ...toPlug(plan, link)].join("\n"),
  });
  await run("nsenter", [`--net=/proc/${initPid}/ns/net`, "ip", "-batch", "-"], {
    input: [
      "link set lo up",
      "link set eth0 addrgenmode none up",
      `address add ${ip}/${plan.prefix} dev eth0`,
      `route add default via ${plan.gateway}`,
    ].join("\n"),
  });
}

/** Puts the host's end of a link back where it belongs. */
export async function plugIn(plan: AddressPlan, link: string): Promise<void> {
  await run("ip", ["-batch", "-"], { input: toPlug(plan, link).join("\n") });
}

const toPlug = (plan: AddressPlan, link: string) => [
  `link set ${link} addrgenmode none master ${plan.bridge}`,
  `link set ${link} type bridge_slave isolated on`,
  `link set ${link} up`,
];

export type LinkState = "fine" | "unplugged" | "gone";

/** How the host's end of a sandbox's link is, from sysfs. */
export async function readLinkState(plan: AddressPlan, link: string): Promise<LinkState> {
  if (!(await isThere(link))) return "gone";
  const at = `/sys/class/net/${link}`;
  const [master, isolated, flags] = await Promise.all([
    readlink(`${at}/master`).catch(() => ""),
    readFile(`${at}/brport/isolated`, "utf8").catch(() => "0"),
    readFile(`${at}/flags`, "utf8").catch(() => "0"),
  ]);
  const fine = basename(master) === plan.bridge && Number(isolated) === 1 && (Number(flags) & IFF_UP) !== 0;
  return fine ? "fine" : "unplugged";
}

/** Nothing there is fine, also when it goes (with its sandbox's network namespace) while we delete it. */
export async function destroyLink(link: string): Promise<void> {
  if (!(await isThere(link))) return;
  await run("ip", ["link", "delete", link]).catch(async (error) => {
    if (await isThere(link)) throw error;
  });
}
