import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { execPath } from "node:process";
import { Command } from "commander";
import { readSettings } from "../config.ts";
import { createInstructorLink } from "./create-instructor-link.ts";
import { LauncherError, toFailureText } from "./failure.ts";
import { doctor } from "./host/doctor.ts";
import { runProof } from "./proof/run-proof.ts";
import { STAGES, type StageName } from "./proof/stages.ts";
import { start } from "./start.ts";
import { ensureSystemUser } from "./system-user.ts";

const REPO = resolve(import.meta.dirname, "../..");
const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupt.abort());

const program = new Command("glassbox")
  .description("A see-through container: root shells in real sandboxes beside diagrams drawn from kernel state.")
  .showHelpAfterError()
  .addHelpText("after", "\nSettings are GLASSBOX_* environment variables; the README lists them.");

program
  .command("start")
  .description("set everything up, run it, print the address; Ctrl-C stops it and leaves nothing behind")
  .option("--keep", "leave the sandboxes running when it stops, for the next start to take over", false)
  .action(({ keep }: { keep: boolean }) => start(REPO, readOurSettings(), { dev: false, keep, signal: interrupt.signal }));

program
  .command("dev")
  .description("the same for developing: pages, lessons and sandboxd reload as you edit; sandboxes survive")
  .option("--keep", "leave the sandboxes running when it stops", false)
  .action(({ keep }: { keep: boolean }) => start(REPO, readOurSettings(), { dev: true, keep, signal: interrupt.signal }));

program
  .command("test")
  .description("prove it: types, lint, unit tests, real sandboxes, every lab, a real browser")
  .argument("[stage...]", `only these: ${STAGES.join(", ")}`)
  .action(async (stages: string[]) => {
    const unknown = stages.filter((stage) => !STAGES.includes(stage as StageName));
    if (unknown.length > 0)
      throw new LauncherError(`there is no test stage ${unknown.join(", ")}`, `choose among ${STAGES.join(", ")}`);
    process.exitCode = await runProof(REPO, stages.length > 0 ? (stages as StageName[]) : [...STAGES], interrupt.signal);
  });

program
  .command("instructor")
  .description("print a link that makes whoever opens it first an instructor: they see every student's place and page")
  .option("--only", "and nobody who was one before is one any longer", false)
  .action(async ({ only }: { only: boolean }) => {
    const { gid } = await ensureSystemUser();
    console.log(await createInstructorLink(readOurSettings(), gid, { only }));
  });

program
  .command("doctor")
  .description("what this host has and lacks, with the cure for each lack")
  .action(async () => {
    process.exitCode = await doctor(REPO, readOurSettings());
  });

for (const [name, script, description] of [
  ["sandbox", "server/sandboxd/sandbox-cli.ts", "a sandbox without a browser: create, exec ID -- COMMAND, list, destroy ID"],
  ["lab", "server/author/main.ts", "for lab authors: check, test, preview, list, new, export, import, schema, import-killercoda"],
  ["images", "server/launcher/images/images-cli.ts", "the images that a sandbox's Docker finds offline: build, --list"],
  ["bench", "e2e/bench/bench.ts", "how fast it is on this machine, beside baselines of the same run"],
] as const) {
  program
    .command(name)
    .description(description)
    .helpOption(false)
    .allowUnknownOption()
    .argument("[args...]")
    .action(async () => {
      // As typed: commander would take the "--" away that separates a command for the sandbox.
      process.exitCode = await handOver(script, process.argv.slice(3));
    });
}

/** Runs another of our programs on this terminal, with the operator's environment. */
async function handOver(script: string, args: string[]): Promise<number> {
  const child = spawn(execPath, ["--disable-warning=ExperimentalWarning", join(REPO, script), ...args], { stdio: "inherit" });
  const pass = () => child.kill("SIGTERM");
  interrupt.signal.addEventListener("abort", pass);
  const [code] = await once(child, "exit");
  return code ?? 1;
}

function readOurSettings() {
  try {
    return readSettings();
  } catch (error) {
    throw new LauncherError((error as Error).message, "correct the environment variables; the README lists them");
  }
}

try {
  await program.parseAsync();
} catch (error) {
  if (interrupt.signal.aborted) {
    process.exitCode = 130;
  } else {
    console.error(`\nGlassbox: ${toFailureText(error)}`);
    process.exitCode = 1;
  }
}
// A pipe or a timer that lingers must not keep a finished command alive.
process.exit();
