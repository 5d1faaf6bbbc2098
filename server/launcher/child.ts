import { execa } from "execa";
import { CLEAN_ENV } from "../sandboxd/system/run.ts";

/** A tool of the host that failed: the message ends with the last lines it wrote. */
export class ToolError extends Error {
  readonly output: string;
  constructor(message: string, output: string) {
    super(message);
    this.name = "ToolError";
    this.output = output;
  }
}

export type ToolOptions = {
  env?: Record<string, string>;
  /** Called with each line of output, both streams. */
  onLine?: (line: string) => void;
  cwd?: string;
  /** Killed with the whole launcher when this aborts. */
  signal?: AbortSignal;
};

/**
 * Runs a long host command (apt-get, mmdebstrap, next build) with a clean environment, handing its output over line by line.
 * Aborting sends SIGTERM, and SIGKILL after 5 s.
 * @throws ToolError with the last 30 lines of output
 */
export async function runTool(file: string, args: string[], options: ToolOptions = {}): Promise<void> {
  const tool = execa(file, args, {
    env: { ...CLEAN_ENV, ...options.env },
    extendEnv: false,
    cwd: options.cwd ?? "/",
    stdin: "ignore",
    all: true,
    buffer: false,
    reject: false,
    forceKillAfterDelay: 5_000,
    ...(options.signal ? { cancelSignal: options.signal } : {}),
  });
  const last: string[] = [];
  for await (const line of tool.iterable({ from: "all" })) {
    last.push(line);
    if (last.length > 30) last.shift();
    options.onLine?.(line);
  }
  const result = await tool;
  if (result.exitCode === 0) return;
  if (result.isCanceled) throw new ToolError(`${file} was interrupted`, "");
  const output = last.join("\n");
  throw new ToolError(`${file} ended with ${result.exitCode ?? result.signal ?? result.code}:\n${output}`, output);
}
