import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { SandboxProfile } from "../../lib/contract/sandbox.ts";
import { startInstance } from "../support/instance.ts";
import { benchBrowser } from "./browser-bench.ts";
import { benchEngine } from "./engine-bench.ts";
import { benchCollector, benchKernel } from "./kernel-bench.ts";
import { benchReady } from "./ready-bench.ts";
import { type MeasurementInput, toMeasurement, toTable } from "./report.ts";
import { benchCreate, benchEcho, benchFlood, benchSnapshot, openClient } from "./sandboxd-bench.ts";

const PARTS = ["create", "engine", "ready", "echo", "flood", "snapshot", "kernel", "collector", "browser"];

const options = new Command("bench")
  .description(
    "Measures a Glassbox of its own, each number beside a baseline of the same run. A ratio travels between machines, a time does not.",
  )
  .option("--json <file>", "also write the rows as JSON")
  .option("--only <parts>", `comma separated, of: ${PARTS.join(", ")}`, PARTS.join(","))
  .parse()
  .opts<{ json?: string; only: string }>();

const parts = options.only.split(",");
const unknown = parts.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) {
  console.error(`There is no benchmark called ${unknown.join(", ")}; choose from ${PARTS.join(", ")}.`);
  process.exit(1);
}

const NAME = "gbb";
console.log(`Starting an instance of its own (prefix ${NAME}) ...`);
const instance = await startInstance(NAME, "10.216.0.0/16");
const rows: MeasurementInput[] = [];
try {
  const { client } = openClient(instance.socket);
  const { id: sandbox } = await client.call("createSandbox", {
    owner: "bench",
    purpose: "bench",
    profile: SandboxProfile.parse({ cpus: 2 }),
  });
  const run: Record<string, () => Promise<MeasurementInput[]>> = {
    create: () => benchCreate(client),
    engine: () => benchEngine(client),
    ready: () => benchReady(instance.socket),
    echo: () => benchEcho(instance.socket, sandbox),
    flood: () => benchFlood(instance.socket, sandbox),
    snapshot: () => benchSnapshot(client, sandbox),
    kernel: () => benchKernel(client, sandbox),
    collector: () => benchCollector(client, sandbox, NAME),
    browser: () => benchBrowser(instance.url, client),
  };
  for (const part of parts) {
    console.log(`Measuring ${part} ...`);
    rows.push(...(await run[part]!()));
  }
  client.close();
} finally {
  await instance.stop();
}

const measurements = rows.map(toMeasurement);
console.log(`\n${toTable(measurements)}`);
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(measurements, null, 2)}\n`);
