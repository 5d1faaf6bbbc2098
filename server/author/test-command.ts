import { once } from "node:events";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { toFullIds } from "./full-ids.ts";
import { offerImages } from "./offer-images.ts";
import { startOwnSandboxd } from "./own-sandboxd.ts";
import { formatShare, parseShare } from "./share.ts";
import { testLabs } from "./test-labs.ts";
import { toJsonReport } from "./to-json-report.ts";
import { writeHtmlReport } from "./write-html-report.ts";

export type TestCommandOptions = { labs: string; jobs: string; share: string; json?: true; report?: string };

/** A sandbox waits more than it computes: two for a core keep both busy, and more than eight only fill the memory. */
export const DEFAULT_JOBS = Math.min(8, 2 * availableParallelism());

export const TEST_HELP = `
For each step: is it not yet, with a hint, where it begins? Does solve.sh make it pass? Once in order, once entered directly
in a new sandbox, where setup.sh runs twice (the first step is that already). Then, in the same sandbox, each wrong/NAME.sh, the
step started over before it: it must still say "not yet", with the hint that the variant names. A variant that fails there is
proven once more in a new one. What failed while other sandboxes shared the processor is proven once more at the end, with
nothing beside it, and that counts. With --share 1/3 only every third lab is proven like that; the others in order only.

Exit codes: 0 all is proven (or this host cannot run it), 1 something is not, 2 it could not be begun.
--json: {format: 1, passed, failed, unavailable, inOrderOnly, ms, runs: [{lab, step, how, ms, passed, problem, deeds}]}

Examples:
  sudo npm run lab -- test
  sudo npm run lab -- test fs-01 net-02-a-bridge-is-a-switch --jobs 4
  sudo npm run lab -- test --report /tmp/report     (then open /tmp/report/index.html)`;

/**
 * npm run lab -- test.
 * @returns its exit code
 * @throws Error with a sentence for what could not be begun
 */
export async function runTestCommand(ids: string[], options: TestCommandOptions, say: (line: string) => void): Promise<0 | 1> {
  if (process.getuid?.() !== 0) throw new Error("proving labs makes sandboxes and needs root: run it with sudo.");
  const jobs = Number(options.jobs);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 32) throw new Error(`--jobs ${options.jobs}: write a number from 1 to 32.`);
  const share = parseShare(options.share);
  const labsDir = resolve(options.labs);
  // Ctrl-C ends the run whatever is under way; the sandboxes are destroyed before we go.
  const stopping = new AbortController();
  const interrupted = once(stopping.signal, "abort").then((): never => {
    throw new Error("interrupted");
  });
  // It may come before anything waits for it.
  interrupted.catch(() => undefined);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const sandboxd = await startOwnSandboxd();
  let failed = true;
  try {
    const sayUntilStopped = (line: string) => {
      if (stopping.signal.aborted) throw new Error("interrupted");
      if (!options.json) say(line);
    };
    const offer = (requires: string[]) => offerImages(sandboxd.settings, requires, stopping.signal);
    const wanted = await toFullIds(labsDir, ids);
    const testing = testLabs(sandboxd.client, labsDir, wanted, sayUntilStopped, { jobs, again: jobs > 1, share, offer, tell });
    const report = await Promise.race([testing, interrupted]);
    if (options.report !== undefined) tell(`report: ${await writeHtmlReport(resolve(options.report), report)}`);
    if (options.json) say(JSON.stringify(toJsonReport(report), null, 2));
    else {
      if (report.unavailable.length > 0) say(`not proven on this host: ${report.unavailable.join(", ")}`);
      if (report.inOrderOnly.length > 0)
        say(`proven in order only (--share ${formatShare(share)}): ${report.inOrderOnly.join(", ")}`);
      say(`${report.passed} passed, ${report.failed} failed`);
    }
    failed = report.failed > 0 || report.passed + report.unavailable.length === 0;
  } finally {
    for (const left of await sandboxd.stop()) {
      tell(`left behind: ${left}`);
      failed = true;
    }
  }
  return failed ? 1 : 0;
}
