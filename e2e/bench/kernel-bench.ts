import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { KernelScope } from "../../lib/contract/kernel-view.ts";
import type { SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { type MeasurementInput, quantile } from "./report.ts";

const NAMESPACES = 20;
const LINKS = 50;
const PROCESSES = 100;
const SNAPSHOTS = 30;
const WATCHED_MS = 10_000;

/** Reading 20 network namespaces with 50 links and 100 processes, beside the plain tools for the same facts inside the sandbox. */
export async function benchKernel(client: SandboxdClient, sandbox: string): Promise<MeasurementInput[]> {
  const run = async (script: string) => {
    const outcome = await client.call("runScript", { sandbox, script, env: {}, timeoutSeconds: 100 });
    if (outcome.exitCode !== 0) throw new Error(`the sandbox could not be prepared: ${outcome.stderr}`);
    return outcome;
  };
  await run(`set -e
    for n in $(seq ${NAMESPACES}); do ip netns add b$n; done
    for n in $(seq ${LINKS / 2}); do ip link add p$n type veth peer name q$n netns b$((n % ${NAMESPACES} + 1)); done
    for n in $(seq ${PROCESSES}); do setsid -f sleep 9999 >/dev/null 2>&1 </dev/null || true; done`);
  const snapshot = async (scope: KernelScope) => {
    const times: number[] = [];
    for (let round = 0; round < SNAPSHOTS; round += 1) {
      const start = performance.now();
      await client.call("readKernel", { sandbox, scopes: [scope] });
      times.push(performance.now() - start);
    }
    return times;
  };
  const network = await snapshot("network");
  const processes = await snapshot("processes");
  const plain = async (script: string) => {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) times.push((await run(script)).durationMs);
    return times;
  };
  const tools =
    "for ns in $(ip -br netns | cut -d' ' -f1); do for what in 'link' addr route neigh; do ip -n $ns -j -d $what >/dev/null; done; done";
  const plainNetwork = await plain(`${tools}; for what in link addr route neigh; do ip -j -d $what >/dev/null; done`);
  const plainProcesses = await plain("lsns -J >/dev/null; ps -eLf >/dev/null");
  await run("pkill -f 'sleep 9999'; ip -all netns delete; for n in $(seq 25); do ip link del p$n 2>/dev/null; done; true");
  const row = (what: string, times: number[], baseline: number[], against: string): MeasurementInput[] => [
    { id: `snapshot of ${what} p50`, value: quantile(times, 0.5), unit: "ms", baseline: quantile(baseline, 0.5), against },
    { id: `snapshot of ${what} p95`, value: quantile(times, 0.95), unit: "ms", baseline: quantile(baseline, 0.95), against },
  ];
  return [
    ...row("20 netns, 50 links", network, plainNetwork, "ip -j link, addr, route, neigh in each"),
    ...row("100 processes", processes, plainProcesses, "lsns -J and ps -eLf"),
  ];
}

/** CPU that the collector takes while somebody looks at everything: at a sandbox that does nothing, and at one that makes links in a loop. */
export async function benchCollector(client: SandboxdClient, sandbox: string, name: string): Promise<MeasurementInput[]> {
  await client.call("watchKernel", { sandbox, scopes: ["overlays", "processes", "network", "cgroups", "mounts"] });
  const pid = await findCollector(name);
  await delay(1_000);
  const idle = await cpuShare(pid, WATCHED_MS);
  const loop = "for i in $(seq 100000); do ip link add l0 type veth peer name l1; ip link del l0; done";
  const busy = client.call("runScript", {
    sandbox,
    script: `timeout ${WATCHED_MS / 1000 + 2} bash -c '${loop}'; true`,
    env: {},
    timeoutSeconds: 60,
  });
  await delay(1_000);
  const looping = await cpuShare(pid, WATCHED_MS);
  await busy;
  await client.call("watchKernel", { sandbox, scopes: [] });
  await delay(500);
  const unwatched = await cpuShare(pid, WATCHED_MS / 2);
  return [
    { id: "collector CPU, nobody looks", value: unwatched, unit: "% of a core", goal: 0.5 },
    { id: "collector CPU, all diagrams, idle", value: idle, unit: "% of a core", goal: 2 },
    { id: "collector CPU, all diagrams, link loop", value: looping, unit: "% of a core" },
  ];
}

async function cpuShare(pid: number, ms: number): Promise<number> {
  const [before, started] = [await cpuTicks(pid), performance.now()];
  await delay(ms);
  // Clock ticks are hundredths of a second (proc_pid_stat(5), utime and stime).
  return ((await cpuTicks(pid)) - before) / ((performance.now() - started) / 1000);
}

async function cpuTicks(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "latin1");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

/** The collector of the instance with this name: a child of its sandboxd, which has the name in its environment. */
async function findCollector(name: string): Promise<number> {
  for (const pid of (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry))) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (!command.includes("kernel/collector.ts")) continue;
    const parent = /^PPid:\s*(\d+)/m.exec(await readFile(`/proc/${pid}/status`, "utf8").catch(() => ""))?.[1];
    const environment = await readFile(`/proc/${parent}/environ`, "utf8").catch(() => "");
    if (environment.split("\0").includes(`GLASSBOX_NAME=${name}`)) return Number(pid);
  }
  throw new Error(`the collector of the instance ${name} does not run`);
}
