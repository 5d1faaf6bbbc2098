import { execa } from "execa";
import { CLEAN_ENV } from "../../sandboxd/system/run.ts";
import { print } from "../steps.ts";

export type StageTool = { argv: string[]; env?: Record<string, string> };

/** Runs one of the repository's tools with its output shown as it comes. Answers how it ended and what it wrote. */
export async function runStageTool(
  repo: string,
  { argv, env }: StageTool,
  signal: AbortSignal,
): Promise<{ exitCode: number; lines: string[] }> {
  const [file, ...args] = argv;
  const ours = Object.fromEntries(Object.entries(process.env).filter(([key]) => key.startsWith("GLASSBOX_")));
  const tool = execa(file!, args, {
    cwd: repo,
    extendEnv: false,
    env: {
      ...CLEAN_ENV,
      ...ours,
      PATH: `${repo}/node_modules/.bin:${CLEAN_ENV.PATH}`,
      CI: "1",
      NO_COLOR: "1",
      NEXT_TELEMETRY_DISABLED: "1",
      ...env,
    },
    stdin: "ignore",
    all: true,
    buffer: false,
    reject: false,
    cancelSignal: signal,
    forceKillAfterDelay: 30_000,
  });
  const lines: string[] = [];
  for await (const line of tool.iterable({ from: "all" })) {
    lines.push(line);
    print(`    │ ${line}`);
  }
  const { exitCode } = await tool;
  signal.throwIfAborted();
  return { exitCode: exitCode ?? 1, lines };
}
