import { readdir, readFile } from "node:fs/promises";
import type { Settings } from "../../config.ts";
import { readMountpointsUnder } from "../storage/mounts.ts";
import { run } from "../system/run.ts";

/** Everything on the host that could be a sandbox's. */
export async function traces({ name, state }: Settings): Promise<Record<string, string[]>> {
  const cgroups = (await readFile("/proc/self/mountinfo", "utf8")).split("\n").filter((line) => / - cgroup2? /.test(line));
  const below = await Promise.all(
    cgroups.map((line) => readdir(`${line.split(" ")[4]}/${name}`, { withFileTypes: true }).catch(() => [])),
  );
  return {
    mounts: await readMountpointsUnder(`${state}/bundles`),
    links: (await readdir("/sys/class/net")).filter((link) => link.startsWith(`${name}-`)),
    cgroups: below
      .flat()
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name),
    volumes: await readdir(`${state}/pool/sandboxes`),
    runtime: [...(await readdir(`${state}/runtime/box`)), ...(await readdir(`${state}/runtime/ctl`))],
    bundles: await readdir(`${state}/bundles`),
    records: await readdir(`${state}/sandboxes`),
    bindings: (await run("nft", ["list", "set", "bridge", name, "ports"])).stdout.includes("elements") ? ["ports"] : [],
  };
}
export const NOTHING = { mounts: [], links: [], cgroups: [], volumes: [], runtime: [], bundles: [], records: [], bindings: [] };
