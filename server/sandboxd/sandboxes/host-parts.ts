import { chmod, mkdir, stat } from "node:fs/promises";
import type { Settings } from "../../config.ts";
import { type Network, openNetwork } from "../network/network.ts";
import { type Hierarchy, readHierarchies } from "../runtime/cgroup-mode.ts";
import { chooseRuntime } from "../runtime/choose-runtime.ts";
import { type OciRuntime, openOciRuntime } from "../runtime/oci-runtime.ts";
import { openStorage, type Storage } from "../storage/storage.ts";
import { run } from "../system/run.ts";
import type { Log } from "./log.ts";

/** What every sandbox of this instance is built from. */
export type HostParts = {
  settings: Settings;
  storage: Storage;
  network: Network;
  runtime: OciRuntime;
  hierarchies: Hierarchy[];
  /** Whether the kernel counts swap per cgroup. */
  countsSwap: boolean;
  /** Host device node by its path inside. */
  devices: Record<string, string>;
  /** Character device 1:3 of our own for the standard streams of every PID 1. */
  nullDevice: string;
};

/** Opens storage, network and runtime. slotsInUse: sandboxes that may still run and must keep their network. */
export async function openHostParts(settings: Settings, slotsInUse: number[], log: Log): Promise<HostParts> {
  const [storage, network, runtime, hierarchies, devices] = await Promise.all([
    openStorage(settings),
    openNetwork(settings, slotsInUse, log),
    chooseRuntime(settings.runtime).then((chosen) => openOciRuntime(chosen, settings.state)),
    readHierarchies(),
    createDevices(`${settings.state}/dev`),
  ]);
  const memory = hierarchies.find((hierarchy) => hierarchy.controllers.includes("memory"));
  const countsSwap = memory ? await exists(`${memory.mountpoint}/memory.memsw.limit_in_bytes`) : true;
  const { "/dev/null": nullDevice = "", ...inside } = devices;
  return { settings, storage, network, runtime, hierarchies, countsSwap, devices: inside, nullDevice };
}

const NODES: [inside: string, file: string, major: number, minor: number][] = [
  ["/dev/null", "null", 1, 3],
  ["/dev/net/tun", "tun", 10, 200],
  ["/dev/fuse", "fuse", 10, 229],
];

/** Nodes of our own: the host's /dev/net/tun and /dev/fuse may be for root only, and some runtimes chown what they are given. */
async function createDevices(directory: string): Promise<Record<string, string>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const made = await Promise.all(
    NODES.map(async ([inside, file, major, minor]): Promise<[string, string]> => {
      const path = `${directory}/${file}`;
      if (!(await exists(path))) await run("mknod", [path, "c", String(major), String(minor)]);
      await chmod(path, 0o666);
      return [inside, path];
    }),
  );
  return Object.fromEntries(made);
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
