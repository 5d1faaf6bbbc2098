import { glob, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startInstance } from "../../../e2e/support/instance.ts";
import { readSettings, type Settings } from "../../config.ts";
import { readLeftovers } from "../leftovers.ts";
import { buildPages } from "../pages/build-pages.ts";
import { print, step } from "../steps.ts";
import { add, type Counts, judgeRun, NONE, one, parseCountLine, parsePlaywrightReport, parseVitestReport } from "./counts.ts";
import { runStageTool, type StageTool } from "./run-stage-tool.ts";

export const STAGES = ["types", "lint", "unit", "root", "labs", "e2e"] as const;
export type StageName = (typeof STAGES)[number];

export type Proof = { repo: string; signal: AbortSignal };

/** Stages that make sandboxes: they need the host prepared, and nobody else's test run beside them. */
export const SANDBOX_STAGES: ReadonlySet<StageName> = new Set(["root", "labs", "e2e"]);

/**
 * Each run proves every lab as a learner goes through it. What takes most of the time (each step entered by itself, each likely mistake) is
 * done for a third of the labs, another each day: GLASSBOX_LABS_SHARE=1/1 for all of them.
 */
const LABS_SHARE = "today/3";

const node = (script: string, ...args: string[]) => ["node", "--disable-warning=ExperimentalWarning", script, ...args];

export const RUN_STAGE: Record<StageName, (proof: Proof) => Promise<Counts>> = {
  types: async (proof) => {
    let counts = NONE;
    for (const project of ["lib/contract", "server", "server/web", "."])
      counts = add(counts, one(await succeeds(proof, { argv: ["tsc", "-p", project] }), `tsc -p ${project}`));
    return counts;
  },
  lint: async (proof) => {
    const biome = one(await succeeds(proof, { argv: ["biome", "check", "--error-on-warnings", "."] }), "biome check");
    const scripts: string[] = [];
    for await (const script of glob("{images,labs,server}/**/*.sh", { cwd: proof.repo })) scripts.push(script);
    return add(biome, one(await succeeds(proof, { argv: ["shellcheck", ".ci/run", ...scripts.sort()] }), "shellcheck"));
  },
  unit: (proof) => vitest(proof, "unit"),
  root: async (proof) => add(await vitest(proof, "root"), await nothingLeft("gbt", "/var/lib/glassbox-test")),
  labs: async (proof) => {
    const check = one(await succeeds(proof, { argv: node("server/author/main.ts", "check") }), "lab check");
    const share = process.env.GLASSBOX_LABS_SHARE ?? LABS_SHARE;
    const report = join(proof.repo, "e2e/artifacts/labs");
    const argv = node("server/author/main.ts", "test", "--share", share, "--report", report);
    const { exitCode, lines } = await runStageTool(proof.repo, { argv }, proof.signal);
    return add(add(check, judgeRun(exitCode, parseCountLine(lines))), await nothingLeft("gbl", "/var/lib/glassbox-labs"));
  },
  e2e: async (proof) => {
    await step("pages (next build)", (tell) => buildPages(proof.repo, tell, proof.signal));
    const instance = await step("an instance of its own", () => startInstance("gbe", "10.216.0.0/16"));
    let counts: Counts;
    try {
      await rm(join(proof.repo, "e2e/artifacts/results.json"), { force: true });
      const argv = ["playwright", "test", "-c", "e2e/playwright.config.ts"];
      const env = { GLASSBOX_URL: instance.url, GLASSBOX_STATE: instance.state, GLASSBOX_NAME: "gbe" };
      const { exitCode } = await runStageTool(proof.repo, { argv, env }, proof.signal);
      counts = judgeRun(exitCode, await readReport(join(proof.repo, "e2e/artifacts/results.json"), parsePlaywrightReport));
    } finally {
      await step("stopping the instance", () => instance.stop());
    }
    return add(counts, await nothingLeft("gbe", instance.state));
  },
};

const succeeds = async ({ repo, signal }: Proof, tool: StageTool) => (await runStageTool(repo, tool, signal)).exitCode === 0;

async function vitest({ repo, signal }: Proof, project: "unit" | "root"): Promise<Counts> {
  const directory = await mkdtemp(join(tmpdir(), "glassbox-test-"));
  try {
    const report = join(directory, "report.json");
    const argv = ["vitest", "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { exitCode } = await runStageTool(repo, { argv }, signal);
    return judgeRun(exitCode, await readReport(report, parseVitestReport));
  } finally {
    await rm(directory, { recursive: true });
  }
}

const readReport = (path: string, parse: (text: string) => Counts): Promise<Counts | null> =>
  readFile(path, "utf8").then(parse, () => null);

/** The last claim of a stage that made sandboxes: the host is as it was. Its state goes where that holds. */
async function nothingLeft(name: string, state: string): Promise<Counts> {
  const settings: Settings = { ...readSettings({}), name, state };
  const left = await readLeftovers(settings);
  for (const line of left) print(`    left behind: ${line}`);
  if (left.length === 0) await rm(state, { recursive: true, force: true });
  return one(left.length === 0, ["left behind:", ...left].join("\n  "));
}
