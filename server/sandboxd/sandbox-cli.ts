import { Command, InvalidArgumentError, Option } from "commander";
import { TRACE_SECONDS } from "../../lib/contract/kernel/packet-trace.ts";
import { KERNEL_SCOPES } from "../../lib/contract/kernel-view.ts";
import { Engine, SandboxProfile, withEngineDefaults } from "../../lib/contract/sandbox.ts";
import { readSettings, socketPath } from "../config.ts";
import { execPlain } from "./cli/exec-plain.ts";
import { execTerminal } from "./cli/exec-terminal.ts";
import { tracePackets } from "./cli/trace-packets.ts";
import { withClient } from "./cli/with-client.ts";

/** Sandboxes by hand, for operators and tests: talks to the sandboxd that runs. */
const path = socketPath(readSettings());

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("a whole number is needed.");
  return Number(text);
};

const program = new Command("npm run sandbox --")
  .description("Make, enter, look into and destroy sandboxes by hand.")
  .enablePositionalOptions();

program
  .command("create")
  .description("start a sandbox and print its id")
  .addOption(new Option("--engine <name>", "a container engine that runs in it").choices(Engine.options).default("none"))
  .option("--memory <MiB>", "memory limit", wholeNumber)
  .option("--disk <MiB>", "disk limit", wholeNumber)
  .option("--pids <count>", "process limit", wholeNumber)
  .option("--cpus <cores>", "CPU limit", Number)
  .option("--hostname <name>", "its host name")
  .option("--life <seconds>", "how long it lives", wholeNumber)
  .action(({ engine, memory, disk, pids, cpus, hostname, life }) =>
    withClient(path, async (client) => {
      const wish = { engine: engine as Engine, memoryMiB: memory, diskMiB: disk, pids, cpus, hostname, lifeSeconds: life };
      // A sandbox made by hand lives as long as was asked, whether anyone types or not.
      const profile = SandboxProfile.safeParse({ ...withEngineDefaults(wish), idleSeconds: life ?? 86_400 });
      if (!profile.success)
        throw new Error(profile.error.issues.map((one) => `${one.path.join(".")}: ${one.message}`).join("\n"));
      const { id } = await client.call("createSandbox", { owner: "operator", purpose: "by-hand", profile: profile.data });
      console.log(id);
    }),
  );

program
  .command("exec")
  .passThroughOptions()
  .argument("<id>", "the sandbox")
  .argument("<command...>", "the command and its arguments, after --")
  .description("run a command as the student would; input, output and exit code pass through")
  .option("-t, --tty", "on a terminal")
  .action((id: string, [first = "", ...rest]: string[], { tty }: { tty?: boolean }) => {
    const command = first === "--" ? rest : [first, ...rest];
    return withClient(path, (client, events) =>
      tty ? execTerminal(client, events, id, command) : execPlain(client, id, command),
    );
  });

program
  .command("list")
  .description("list the sandboxes")
  .option("--json", "as JSON")
  .action(({ json }: { json?: boolean }) =>
    withClient(path, async (client) => {
      const sandboxes = await client.call("listSandboxes", {});
      if (json) console.log(JSON.stringify(sandboxes, null, 2));
      else if (sandboxes.length === 0) console.log("no sandboxes");
      for (const { id, state, purpose, expiresAt } of json ? [] : sandboxes)
        console.log(`${id}  ${state.padEnd(8)}  ${purpose}  until ${new Date(expiresAt).toISOString().slice(11, 19)} UTC`);
      const ready = json ? 0 : (await client.call("describeHost", {})).capacity.ready;
      if (ready > 0) console.log(`${ready} more ${ready === 1 ? "waits" : "wait"} ready for who comes next`);
    }),
  );

program
  .command("destroy")
  .argument("[id]", "the sandbox")
  .description("destroy a sandbox and everything in it")
  .option("--all", "all of them")
  .action((id: string | undefined, { all }: { all?: boolean }) =>
    withClient(path, async (client) => {
      const ids = (await client.call("listSandboxes", {})).map((sandbox) => sandbox.id);
      if (!id && !all) throw new Error("Which one? Name an id, or say --all.");
      if (id && !ids.includes(id)) throw new Error(`There is no sandbox ${id}.`);
      await Promise.all((id ? [id] : ids).map((sandbox) => client.call("destroySandbox", { sandbox })));
    }),
  );

program
  .command("view")
  .argument("<id>", "the sandbox")
  .argument("[parts...]", `which parts: ${KERNEL_SCOPES.join(", ")}; all of them where none is named`)
  .description("print what the kernel says of a sandbox, as JSON")
  .action((id: string, parts: string[]) =>
    withClient(path, async (client) => {
      const scopes = parts.map((part) => {
        const scope = KERNEL_SCOPES.find((one) => one === part);
        if (!scope) throw new Error(`There is no part "${part}": name some of ${KERNEL_SCOPES.join(", ")}.`);
        return scope;
      });
      const view = await client.call("readKernel", { sandbox: id, scopes: scopes.length > 0 ? scopes : [...KERNEL_SCOPES] });
      console.log(JSON.stringify(view, null, 2));
    }),
  );

program
  .command("trace")
  .argument("<id>", "the sandbox")
  .argument("[seconds]", `for how long: ${TRACE_SECONDS.least} to ${TRACE_SECONDS.most}`, wholeNumber, TRACE_SECONDS.usual)
  .description("capture packets in every network namespace of a sandbox and print the way of each")
  .action((id: string, seconds: number) => withClient(path, (client, events) => tracePackets(client, events, id, seconds)));

await program.parseAsync();
