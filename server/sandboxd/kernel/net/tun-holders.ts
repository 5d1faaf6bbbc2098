export type TunDevice = { key: string; namespace: string; name: string };
/** A process that holds other ends of tun devices open, by their names as they are shown; namespace: key of its network namespace. */
export type TunProcess = { key: string; namespace: string | undefined; devices: readonly string[] };

/**
 * Who holds which tun device, by the device's key. The kernel tells a name only (fdinfo), and names are unique only per namespace: the one in
 * the process's own namespace is meant, or else the only one of that name.
 */
export function findTunHolders(devices: readonly TunDevice[], processes: readonly TunProcess[]): Map<string, string[]> {
  const holders = new Map<string, string[]>();
  for (const process of processes) {
    for (const name of new Set(process.devices)) {
      const named = devices.filter((device) => device.name === name);
      const device =
        named.find(({ namespace }) => namespace === process.namespace) ?? (named.length === 1 ? named[0] : undefined);
      if (device) holders.set(device.key, [...(holders.get(device.key) ?? []), process.key]);
    }
  }
  return holders;
}
