import { join, relative, resolve } from "node:path";
import { Command } from "commander";
import { formatProblem } from "../../lib/content/lab-problem.ts";
import { checkLabs } from "./check-labs.ts";
import { describeLabs } from "./describe-labs.ts";
import { offerImages } from "./offer-images.ts";
import { startOwnSandboxd } from "./own-sandboxd.ts";
import { testLabs } from "./test-labs.ts";

/** npm run lab: what an author of labs needs. */
// Whoever reads us (head, less) may leave early.
process.stdout.on("error", () => process.exit(1));
const say = (line: string) => process.stdout.write(`${line}\n`);
const LABS = resolve(import.meta.dirname, "../../labs");
const program = new Command("lab").description("Check and prove labs.").showHelpAfterError();

program
  .command("check")
  .description("structure, text, translations and scripts; no sandbox needed")
  .argument("[ids...]", "labs (all, and the curriculum)")
  .option("--labs <dir>", "the labs folder", LABS)
  .option("--json", "print [{file, line, message}] instead of text")
  .action(async (ids: string[], options: { labs: string; json?: true }) => {
    const dir = resolve(options.labs);
    const { labs, problems: found, notes } = await checkLabs(dir, ids);
    const problems = found.map((problem) => ({ ...problem, file: join(relative(process.cwd(), dir), problem.file) }));
    if (options.json) say(JSON.stringify(problems, null, 2));
    else {
      for (const problem of problems) say(formatProblem(problem));
      for (const note of notes) say(`note: ${note}`);
      say(`${count(labs, "lab")} checked, ${count(problems.length, "problem")}`);
    }
    process.exitCode = problems.length === 0 ? 0 : 1;
  });

program
  .command("test")
  .description("prove every step on a real sandbox: not yet before, passed after solve.sh (needs root)")
  .argument("[ids...]", "labs (all)")
  .option("--labs <dir>", "the labs folder", LABS)
  .action(async (ids: string[], options: { labs: string }) => {
    if (process.getuid?.() !== 0) throw new Error("proving labs makes sandboxes and needs root: run it with sudo.");
    // Ctrl-C ends the run with its next line; the sandboxes are destroyed before we go.
    const stopping = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
    const sandboxd = await startOwnSandboxd();
    try {
      const say = (line: string) => {
        if (stopping.signal.aborted) throw new Error("interrupted");
        process.stdout.write(`${line}\n`);
      };
      const offer = (requires: string[]) => offerImages(sandboxd.settings, requires, stopping.signal);
      const { passed, failed, unavailable } = await testLabs(sandboxd.client, resolve(options.labs), ids, say, offer);
      if (unavailable.length > 0) say(`not proven on this host: ${unavailable.join(", ")}`);
      say(`${passed} passed, ${failed} failed`);
      process.exitCode = failed === 0 && passed + unavailable.length > 0 ? 0 : 1;
    } finally {
      for (const left of await sandboxd.stop()) {
        say(`left behind: ${left}`);
        process.exitCode = 1;
      }
    }
  });

program
  .command("list")
  .description("tracks, labs and steps in order")
  .option("--labs <dir>", "the labs folder", LABS)
  .action(async (options: { labs: string }) => {
    for (const line of await describeLabs(resolve(options.labs))) say(line);
  });

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

await program.parseAsync().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
