import { readFile, stat } from "node:fs/promises";
import type { HostFeature, KernelFeature } from "../../../lib/contract/sandbox.ts";
import { CommandError, run } from "./run.ts";

/** How a feature is probed: by really doing it once, in a network or mount namespace that is gone a moment later. */
type Probe =
  | { kind: "link"; batch: string }
  | { kind: "qdisc"; args: string[] }
  | { kind: "nft"; ruleset: string }
  | { kind: "filesystem"; name: string }
  | { kind: "device"; path: string }
  | { kind: "namespace"; path: string };

/**
 * Everything a lab may name under `requires:`. The link probes are `ip -batch` input, run in an empty network namespace; the kernel then
 * also loads the module, if it has one (rtnetlink asks for the module alias rtnl-link-KIND).
 */
const PROBES: ReadonlyMap<string, Probe> = new Map([
  ["overlay", { kind: "filesystem", name: "overlay" }],
  ["btrfs", { kind: "filesystem", name: "btrfs" }],
  ["loop", { kind: "device", path: "/dev/loop-control" }],
  ["fuse", { kind: "device", path: "/dev/fuse" }],
  ["tun", { kind: "device", path: "/dev/net/tun" }],
  ["time-namespace", { kind: "namespace", path: "/proc/self/ns/time" }],
  ["veth", { kind: "link", batch: "link add g0 type veth peer name g1" }],
  ["bridge", { kind: "link", batch: "link add g0 type bridge" }],
  ["vlan", { kind: "link", batch: "link add g0 type veth peer name g1\nlink add link g0 name g2 type vlan id 2" }],
  ["bridge-vlan-filtering", { kind: "link", batch: "link add g0 type bridge vlan_filtering 1" }],
  ["vxlan", { kind: "link", batch: "link add g0 type vxlan id 42 dstport 4789" }],
  ["macvlan", { kind: "link", batch: "link add g0 type veth peer name g1\nlink add link g0 name g2 type macvlan mode bridge" }],
  ["ipvlan", { kind: "link", batch: "link add g0 type veth peer name g1\nlink add link g0 name g2 type ipvlan mode l2" }],
  ["dummy", { kind: "link", batch: "link add g0 type dummy" }],
  ["netem", { kind: "qdisc", args: ["qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms"] }],
  [
    "connlimit",
    {
      kind: "nft",
      ruleset:
        "table inet probe { set s { type ipv4_addr; size 9; flags dynamic; }; chain c { add @s { ip saddr ct count over 9 } drop; }; }",
    },
  ],
  [
    "nat",
    {
      kind: "nft",
      ruleset: "table ip probe { chain c { type nat hook postrouting priority 100; masquerade; }; }",
    },
  ],
] satisfies [KernelFeature, Probe][]);

/**
 * Probes the host's kernel for the features that sandboxes and labs need. Takes about 0.2 s; needs root, ip, tc, nft and unshare.
 * A feature that is not there says why, in the kernel's or the tool's own words.
 */
export async function readHostFeatures(): Promise<HostFeature[]> {
  return Promise.all([...PROBES].map(async ([id, probe]) => toFeature(id, await failureOf(probe))));
}

const toFeature = (id: string, reason: string | null): HostFeature => ({ id, available: reason === null, reason });

async function failureOf(probe: Probe): Promise<string | null> {
  try {
    switch (probe.kind) {
      case "link":
        await run("unshare", ["--net", "ip", "-batch", "-"], { input: `${probe.batch}\n` });
        return null;
      case "qdisc":
        await run("unshare", ["--net", "tc", ...probe.args]);
        return null;
      case "nft":
        await run("unshare", ["--net", "nft", "-f", "-"], { input: probe.ruleset });
        return null;
      case "filesystem":
        return await missingFilesystem(probe.name);
      case "device":
      case "namespace":
        await stat(probe.path);
        return null;
    }
  } catch (error) {
    return toReason(error);
  }
}

/** /proc/filesystems lists what is built in or loaded; a module that exists can still be loaded. */
async function missingFilesystem(name: string): Promise<string | null> {
  if (listsFilesystem(await readFile("/proc/filesystems", "utf8"), name)) return null;
  await run("modprobe", ["--", name]).catch(() => undefined);
  if (listsFilesystem(await readFile("/proc/filesystems", "utf8"), name)) return null;
  return `this kernel has no ${name} file system, built in or as a module`;
}

export const listsFilesystem = (procFilesystems: string, name: string): boolean =>
  procFilesystems.split("\n").some((line) => line.split("\t").at(-1) === name);

/** The last telling line of what a tool said: "RTNETLINK answers: Operation not supported" becomes "Operation not supported". */
export function toReason(error: unknown): string {
  if (!(error instanceof CommandError)) return error instanceof Error ? error.message : String(error);
  const lines = error.stderr
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("Command failed") && !/^\^+~*$/.test(line));
  return (lines[0] ?? error.message).replace(/^(Error|RTNETLINK answers): /, "");
}
