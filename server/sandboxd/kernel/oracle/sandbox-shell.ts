import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { awaitPid } from "../../enter/pid-file.ts";
import type { RunningSandbox } from "../../runtime/running-sandbox.ts";
import { SHELL_ENV } from "../../sandboxes/test-support.ts";

export type SandboxShell = AsyncDisposable & {
  /** Runs bash text (one character per byte) and answers with what it printed, as bytes; errors of single commands are the script's business. */
  run(script: string): Promise<string>;
};

/** One bash that stays in the sandbox, under the student's limits, for hundreds of short scripts without entering each time. */
export function openShell(sandbox: RunningSandbox): SandboxShell {
  const pidFile = join(mkdtempSync(join(tmpdir(), "glassbox-shell-")), "pid");
  const { file, args, env } = sandbox.enter({
    tty: false,
    cwd: "/root",
    env: { ...SHELL_ENV, HISTFILE: "" },
    args: ["bash"],
    pidFile,
  });
  const child = spawn(file, args, { env, cwd: "/", stdio: ["pipe", "pipe", "inherit"] });
  let output = "";
  let onOutput = (): unknown => undefined;
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString("latin1");
    onOutput();
  });
  let count = 0;
  let onExit = (): unknown => undefined;
  child.once("exit", () => onExit());
  const runNow = async (script: string): Promise<string> => {
    const mark = `\u0001end ${++count}\u0001\n`;
    child.stdin.write(Buffer.from(`${script}\nprintf '\\001end ${count}\\001\\n'\n`, "latin1"));
    await new Promise<void>((resolve, reject) => {
      onOutput = () => output.includes(mark) && resolve();
      onExit = () => reject(new Error("the shell in the sandbox ended"));
      onOutput();
    });
    const answer = output.slice(0, output.indexOf(mark));
    output = output.slice(output.indexOf(mark) + mark.length);
    return answer;
  };
  let turn: Promise<unknown> = awaitPid(pidFile, () => child.exitCode !== null).then(async (pid) => {
    rmSync(dirname(pidFile), { recursive: true });
    if (pid === null) throw new Error("the sandbox could not be entered");
    await sandbox.moveToBox(pid);
  });
  return {
    run(script) {
      const mine = turn.then(() => runNow(script));
      turn = mine.catch(() => undefined);
      return mine;
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

/** A bash word for any bytes but NUL. */
export const quote = (bytes: string): string =>
  `$'${bytes.replace(/[^A-Za-z0-9_./-]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`)}'`;
