/** Addresses of one instance's sandboxes, all computed from its subnet and prefix. */
export type AddressPlan = {
  bridge: string;
  gateway: string;
  /** The bridge's, above those of all slots. */
  gatewayMac: string;
  /** Length of the network prefix. */
  prefix: number;
  /** How many sandboxes have an address. */
  slots: number;
};
export type SandboxAddress = { link: string; ip: string; mac: string };

const toNumber = (ip: string) => ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
const toText = (ip: number) => [24, 16, 8, 0].map((shift) => Math.floor(ip / 2 ** shift) % 256).join(".");

/**
 * The bridge is NAME0 and takes the first address of the subnet.
 * @throws Error when the subnet is not one or has no room for a sandbox
 */
export function toAddressPlan(name: string, subnet: string): AddressPlan {
  const [base = "", length = ""] = subnet.split("/");
  const prefix = Number(length);
  if (base.split(".").some((part) => Number(part) > 255) || prefix < 8 || prefix > 29) {
    throw new Error(`GLASSBOX_SUBNET: ${subnet} is not an IPv4 network between /8 and /29`);
  }
  const size = 2 ** (32 - prefix);
  const first = toNumber(base) - (toNumber(base) % size);
  // Network address, gateway and broadcast are taken.
  return { bridge: `${name}0`, gateway: toText(first + 1), gatewayMac: toMac(0xffff), prefix, slots: Math.min(size - 3, 9999) };
}

/** What slot 0, 1, 2 ... gets: a link name within the kernel's 15 bytes, an address, and a locally administered MAC that says which slot. */
export function toSandboxAddress(name: string, plan: AddressPlan, slot: number): SandboxAddress {
  return { link: `${name}-${slot}`, ip: toText(toNumber(plan.gateway) + 1 + slot), mac: toMac(slot) };
}

const toMac = (number: number) =>
  `02:67:62:78:${[number >> 8, number & 255].map((byte) => byte.toString(16).padStart(2, "0")).join(":")}`;

/** Whether a host link is one of ours for a sandbox. */
export const isSandboxLink = (name: string, link: string): boolean =>
  link.startsWith(`${name}-`) && /^[0-9]+$/.test(link.slice(name.length + 1));
