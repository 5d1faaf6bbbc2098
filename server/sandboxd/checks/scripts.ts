import type { SandboxFile } from "../../../lib/contract/sandboxd-protocol.ts";
import type { ScriptOutcome } from "../../../lib/contract/verdict.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import { MAX_SCRIPTS } from "../runtime/cgroup-tree.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { putFiles } from "./put-files.ts";
import { runScript, type Script } from "./run-script.ts";

export type Scripts = {
  /** @throws SandboxdError "too-many" while four run in this sandbox */
  run(sandbox: RunningSandbox, script: Script): Promise<ScriptOutcome>;
  put(sandbox: RunningSandbox, files: SandboxFile[]): Promise<void>;
};

/** Programs of ours inside sandboxes, counted per sandbox. runDirectory: a private directory of ours for pid files. */
export function createScripts(runDirectory: string): Scripts {
  let lastNumber = 0;
  const newPidFile = () => `${runDirectory}/script-${++lastNumber}.pid`;
  const running = new Map<string, number>();
  const counted = async <T>(sandbox: RunningSandbox, work: () => Promise<T>): Promise<T> => {
    const before = running.get(sandbox.id) ?? 0;
    if (before >= MAX_SCRIPTS) throw new SandboxdError("too-many", "Several checks are running already; wait for them to end.");
    running.set(sandbox.id, before + 1);
    try {
      return await work();
    } finally {
      const now = running.get(sandbox.id)! - 1;
      if (now > 0) running.set(sandbox.id, now);
      else running.delete(sandbox.id);
    }
  };
  return {
    run: (sandbox, script) => counted(sandbox, () => runScript(sandbox, script, newPidFile())),
    put: (sandbox, files) => counted(sandbox, () => putFiles(sandbox, files, newPidFile())),
  };
}
