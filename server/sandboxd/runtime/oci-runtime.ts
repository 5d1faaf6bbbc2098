import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, copyFile, mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { CLEAN_ENV, run } from "../system/run.ts";
import type { ChosenRuntime, RuntimeKind } from "./choose-runtime.ts";
import { toCtlState } from "./ctl-state.ts";
import type { OciSpec } from "./oci-spec.ts";
import type { EnterCommand, EnterOptions } from "./running-sandbox.ts";

/** runc or crun: both take the same bundle and nearly the same words. */
export type OciRuntime = {
  readonly chosen: ChosenRuntime;
  /** Starts PID 1 of a sandbox and answers with its host pid. nullDevice: a character device of the sandbox's own for stdio. */
  start(id: string, bundle: string, spec: OciSpec, nullDevice: string): Promise<number>;
  /** argv that enters the sandbox in its `ctl` cgroup, or in that of an admitted script. */
  enter(id: string, options: EnterOptions): EnterCommand;
  /** Makes the copy of the state that a script enters by; its cgroup is there already. dismiss removes it; nothing there is fine. */
  admit(id: string, script: string): Promise<void>;
  dismiss(id: string, script: string): Promise<void>;
  /** Kills what is left of it and forgets it. Nothing there is fine. */
  delete(id: string): Promise<void>;
  list(): Promise<string[]>;
};

/**
 * Opens the runtime over STATE/runtime: `box` is its real state directory; `ctl` holds copies of the state that name the ctl cgroup, because
 * an exec joins the cgroup its state names (`exec --cgroup` only goes below the container's own). ctl/ID/SCRIPT is a state directory as well,
 * with one copy that names the script's cgroup: it goes when ctl/ID goes.
 */
export async function openOciRuntime(chosen: ChosenRuntime, state: string): Promise<OciRuntime> {
  const box = `${state}/runtime/box`;
  const ctl = `${state}/runtime/ctl`;
  for (const directory of [box, ctl]) await mkdir(directory, { recursive: true, mode: 0o700 });
  // Limits are set around the runtime, not in the bundle: setting them on the new process takes CAP_SYS_RESOURCE in the host's namespace.
  const limits = [`--nofile=${chosen.openFiles}:${chosen.openFiles}`, "--core=0:0"];
  const manager = chosen.kind === "crun" ? ["--cgroup-manager=cgroupfs"] : [];
  const words = (root: string) => [...limits, chosen.kind, "--root", root, ...manager];
  const rootOf = (id: string, script?: string) => (script === undefined ? ctl : `${ctl}/${id}/${script}`);
  const listIn = async (root: string) => (await readdir(root)).filter((name) => !name.startsWith("."));

  return {
    chosen,
    async start(id, bundle, spec, nullDevice) {
      await writeFile(`${bundle}/config.json`, JSON.stringify(spec));
      const pidFile = `${bundle}/init.pid`;
      const log = `${bundle}/runtime.log`;
      const args = [...words(box), "--log", log, "run", "--detach", "--bundle", bundle, "--pid-file", pidFile, id];
      const exitCode = await spawnOn(nullDevice, "prlimit", args);
      if (exitCode !== 0) {
        const said = await readFile(log, "utf8").catch(() => "");
        throw new Error(`${chosen.kind} run ${id} exited with ${exitCode}: ${said.trim().slice(-2000)}`);
      }
      await mkdir(`${ctl}/${id}`, { recursive: true, mode: 0o700 });
      await copyState(chosen.kind, `${box}/${id}`, `${ctl}/${id}`);
      const pid = Number(await readFile(pidFile, "utf8"));
      await requireFilter(pid, chosen.kind);
      return pid;
    },

    async admit(id, script) {
      // Not recursive: where the sandbox has just been destroyed, nothing of it may come back.
      await rm(rootOf(id, script), { recursive: true, force: true });
      await mkdir(rootOf(id, script), { mode: 0o700 });
      await mkdir(`${rootOf(id, script)}/${id}`, { mode: 0o700 });
      await copyState(chosen.kind, `${box}/${id}`, `${rootOf(id, script)}/${id}`, script);
    },

    dismiss: (id, script) => rm(rootOf(id, script), { recursive: true, force: true }),

    enter(id, { tty, cwd = "/", env, args, pidFile, script }) {
      return {
        file: "prlimit",
        args: [
          ...words(rootOf(id, script)),
          ...["exec", "--cwd", cwd],
          ...(tty ? ["--tty"] : []),
          ...(pidFile ? ["--pid-file", pidFile] : []),
          ...Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
          ...[id, ...args],
        ],
        env: CLEAN_ENV,
      };
    },

    async delete(id) {
      if ((await listIn(box)).includes(id)) {
        await run("prlimit", [...words(box), "delete", "--force", id]).catch(async (error) => {
          // A half-written state cannot be deleted by the runtime; the caller has killed the cgroup, so forgetting it is all that is left.
          if ((await listIn(box)).includes(id)) await rm(`${box}/${id}`, { recursive: true, force: true });
          else throw error;
        });
      }
      await rm(`${ctl}/${id}`, { recursive: true, force: true });
    },

    async list() {
      return [...new Set([...(await listIn(box)), ...(await listIn(ctl))])];
    },
  };
}

/** A runtime built without seccomp starts a sandbox all the same; ours must not run so. Mode 2 is a filter (proc_pid_status(5)). */
async function requireFilter(pid: number, kind: RuntimeKind): Promise<void> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  if (!/^Seccomp:\s*2$/m.test(status))
    throw new Error(`${kind} started a sandbox without a system call filter: is it built with seccomp?`);
}

/**
 * Copies all of a sandbox's state, the state file with `ctl` or a script in it: an exec takes more from there than where to go. crun keeps the compiled
 * filter beside it (seccomp.bpf) and, where that is missing, enters without any.
 */
async function copyState(kind: RuntimeKind, from: string, to: string, script?: string): Promise<void> {
  const stateFile = kind === "crun" ? "status" : "state.json";
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.isFile() && entry.name !== stateFile) await copyFile(`${from}/${entry.name}`, `${to}/${entry.name}`);
  }
  await writeFile(`${to}/${stateFile}`, toCtlState(kind, await readFile(`${from}/${stateFile}`, "utf8"), script));
  if (kind === "crun") await access(`${to}/seccomp.bpf`);
}

/**
 * Runs a command with all three standard streams on one device node. PID 1 of a sandbox keeps the streams its runtime was started with:
 * pipes would tie it to this process, a file could be filled without bound, and crun before 1.8.4 chowns what it is given.
 */
async function spawnOn(device: string, file: string, args: string[]): Promise<number | null> {
  await using handle = await open(device, "r+");
  const child = spawn(file, args, {
    env: CLEAN_ENV,
    cwd: "/",
    stdio: [handle.fd, handle.fd, handle.fd],
    timeout: 30_000,
    killSignal: "SIGKILL",
  });
  const [code] = await once(child, "exit");
  return code;
}
