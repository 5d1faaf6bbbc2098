import { execa } from "execa";

/** What our own host commands see of the environment: nothing of sandboxd's, nothing locale-dependent. */
export const CLEAN_ENV = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  LC_ALL: "C.UTF-8",
  HOME: "/root",
};

export type RunOptions = {
  /** Text for standard input; nothing by default. */
  input?: string | Uint8Array;
  /** Milliseconds until the command is killed; 20,000 unless said. */
  timeoutMs?: number;
  /** Added to the clean environment. */
  env?: Record<string, string>;
  cwd?: string;
  /** Exit codes that are not an error; [0] unless said. */
  expect?: number[];
};
export type RunResult = { exitCode: number; stdout: string; stderr: string };

/** A host command that failed: what was run, how it ended, what it said. */
export class CommandError extends Error {
  readonly exitCode: number | null;
  readonly stderr: string;
  constructor(message: string, exitCode: number | null, stderr: string, cause?: unknown) {
    super(message, { cause });
    this.name = "CommandError";
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/**
 * Runs a host binary with an argv array, a clean environment, a time limit and at most 16 MiB of output.
 * @throws CommandError that names the command, its exit code and what it wrote to stderr
 */
export async function run(file: string, args: string[], options: RunOptions = {}): Promise<RunResult> {
  const result = await execa(file, args, {
    env: { ...CLEAN_ENV, ...options.env },
    extendEnv: false,
    cwd: options.cwd ?? "/",
    timeout: options.timeoutMs ?? 20_000,
    killSignal: "SIGKILL",
    maxBuffer: 16 * 1024 * 1024,
    reject: false,
    stripFinalNewline: false,
    ...(options.input === undefined ? { stdin: "ignore" as const } : { input: options.input }),
  });
  const exitCode = result.exitCode ?? null;
  if (exitCode !== null && (options.expect ?? [0]).includes(exitCode))
    return { exitCode, stdout: result.stdout, stderr: result.stderr };
  const how = result.timedOut
    ? `did not end within ${options.timeoutMs ?? 20_000} ms`
    : exitCode === null
      ? (result.shortMessage ?? "did not run")
      : `exited with ${exitCode}`;
  throw new CommandError(
    `${[file, ...args].join(" ")} ${how}: ${(result.stderr ?? "").trim().slice(-2000)}`,
    exitCode,
    result.stderr ?? "",
    result.cause,
  );
}
