import { SandboxProfile, withEngineDefaults } from "../../lib/contract/sandbox.ts";
import type { SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { type MeasurementInput, quantile } from "./report.ts";
import { timed } from "./timed.ts";

const CREATIONS = 10;
const RUNS = 10;
const AT_ONCE = 10;
const IMAGE = "root=$(mktemp -d); cp /bin/busybox $root/true; tar -C $root -c . | docker import - bench:1";

/** From asking for a sandbox to a dockerd that answers in it, one after the other and all at once, beside a bare `docker run` inside one. */
export async function benchEngine(client: SandboxdClient): Promise<MeasurementInput[]> {
  const profile = SandboxProfile.parse(withEngineDefaults({ engine: "docker" as const }));
  const create = async () => (await client.call("createSandbox", { owner: "bench", purpose: "bench", profile })).id;
  const destroy = (sandbox: string) => client.call("destroySandbox", { sandbox });
  const times: number[] = [];
  const runs: number[] = [];
  for (let round = 0; round < CREATIONS; round += 1) {
    let id = "";
    times.push(
      await timed(async () => {
        id = await create();
      }),
    );
    if (round === 0) runs.push(...(await benchRun(client, id)));
    await destroy(id);
  }
  let ids: string[] = [];
  const together = await timed(async () => {
    ids = await Promise.all(Array.from({ length: AT_ONCE }, create));
  });
  await Promise.all(ids.map(destroy));
  const against = "docker run --rm inside one";
  return [
    { id: "docker sandbox p50", value: quantile(times, 0.5), unit: "ms", baseline: quantile(runs, 0.5), against },
    { id: "docker sandbox p95", value: quantile(times, 0.95), unit: "ms", baseline: quantile(runs, 0.95), against, goal: 1500 },
    { id: `${AT_ONCE} docker sandboxes at once`, value: together, unit: "ms" },
  ];
}

/** Milliseconds of each `docker run`. @throws Error with what the script said */
async function benchRun(client: SandboxdClient, sandbox: string): Promise<number[]> {
  const run = async (script: string) => {
    const outcome = await client.call("runScript", { sandbox, script, env: {}, timeoutSeconds: 60 });
    if (outcome.exitCode !== 0) throw new Error(`${script} failed: ${outcome.stderr}`);
    return outcome.durationMs;
  };
  await run(IMAGE);
  const times: number[] = [];
  for (let round = 0; round < RUNS; round += 1) times.push(await run("docker run --rm bench:1 /true"));
  return times;
}
