import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import type { SandboxProfile, SandboxSummary } from "../../../lib/contract/sandbox.ts";
import { SandboxProfile as Profile } from "../../../lib/contract/sandbox.ts";
import { readSettings, type Settings } from "../../config.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { holdInstance } from "../system/hold-instance.ts";
import type { Log } from "./log.ts";
import { openSandboxes } from "./sandboxes.ts";
import type { Sandboxes } from "./sandboxes-contract.ts";

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
  /** A test that starts it anew puts the new one here, so that disposing ends the right one. */
  sandboxes: Sandboxes;
  /** Every summary that onChanged has reported, oldest first. */
  changes: SandboxSummary[];
  /** Makes a sandbox, hands it over, and destroys it whatever happened. */
  profile(change?: Partial<SandboxProfile>): SandboxProfile;
  withSandbox<T>(use: (sandbox: RunningSandbox) => Promise<T>, profile?: Partial<SandboxProfile>): Promise<T>;
};

/**
 * Opens real sandboxes for tests over GLASSBOX_NAME, GLASSBOX_STATE and GLASSBOX_SUBNET (vitest.config.ts sets them for the project
 * "root"). Disposing destroys everything that was made.
 */
export async function openTestLab(change: Partial<Settings> = {}): Promise<TestLab> {
  const settings = { ...readSettings(), ready: 0, ...change };
  const turn = await takeTurn(settings.state);
  const instance = await holdInstance(settings, 10);
  const changes: SandboxSummary[] = [];
  const sandboxes = await openSandboxes(settings, { onChanged: (summary) => changes.push(summary), log: testLog });
  await sandboxes.adopt();
  const lab: TestLab = {
    settings,
    sandboxes,
    changes,
    profile: (profile = {}) => Profile.parse(profile),
    async withSandbox(use, profile = {}) {
      const { id } = await lab.sandboxes.create({ owner: "test", purpose: "test", profile: lab.profile(profile) });
      try {
        return await use(lab.sandboxes.get(id)!);
      } finally {
        await lab.sandboxes.destroy(id);
      }
    },
    async [Symbol.asyncDispose]() {
      await lab.sandboxes.close({ destroyAll: true });
      await instance[Symbol.asyncDispose]();
      turn.stdin.end();
    },
  };
  return lab;
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

/**
 * Runs a bash script inside as root and answers with how it ended. It runs beside the student's limits, as checks do; inBox puts it under
 * them, as a terminal is.
 */
export async function execIn(
  sandbox: RunningSandbox,
  script: string,
  { timeoutMs = 20_000, env = {}, inBox = false }: { timeoutMs?: number; env?: Record<string, string>; inBox?: boolean } = {},
): Promise<ExecResult> {
  await using directory = await mkdtempDisposable(`${tmpdir()}/glassbox-exec-`);
  const pidFile = `${directory.path}/pid`;
  // Waits for one line, so that nothing of the script runs before it was moved.
  const args = ["bash", "-c", inBox ? `read -r _; ${script}` : script];
  const { file, args: argv, env: hostEnv } = sandbox.enter({ tty: false, env: { ...SHELL_ENV, ...env }, args, pidFile });
  const child = spawn(file, argv, {
    env: hostEnv,
    cwd: "/",
    stdio: ["pipe", "pipe", "pipe"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  const ended = Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    }),
  ]);
  if (inBox) {
    const pid = await until("the runtime has written the pid", () => readFile(pidFile, "utf8").catch(() => ""));
    await sandbox.moveToBox(Number(pid));
  }
  child.stdin.end("\n");
  const [stdout, stderr, exitCode] = await ended;
  return { exitCode, stdout, stderr };
}

/** How many processes the student's cgroup holds, as the kernel counts them. */
export async function boxPids({ cgroups }: RunningSandbox): Promise<number> {
  return Number(await readFile(`${cgroups.pids ?? cgroups[""]}/box/pids.current`, "utf8"));
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

export const testLog: Log = {
  info: () => undefined,
  warn: (data, message) => console.warn(message, data),
  error: (data, message) => console.error(message, data),
};

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
