import { join, relative, resolve } from "node:path";
import { Command } from "commander";
import { formatProblem, toJsonProblem } from "../../lib/content/lab-problem.ts";
import {
  EXPORT_HELP,
  type ExportOptions,
  IMPORT_HELP,
  type ImportOptions,
  runExport,
  runImport,
} from "./archive/archive-commands.ts";
import { askForLab, type NewLabOptions } from "./ask-for-lab.ts";
import { checkLabs } from "./check-labs.ts";
import { createLab } from "./create-lab.ts";
import { describeLabs } from "./describe-labs.ts";
import { toFullIds } from "./full-ids.ts";
import { formatFinding } from "./killercoda/finding.ts";
import { importKillercoda } from "./killercoda/import-killercoda.ts";
import { SCHEMA_NAMES, toLabSchema } from "./lab-schema.ts";
import { findHome } from "./labs-within.ts";
import { previewLab } from "./preview/preview-lab.ts";
import { DEFAULT_JOBS, runTestCommand, TEST_HELP, type TestCommandOptions } from "./test-command.ts";
import { toLabTable } from "./to-lab-table.ts";

const CHECK_HELP = `
Exit codes: 0 nothing is wrong, 1 something is, 2 the labs could not be read or the command is not understood.
--json: "file" as seen from here, "line" counted from 1, "message" and "cure" the two halves of the sentence that
is printed otherwise (no full stops). Sorted by file and line; an empty list where nothing is wrong. What could not
be checked, such as scripts where shellcheck is not installed, is a note on stderr.

Examples:
  npm run lab -- check
  npm run lab -- check fs-01-overlay-by-hand      (or fs-01: one lab only begins like that)
  npm run --silent lab -- check --json | jq -r '.[].cure'`;

/** npm run lab: what an author of labs needs. */
// Whoever reads us (head, less) may leave early.
process.stdout.on("error", () => process.exit(1));
const say = (line: string) => process.stdout.write(`${line}\n`);
const LABS = resolve(import.meta.dirname, "../../labs");
/** Exit code of what could not be begun: 1 is for what was found wrong. */
const COULD_NOT = 2;
const program = new Command("lab").description("Check and prove labs.").showHelpAfterError();
// Before the commands, which inherit it.
program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT));

program
  .command("check")
  .description("structure, text, translations and scripts; no sandbox needed")
  .argument("[ids...]", "labs, and reference for its pages (all, and the curriculum)")
  .option("--labs <dir>", "the labs folder", LABS)
  .option("--json", "print a list of {file, line, message, cure} instead of text")
  .addHelpText("after", CHECK_HELP)
  .action(async (ids: string[], options: { labs: string; json?: true }) => {
    const dir = resolve(options.labs);
    const { labs, pages, problems: found, notes } = await checkLabs(dir, await toFullIds(dir, ids));
    const problems = found.map((problem) => ({ ...problem, file: join(relative(process.cwd(), dir), problem.file) }));
    if (options.json) {
      say(JSON.stringify(problems.map(toJsonProblem), null, 2));
      for (const note of notes) process.stderr.write(`note: ${note}\n`);
    } else {
      for (const problem of problems) say(formatProblem(problem));
      for (const note of notes) say(`note: ${note}`);
      say(
        `${count(labs, "lab")}${pages > 0 ? ` and ${count(pages, "reference page")}` : ""} checked, ${count(problems.length, "problem")}`,
      );
    }
    process.exitCode = problems.length === 0 ? 0 : 1;
  });

program
  .command("test")
  .description("prove every step on real sandboxes: not yet before, passed after solve.sh, no mistake passes (needs root)")
  .argument("[ids...]", "labs (all)")
  .option("--labs <dir>", "the labs folder", LABS)
  .option("--jobs <number>", "so many sandboxes at a time", String(DEFAULT_JOBS))
  .option("--share <part/parts>", "prove only this part of the labs step by step too, the rest in order", "1/1")
  .option("--json", "print the results as JSON instead of text")
  .option("--report <dir>", "write a page with everything that was asked and answered to DIR/index.html")
  .addHelpText("after", TEST_HELP)
  .action(async (ids: string[], options: TestCommandOptions) => {
    process.exitCode = await runTestCommand(ids, options, say);
  });

program
  .command("preview")
  .description("show a lab in a browser while you write it: what you save shows at once, beside an author's panel (needs root)")
  .argument("<id>", "the lab")
  .option("--labs <dir>", "the labs folder", LABS)
  .option("--port <number>", "the port on 127.0.0.1; the next one is for pages of the sandbox", "8010")
  .addHelpText(
    "after",
    "\nExamples:\n  sudo npm run lab -- preview fs-01-overlay-by-hand\n  sudo npm run lab -- preview my-lab --labs ~/course/labs",
  )
  .action(async (id: string, options: { labs: string; port: string }) => {
    if (process.getuid?.() !== 0) throw new Error("a preview makes sandboxes and needs root: run it with sudo.");
    const port = Number(options.port);
    if (!Number.isInteger(port) || port < 1 || port > 65534) throw new Error(`--port ${options.port}: a port from 1 to 65534.`);
    const stopping = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
    const [lab = id] = await toFullIds(resolve(options.labs), [id]);
    const labsDir = (await findHome(resolve(options.labs), lab)) ?? resolve(options.labs);
    for (const left of await previewLab(lab, { labsDir, port, say, signal: stopping.signal })) {
      say(`left behind: ${left}`);
      process.exitCode = 1;
    }
    // A pipe that lingers must not keep us.
    process.exit();
  });

