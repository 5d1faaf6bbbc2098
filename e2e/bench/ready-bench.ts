import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { SandboxProfile, withEngineDefaults } from "../../lib/contract/sandbox.ts";
import { readHierarchies } from "../../server/sandboxd/runtime/cgroup-mode.ts";
import { findQuota, readQuota } from "../../server/sandboxd/storage/read-quota.ts";
import { run } from "../../server/sandboxd/system/run.ts";
import { startInstance } from "../support/instance.ts";
import { type MeasurementInput, quantile } from "./report.ts";
import { openClient } from "./sandboxd-bench.ts";
import { timed } from "./timed.ts";

const COLD = 6;
const WARM = 20;
const RUNS = 10;
/** Kept ready by the instance that is measured. */
const READY = 2;
const NAME = "gbbr";
const MIB = 1024 ** 2;
const profile = SandboxProfile.parse(withEngineDefaults({ engine: "docker" as const }));
const IMAGE = "r=$(mktemp -d); mkdir $r/bin; cp /bin/busybox $r/bin/sh; tar -C $r -c . | docker import - bench:1";

type Lab = ReturnType<typeof openClient>;

/**
 * From asking for a Docker lab's sandbox to a prompt in it, with an engine that works: cold in the instance of `socket`, and ready in one of its
 * own, whose refilling is waited for outside of the time that is measured. Beside the same with a bare `docker run -it` inside a sandbox.
 */
export async function benchReady(socket: string): Promise<MeasurementInput[]> {
  const cold: number[] = [];
  const bare: number[] = [];
  const lab = openClient(socket);
  for (let round = 0; round < COLD; round += 1) {
    const { ms, sandbox, terminal } = await openDockerLab(lab);
    cold.push(ms);
    if (round === 0) bare.push(...(await benchDockerRun(lab, sandbox, terminal)));
    await lab.client.call("destroySandbox", { sandbox });
  }
  lab.client.close();

  const instance = await startInstance(NAME, "10.217.0.0/16", { GLASSBOX_READY: String(READY), GLASSBOX_UID_BASE: "40000000" });
  const warm: number[] = [];
  const handedOut: number[] = [];
  let idle: MeasurementInput[];
  const own = openClient(instance.socket);
  try {
    const first = await openDockerLab(own); // the first to ask finds none
    await own.client.call("destroySandbox", { sandbox: first.sandbox });
    for (let round = 0; round < WARM; round += 1) {
      await untilReady(own);
      const { ms, createMs, sandbox } = await openDockerLab(own);
      handedOut.push(createMs);
      warm.push(ms);
      await own.client.call("destroySandbox", { sandbox });
    }
    await untilReady(own);
    idle = await measureIdle(instance.state);
  } finally {
    own.client.close();
    await instance.stop();
  }
  const row = (id: string, sample: number[], q: number, goal: number) => ({
    ...{ id: `${id} p${q * 100}`, value: quantile(sample, q), unit: "ms", baseline: quantile(bare, q), goal },
    against: "docker run -it inside one, to its prompt",
  });
  return [
    ...[0.5, 0.95].map((q) => row("docker lab to a prompt, new", cold, q, 1500)),
    ...[0.5, 0.95].map((q) => row("docker lab to a prompt, ready", warm, q, 150)),
    { id: "of that, to have the sandbox, p95", value: quantile(handedOut, 0.95), unit: "ms" },
    ...idle,
  ];
}

/** Asks for a sandbox and opens a terminal in it. @throws Error where its engine does not work then, which is not timed */
async function openDockerLab(lab: Lab): Promise<{ ms: number; createMs: number; sandbox: string; terminal: string }> {
  let [sandbox, terminal] = ["", ""];
  let createMs = 0;
  const ms = await timed(async () => {
    createMs = await timed(async () => {
      sandbox = (await lab.client.call("createSandbox", { owner: "bench", purpose: "bench", profile })).id;
    });
    terminal = (await lab.client.call("openTerminal", { sandbox, name: "1", cols: 80, rows: 24 })).id;
    const prompt = heard(lab, terminal, "# ");
    const { data } = await lab.client.call("attachTerminal", { terminal, have: null });
    if (!Buffer.from(data).includes("# ")) await prompt;
  });
  await script(lab, sandbox, "docker version && docker ps");
  return { ms, createMs, sandbox, terminal };
}

/** Milliseconds from a typed `docker run -it` to the prompt of its shell. */
async function benchDockerRun(lab: Lab, sandbox: string, terminal: string): Promise<number[]> {
  await script(lab, sandbox, IMAGE);
  const times: number[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    const say = (text: string, answer: string) => {
      const answered = heard(lab, terminal, answer);
      lab.client.signal("writeTerminal", { terminal, data: Buffer.from(`${text}\r`) });
      return answered;
    };
    times.push(await timed(() => say("docker run --rm -it bench:1 sh", "~ # ")));
    await say("exit", "root@");
  }
  return times;
}

/** The next output of a terminal that has this text in it. */
function heard(lab: Lab, terminal: string, text: string): Promise<void> {
  let said = "";
  return new Promise((resolve) => {
    lab.onOutput(terminal, (data) => {
      said += Buffer.from(data).toString("latin1");
      if (said.includes(text)) resolve();
    });
  });
}

async function script({ client }: Lab, sandbox: string, text: string): Promise<void> {
  const outcome = await client.call("runScript", { sandbox, script: text, env: {}, timeoutSeconds: 60 });
  if (outcome.exitCode !== 0) throw new Error(`${text} failed: ${outcome.stderr}`);
}

async function untilReady({ client }: Lab): Promise<void> {
  const end = Date.now() + 60_000;
  while ((await client.call("describeHost", {})).capacity.ready < READY) {
    if (Date.now() > end) throw new Error("no sandboxes were made ready within a minute");
    await delay(100);
  }
}

/** What those that wait take: memory charged to each one's cgroup (the page cache of its files included), and disk by its quota group. */
async function measureIdle(state: string): Promise<MeasurementInput[]> {
  const v1 = (await readHierarchies()).find(({ version, controllers }) => version === 1 && controllers.includes("memory"));
  const [top, file] = v1 ? [v1.mountpoint, "memory.usage_in_bytes"] : ["/sys/fs/cgroup", "memory.current"];
  const bodies = (await readdir(`${top}/${NAME}`, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const memory = await Promise.all(
    bodies.map(async ({ name }) => Number(await readFile(`${top}/${NAME}/${name}/${file}`, "utf8"))),
  );
  const rows: MeasurementInput[] = [
    { id: "memory of an idle docker sandbox", value: quantile(memory, 0.5) / MIB, unit: "MiB", against: "charged to its cgroup" },
  ];
  const volumes = `${state}/pool/sandboxes`;
  const disk: number[] = [];
  // What is not written yet is not counted yet.
  await run("btrfs", ["filesystem", "sync", `${state}/pool`]).catch(() => undefined);
  for (const { name } of bodies) {
    const quota = await findQuota(`${state}/pool.img`, `${volumes}/${name}`).catch(() => null);
    if (quota) disk.push((await readQuota(quota))?.usedBytes ?? 0);
  }
  if (disk.length > 0)
    rows.push({
      id: "disk of an idle docker sandbox",
      value: quantile(disk, 0.5) / MIB,
      unit: "MiB",
      goal: 5,
      against: "its quota group",
    });
  return rows;
}
