import { readdir, writeFile } from "node:fs/promises";
import type { Settings } from "../../config.ts";
import { run } from "../system/run.ts";
import { isSandboxLink, type SandboxAddress, toAddressPlan, toSandboxAddress } from "./address-plan.ts";
import { allowPort, applyRuleset, forgetPort, removeTables, toRuleset } from "./firewall.ts";

export type Network = {
  /** How many sandboxes the subnet has addresses for. */
  readonly slots: number;
  addressOf(slot: number): SandboxAddress;
  /** Gives a sandbox its eth0: a veth into the bridge, isolated from the other ports, and only its own addresses may speak on it. */
  connect(slot: number, initPid: number): Promise<void>;
  /** Nothing there is fine. */
  disconnect(slot: number): Promise<void>;
  /** Slots that have a link on the host. */
  listSlots(): Promise<number[]>;
  /** Removes bridge and firewall tables; every sandbox must be gone. */
  close(): Promise<void>;
};

/**
 * Opens the sandboxes' network: bridge NAME0 and our own nftables tables. What is there from before is taken over; slots in use keep
 * their bindings. Routes and tables of the machine are not touched.
 */
export async function openNetwork(settings: Settings, slotsInUse: number[] = []): Promise<Network> {
  const { name } = settings;
  const plan = toAddressPlan(name, settings.subnet);
  const addressOf = (slot: number) => toSandboxAddress(name, plan, slot);
  await applyRuleset(toRuleset(name, plan, slotsInUse.map(addressOf)));
  await createBridge(plan.bridge, `${plan.gateway}/${plan.prefix}`);

  return {
    slots: plan.slots,
    addressOf,
    async connect(slot, initPid) {
      const { link, ip, mac } = addressOf(slot);
      await allowPort(name, addressOf(slot));
      await run("ip", ["-batch", "-"], {
        input: [
          `link add ${link} type veth peer name eth0 address ${mac} netns ${initPid}`,
          `link set ${link} addrgenmode none master ${plan.bridge}`,
          `link set ${link} type bridge_slave isolated on`,
          `link set ${link} up`,
        ].join("\n"),
      });
      await run("nsenter", [`--net=/proc/${initPid}/ns/net`, "ip", "-batch", "-"], {
        input: [
          "link set lo up",
          "link set eth0 addrgenmode none up",
          `address add ${ip}/${plan.prefix} dev eth0`,
          `route add default via ${plan.gateway}`,
        ].join("\n"),
      });
    },
    async disconnect(slot) {
      const address = addressOf(slot);
      if ((await readdir("/sys/class/net")).includes(address.link)) await run("ip", ["link", "delete", address.link]);
      await forgetPort(name, address);
    },
    async listSlots() {
      const links = (await readdir("/sys/class/net")).filter((link) => isSandboxLink(name, link));
      return links.map((link) => Number(link.slice(name.length + 1)));
    },
    async close() {
      if ((await readdir("/sys/class/net")).includes(plan.bridge)) await run("ip", ["link", "delete", plan.bridge]);
      await removeTables(name);
    },
  };
}

async function createBridge(bridge: string, address: string): Promise<void> {
  if (!(await readdir("/sys/class/net")).includes(bridge)) await run("ip", ["link", "add", bridge, "type", "bridge"]);
  // No IPv6 on the host's side: a link-local address would be a way around the IPv4 rules. Missing where the kernel has no IPv6.
  await writeFile(`/proc/sys/net/ipv6/conf/${bridge}/disable_ipv6`, "1").catch(() => undefined);
  await run("ip", ["address", "replace", address, "dev", bridge]);
  await run("ip", ["link", "set", bridge, "up"]);
}