program
  .command("list")
  .description("tracks, labs and steps in order")
  .option("--labs <dir>", "the labs folder", LABS)
  .option("--markdown", "print the page of labs/LABS.md: a table of all labs")
  .addHelpText("after", "\nExamples:\n  npm run lab -- list\n  npm run --silent lab -- list --markdown > labs/LABS.md")
  .action(async (options: { labs: string; markdown?: true }) => {
    if (options.markdown) process.stdout.write(await toLabTable(resolve(options.labs)));
    else for (const line of await describeLabs(resolve(options.labs))) say(line);
  });

program
  .command("export")
  .description("write a lab into one file that can be sent to a colleague")
  .argument("<id>", "the lab")
  .option("-o, --out <file>", "the file (default: ID.lab.tgz, here)")
  .option("--labs <dir>", "the labs folder", LABS)
  .option("--json", "print what was written as JSON instead of text")
  .addHelpText("after", EXPORT_HELP)
  .action(async (id: string, options: ExportOptions) => {
    process.exitCode = await runExport(id, options, say);
  });

program
  .command("import")
  .description("put a lab that was exported into a labs folder and into a track; checks everything before it writes anything")
  .argument("<file>", "the file, such as fs-01-overlay-by-hand.lab.tgz")
  .option("--into <dir>", "the labs folder", LABS)
  .option("--id <id>", "the new lab's id (default: as it was)")
  .option("--track <id>", "the track of curriculum.yaml that it comes last in (default: as it was); a new folder begins with it")
  .option("--json", "print what was imported as JSON instead of text")
  .addHelpText("after", IMPORT_HELP)
  .action(async (file: string, options: ImportOptions) => {
    process.exitCode = await runImport(file, options, LABS, say);
  });

program
  .command("import-killercoda")
  .description(
    "make labs of a Killercoda or Katacoda scenario (index.json) or course (structure.json); prints what could not be carried over",
  )
  .argument("<dir>", "the scenario's or the course's folder")
  .option("--into <dir>", "the labs folder", LABS)
  .option("--id <id>", "the new lab's id, for a single scenario (default: its folder's name)")
  .option("--json", "print {labs, findings: [{kind, file, line, what, cure}]} instead of text")
  .addHelpText(
    "after",
    "\nExamples:\n  npm run lab -- import-killercoda ~/scenarios/linux-basics\n  npm run lab -- import-killercoda ./course --into ./labs --json",
  )
  .action(async (dir: string, options: { into: string; id?: string; json?: true }) => {
    const { labs, findings } = await importKillercoda(resolve(dir), resolve(options.into), options.id ?? null);
    if (options.json) return void say(JSON.stringify({ labs, findings }, null, 2));
    for (const finding of findings) say(formatFinding(finding));
    say(`${labs.join(", ")} made in ${options.into}; ${count(findings.length, "place")} to look at`);
    say(
      `next: add ${labs.length === 1 ? "it" : "them"} to a track in curriculum.yaml, then npm run lab -- check ${labs.join(" ")}`,
    );
  });

program
  .command("new")
  .description(
    "make a lab of two steps in two languages that passes check and test, and add it to a track; asks in a terminal for what no flag says",
  )
  .argument("<id>", "the lab's id and folder, such as ns-09-my-lab")
  .option("--track <id>", "the track of curriculum.yaml that it comes last in; a new folder begins with it")
  .option("--title <text>", "its title in English")
  .option("--title-zh <text>", "its title in Chinese")
  .option("--summary <text>", "one sentence in English")
  .option("--summary-zh <text>", "the same in Chinese")
  .option("--minutes <number>", "how long it takes", "15")
  .option("--level <level>", "beginner, intermediate or advanced", "beginner")
  .option("--labs <dir>", "the labs folder", LABS)
  .addHelpText(
    "after",
    '\nExamples:\n  npm run lab -- new fs-09-quotas\n  npm run lab -- new fs-09-quotas --track fs --title "Quotas" --title-zh "配额" --summary "One sentence." --summary-zh "一句话。"',
  )
  .action(async (id: string, options: NewLabOptions) => {
    const { wish, track } = await askForLab(id, options);
    await createLab(resolve(options.labs), wish, track);
    say(`${join(options.labs, id)} made, last in track ${track}`);
    const where = resolve(options.labs) === LABS ? "" : ` --labs ${options.labs}`;
    say(`next: sudo npm run lab -- preview ${id}${where}`);
    say(`then: npm run lab -- check ${id}${where}, and sudo npm run lab -- test ${id}${where}`);
  });

program
  .command("schema")
  .description("print the JSON Schema of what is written in YAML, for an editor's completion")
  .argument("[name]", SCHEMA_NAMES.join(", "), "lab")
  .addHelpText("after", "\nExample:\n  npm run --silent lab -- schema step > step.schema.json")
  .action((name: string) => void say(JSON.stringify(toLabSchema(name), null, 2)));

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

await program.parseAsync().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = COULD_NOT;
});
