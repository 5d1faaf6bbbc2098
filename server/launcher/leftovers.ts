import { readdir, readFile } from "node:fs/promises";
import type { Settings } from "../config.ts";
import { readHierarchies } from "../sandboxd/runtime/cgroup-mode.ts";
import { run } from "../sandboxd/system/run.ts";

/** What an instance leaves its marks on; each list holds names a person can look up. */
export type HostObjects = {
  mounts: string[];
  links: string[];
  cgroups: string[];
  tables: string[];
  loops: string[];
  processes: string[];
  runtime: string[];
};

/** Everything on the host that carries an instance's name or lies in its state directory. Empty after a stop, but for its caches. */
export async function readLeftovers(settings: Settings): Promise<string[]> {
  const [mounts, links, cgroups, tables, loops, processes, runtime] = await Promise.all([
    readFile("/proc/self/mountinfo", "utf8").then(parseMountpoints),
    readdir("/sys/class/net"),
    readCgroups(),
    run("nft", ["list", "tables"]).then(({ stdout }) => parseTables(stdout)),
    readLoops(),
    readProcesses(),
    readdir(`${settings.state}/bundles`).catch(() => []),
  ]);
  return toLeftovers({ mounts, links, cgroups, tables, loops, processes, runtime }, settings);
}

/** Picks what belongs to the instance. A prefix is never enough: "gb" must not find "gbt". */
export function toLeftovers(host: HostObjects, { name, state, cache }: Pick<Settings, "name" | "state" | "cache">): string[] {
  const inState = (path: string) => isUnder(path, state) && !isUnder(path, cache);
  const ownLink = new RegExp(`^${name}(0|-.+)$`);
  const ownCgroup = new RegExp(`/${name}(/|$)`);
  return [
    ...host.mounts.filter(inState).map((path) => `mount ${path}`),
    ...host.links.filter((link) => ownLink.test(link)).map((link) => `link ${link}`),
    ...host.cgroups.filter((path) => ownCgroup.test(path)).map((path) => `cgroup ${path}`),
    ...host.tables.filter((table) => table.split(" ")[1] === name).map((table) => `nftables table ${table}`),
    ...host.loops.filter((loop) => inState(loop.slice(loop.indexOf(" ") + 1))).map((loop) => `loop device ${loop}`),
    ...host.processes
      .filter((line) => line.split(" ").some((word) => inState(word)))
      .map((line) => `process ${line.slice(0, 120)}`),
    ...host.runtime.map((id) => `sandbox bundle ${id}`),
  ];
}

const isUnder = (path: string, parent: string) => path === parent || path.startsWith(`${parent}/`);

/** Mount points of a mountinfo text, with its octal escapes undone (proc_pid_mountinfo(5)). */
export const parseMountpoints = (mountinfo: string): string[] =>
  mountinfo
    .split("\n")
    .map((line) => line.split(" ")[4])
    .filter((path) => path !== undefined)
    .map((path) => path.replace(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8))));

/** "table inet gb" lines of `nft list tables` -> "inet gb". */
export const parseTables = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("table "))
    .map((line) => line.slice("table ".length).trim());

/** Cgroups are looked for at the top of each hierarchy, which is where ours are. */
async function readCgroups(): Promise<string[]> {
  const tops = (await readHierarchies()).map(({ mountpoint }) => mountpoint);
  const names = await Promise.all(
    tops.map(async (top) =>
      (await readdir(top, { withFileTypes: true })).filter((one) => one.isDirectory()).map((one) => `${top}/${one.name}`),
    ),
  );
  return names.flat();
}

/** "/dev/loop0 /var/lib/glassbox/pool.img" for each loop device that is in use. */
async function readLoops(): Promise<string[]> {
  const devices = (await readdir("/sys/block")).filter((device) => device.startsWith("loop"));
  const loops = await Promise.all(
    devices.map(async (device) => {
      const file = await readFile(`/sys/block/${device}/loop/backing_file`, "utf8").catch(() => "");
      return file === "" ? [] : [`/dev/${device} ${file.trim()}`];
    }),
  );
  return loops.flat();
}

/** "PID COMMAND LINE" of every process but this one and the holder of its own lock. */
async function readProcesses(): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      return text === "" || pid === String(process.pid) || text.includes("/launcher.lock")
        ? []
        : [`${pid} ${text.split("\0").join(" ").trim()}`];
    }),
  );
  return lines.flat();
}
