import { readSettings } from "../../config.ts";
import { BROWSER_PACKAGES, TEST_PACKAGES } from "../debian/host-packages.ts";
import { installPackages } from "../debian/install-packages.ts";
import { LauncherError, toFailureText } from "../failure.ts";
import { tryFileLock } from "../file-lock.ts";
import { readFreePort } from "../host/read-free-port.ts";
import { prepareHost, prepareRootfs } from "../prepare-host.ts";
import { print, toDuration } from "../steps.ts";
import { add, type Counts, NONE, one } from "./counts.ts";
import { type StageResult, toFailureList, toProofTable } from "./proof-table.ts";
import { RUN_STAGE, SANDBOX_STAGES, type StageName } from "./stages.ts";

/**
 * The whole proof, stage by stage, each with its own numbers; a stage that breaks does not hide the ones after it. Answers the exit code.
 * The last line is "N passed, N failed".
 */
export async function runProof(repo: string, stages: readonly StageName[], signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const needsHost = stages.some((stage) => SANDBOX_STAGES.has(stage));
  const lock = needsHost ? await lockMachine() : null;
  try {
    const packages = [...(stages.includes("lint") ? TEST_PACKAGES : []), ...(stages.includes("e2e") ? BROWSER_PACKAGES : [])];
    if (needsHost) {
      const settings = { ...readSettings(), port: await readFreePort() };
      await prepareHost(repo, settings, packages, signal);
      await prepareRootfs(repo, settings, signal);
    } else await installPackages(packages, signal);
    const results: StageResult[] = [];
    for (const stage of stages) {
      print(`\n  ${stage}`);
      const start = performance.now();
      const counts = await prove(() => RUN_STAGE[stage]({ repo, signal }), signal);
      results.push({ stage, ...counts, ms: performance.now() - start });
    }
    const total = results.reduce<Counts>(add, NONE);
    if (total.failed > 0) print(`\n${toFailureList(results)}`);
    print(`\n${toProofTable(results)}\n\nin ${toDuration(performance.now() - began)}`);
    console.log(`${total.passed} passed, ${total.failed} failed`);
    return total.failed === 0 ? 0 : 1;
  } finally {
    lock?.release();
  }
}

/** A stage that could not run at all is one failure. */
async function prove(work: () => Promise<Counts>, signal: AbortSignal): Promise<Counts> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw error;
    print(`    ${toFailureText(error)}`);
    return one(false, toFailureText(error));
  }
}

/** Test instances have fixed names, so two runs on one machine would see each other. flock(2) takes a directory, and leaves nothing in it. */
async function lockMachine() {
  const lock = await tryFileLock("/var/lib");
  if (lock !== null) return lock;
  throw new LauncherError("another npm test runs on this machine", "wait for it: its instances have the names ours would have");
}
