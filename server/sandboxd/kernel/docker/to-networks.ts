import type { DockerNetwork } from "../../../../lib/contract/kernel/docker.ts";
import { parseBridgeFile, parseNetworkFile } from "./engine-files.ts";
import { shown } from "./shown.ts";

/** The networks in libnetwork's store, with their bridges. unread: how many could not be understood. */
export function toNetworks(values: ReadonlyMap<string, Buffer>): { networks: DockerNetwork[]; unread: number } {
  let unread = 0;
  const each = <T>(kind: string, parse: (value: Buffer) => T): [id: string, value: T][] =>
    [...values].flatMap(([key, value]) => {
      const id = new RegExp(`^docker/network/v1\\.0/${kind}/([0-9a-f]{64})/$`).exec(key)?.[1];
      if (id === undefined) return [];
      try {
        return [[id, parse(value)]];
      } catch {
        unread++;
        return [];
      }
    });
  const bridges = new Map(each("bridge", parseBridgeFile));
  const networks = each("network", parseNetworkFile).map(([id, { name, networkType }]): DockerNetwork => {
    const bridge = bridges.get(id);
    return {
      key: `network-${id}`,
      id,
      name: shown(name),
      driver: shown(networkType),
      bridge: bridge ? shown(bridge.BridgeName) : null,
      gateway: bridge?.AddressIPv4 ? shown(bridge.AddressIPv4) : null,
    };
  });
  return { networks, unread };
}
