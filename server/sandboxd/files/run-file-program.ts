import { readFileSync } from "node:fs";
import { type FileRefused, PART_BYTES } from "../../../lib/contract/files.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import { CappedOutput } from "../checks/capped-output.ts";
import { runInside } from "../checks/run-inside.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { refused } from "./parse-answer.ts";

/** Anything that hangs (a file system whose server is the student, say) is given up after this. */
const TIMEOUT_MS = 10_000;
/** A part of a file and the line before it, or 2,000 entries with long names and longer link targets. */
const OUTPUT_CAP_BYTES = PART_BYTES + 64 * 1024;

/** Given by value: no file in the sandbox has to be trusted or found. */
const PROGRAM = readFileSync(`${import.meta.dirname}/file-program.py`, "utf8");
const ENV = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8", HOME: "/root" };

/** One run of the program inside. words: ASCII without spaces. */
export async function runFileProgram(
  sandbox: RunningSandbox,
  words: (string | number)[],
  data: Uint8Array,
  pidFile: string,
): Promise<Uint8Array | FileRefused> {
  const stdout = new CappedOutput(OUTPUT_CAP_BYTES);
  const outcome = await runInside(sandbox, {
    // Isolated: no environment, no site directory, no current directory, no __pycache__ of the student's (python3(1)).
    args: ["/usr/bin/python3", "-I", "-S", "-B", "-c", PROGRAM],
    env: ENV,
    input: Buffer.concat([Buffer.from(`${words.join(" ")}\n`), data]),
    timeoutMs: TIMEOUT_MS,
    pidFile,
    stdout,
  }).catch((error: unknown) => {
    if (error instanceof SandboxdError && isMissing(error.message)) return null;
    throw error;
  });
  if (outcome === null) return refused("no-program");
  if (outcome.timedOut) return refused("slow");
  if (outcome.exitCode === 0 && !stdout.truncated) return stdout.bytes;
  // 137: killed, which nobody but the sandbox's memory limit (or its student) does.
  if (outcome.exitCode === 137) return refused("no-memory");
  if (isMissing(outcome.stderr)) return refused("no-program");
  return refused("other", stdout.truncated ? "the answer is too long" : lastLine(outcome.stderr));
}

/** How runc and crun say that there is no such program. */
const isMissing = (said: string): boolean => /python3.*(no such file|not found|permission denied)/is.test(said);

/** A traceback ends with what went wrong. Printable ASCII only: it may be a student's. */
const lastLine = (stderr: string): string => (stderr.trim().split("\n").at(-1) ?? "").replace(/[^\x20-\x7e]/g, "?").slice(0, 300);
