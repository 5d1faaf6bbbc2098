import { isOwnMaking, isToldRoute } from "../link-words.ts";
import { commandIn } from "../name-namespace.ts";
import type { NetworkModel } from "../network-model.ts";

/** Sends three packets to oneself: works in every sandbox, and the loopback is listened to as well. */
const TO_ONESELF = "ping -c 3 127.0.0.1";

/** A command that sends something in this network: from a namespace with a route to an address that another one has. */
export function suggestTraffic(model: NetworkModel): string {
  for (const { key, info, way, links } of model.namespaces) {
    if (way.by === "nothing") continue;
    const plumbing = new Set(links.flatMap((one) => (one.link.plumbing ? [one.key] : [])));
    const networks = info.routes.filter(
      (route) => route.family === "inet" && isToldRoute(route) && route.link !== null && !plumbing.has(route.link),
    );
    for (const other of model.links.values()) {
      if (other.namespace === key || !other.link.up) continue;
      const found = other.link.addresses.find(
        (one) =>
          one.family === "inet" && !isOwnMaking(one) && networks.some(({ destination }) => isWithin(one.address, destination)),
      );
      if (found) return commandIn(way, "ping", `-c 3 ${found.address}`);
    }
  }
  return TO_ONESELF;
}

/** Whether an IPv4 address lies in "10.9.0.0/24"; "default" holds none here, it would hold them all. */
function isWithin(address: string, network: string): boolean {
  const [base, length = "32"] = network.split("/");
  const [a, b] = [toNumber(address), toNumber(base ?? "")];
  if (a === null || b === null) return false;
  const size = 2 ** (32 - Number(length));
  return Math.floor(a / size) === Math.floor(b / size);
}

function toNumber(address: string): number | null {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
