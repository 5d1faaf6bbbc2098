import type { ScriptOutcome } from "../../../lib/contract/verdict.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { runInside } from "./run-inside.ts";

export type Script = { script: string; env: Record<string, string>; timeoutSeconds: number };

/** The clean environment of a script; a lab's values are added and cannot replace PATH. */
const SCRIPT_ENV = {
  HOME: "/root",
  LANG: "C.UTF-8",
  TERM: "dumb",
  USER: "root",
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
};

/** Reads all of its input, then runs it: the script is never a file or an argument that a student could look at, and its input is empty. */
const READ_THEN_RUN = 'read -r -d ""; eval "$REPLY"';

/**
 * Runs a bash script as the sandbox's root.
 * @throws SandboxdError "invalid" for a value that cannot be an environment variable
 */
export async function runScript(
  sandbox: RunningSandbox,
  { script, env, timeoutSeconds }: Script,
  pidFile: string,
): Promise<ScriptOutcome> {
  for (const [name, value] of Object.entries(env)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name)) throw new SandboxdError("invalid", `${name} cannot name a variable.`);
    if (value.includes("\0") || value.length > 65_536)
      throw new SandboxdError("invalid", `The value of ${name} cannot be a variable's.`);
  }
  return runInside(sandbox, {
    args: ["/bin/bash", "--noprofile", "--norc", "-c", READ_THEN_RUN, "script"],
    env: { ...env, ...SCRIPT_ENV },
    input: Buffer.from(script),
    timeoutMs: timeoutSeconds * 1000,
    pidFile,
  });
}
