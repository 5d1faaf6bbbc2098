import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import type { SandboxProfile, SandboxSummary } from "../../../lib/contract/sandbox.ts";
import { SandboxProfile as Profile } from "../../../lib/contract/sandbox.ts";
import { readSettings, type Settings } from "../../config.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { type Log, openSandboxes, type Sandboxes } from "./sandboxes.ts";

/** Environment of a shell that a test starts inside. */
export const SHELL_ENV = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/root",
  LANG: "C.UTF-8",
  TERM: "dumb",
};

export type ExecResult = { exitCode: number | null; stdout: string; stderr: string };
export type TestLab = AsyncDisposable & {
  settings: Settings;
  sandboxes: Sandboxes;
  /** Every summary that onChanged has reported, oldest first. */
  changes: SandboxSummary[];
  /** Makes a sandbox, hands it over, and destroys it whatever happened. */
  withSandbox<T>(use: (sandbox: RunningSandbox) => Promise<T>, profile?: Partial<SandboxProfile>): Promise<T>;
};

/**
 * Opens real sandboxes for tests over GLASSBOX_NAME, GLASSBOX_STATE and GLASSBOX_SUBNET (vitest.config.ts sets them for the project
 * "root"). Disposing destroys everything that was made.
 */
export async function openTestLab(change: Partial<Settings> = {}): Promise<TestLab> {
  const settings = { ...readSettings(), ...change };
  const turn = await takeTurn(settings.state);
  const changes: SandboxSummary[] = [];
  const sandboxes = await openSandboxes(settings, { onChanged: (summary) => changes.push(summary), log: testLog });
  await sandboxes.adopt();
  return {
    settings,
    sandboxes,
    changes,
    async withSandbox(use, profile = {}) {
      const { id } = await sandboxes.create({ owner: "test", purpose: "test", profile: Profile.parse(profile) });
      try {
        return await use(sandboxes.get(id)!);
      } finally {
        await sandboxes.destroy(id);
      }
    },
    async [Symbol.asyncDispose]() {
      await sandboxes.close({ destroyAll: true });
      turn.stdin.end();
    },
  };
}

/** Two test runs over the same STATE take turns: the lock is held by a child that ends with us, however we end. */
async function takeTurn(state: string): Promise<ChildProcessWithoutNullStreams> {
  const child = spawn("flock", ["--exclusive", "--timeout", "110", `${state}.lock`, "sh", "-c", "echo mine; exec cat"], {
    env: { PATH: "/usr/bin:/bin" },
    cwd: "/",
  });
  const [word] = await Promise.race([once(child.stdout, "data"), once(child, "close")]);
  if (!String(word).startsWith("mine")) throw new Error(`another test run keeps ${state}`);
  return child;
}

/** Runs a bash script inside as the student would (under the student's limits unless `beside`), and answers with how it ended. */
export async function execIn(
  sandbox: RunningSandbox,
  script: string,
  { timeoutMs = 20_000, env = {} }: { timeoutMs?: number; env?: Record<string, string> } = {},
): Promise<ExecResult> {
  const { file, args, env: hostEnv } = sandbox.enter({ tty: false, env: { ...SHELL_ENV, ...env }, args: ["bash", "-c", script] });
  const child = spawn(file, args, {
    env: hostEnv,
    cwd: "/",
    stdio: ["pipe", "pipe", "pipe"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  child.stdin.end();
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    }),
  ]);
  return { exitCode, stdout, stderr };
}

/** Polls until a condition holds. @throws Error naming it when it does not within timeoutMs */
export async function until<T>(what: string, probe: () => Promise<T> | T, timeoutMs = 10_000): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const testLog: Log = {
  info: () => undefined,
  warn: (data, message) => console.warn(message, data),
  error: (data, message) => console.error(message, data),
};

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
