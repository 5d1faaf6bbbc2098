import type { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import type { DiskUse } from "../storage/read-quota.ts";

/** How a process of ours enters a sandbox through the OCI runtime's exec. */
export type EnterOptions = {
  /** true: a pty inside the sandbox; the runtime relays it to its own terminal. */
  tty: boolean;
  /** Absolute path inside the sandbox; "/" unless said. */
  cwd?: string;
  /** The whole environment of the process. */
  env: Readonly<Record<string, string>>;
  /** argv inside the sandbox. */
  args: string[];
  /** The runtime writes the host pid of the entered process here. */
  pidFile?: string;
  /** Name of an admitted script: the process enters at that one's cgroup, not at `ctl`. */
  script?: string;
};

/** Spawn this with exactly this environment and cwd "/". */
export type EnterCommand = { file: string; args: string[]; env: Record<string, string> };

/** A sandbox whose PID 1 runs: all that terminals, checks and the kernel reader need to know of it. */
export type RunningSandbox = {
  readonly id: string;
  /** What its bundle, cgroup, volume and runtime entry on the host are named for. */
  readonly body: string;
  readonly profile: SandboxProfile;
  /** PID 1 of the sandbox, in the host's numbering, and its start time (field 22 of /proc/PID/stat, clock ticks since boot). */
  readonly initPid: number;
  readonly initStartTime: string;
  /** How many times a new sandboxd has taken it over: what one forgot when it was killed, the next does not hand out again. */
  readonly adoptions: number;
  /** Host uid that is root inside. */
  readonly uidBase: number;
  /** Host directories of the sandbox's whole cgroup (parent of the student's `box` and our `ctl`), by v1 controller; key "" on v2. */
  readonly cgroups: Readonly<Record<string, string>>;
  /** What it uses of its disk limit, null where none bounds it. */
  readDisk(): Promise<DiskUse | null>;
  /** Entering happens in the `ctl` cgroup, beside the student's limit, so that a full pid table cannot lock us out. */
  enter(options: EnterOptions): EnterCommand;
  /** Lets processes enter at a cgroup beside the box that was made before, until it is dismissed. */
  admit(script: string): Promise<void>;
  dismiss(script: string): Promise<void>;
  /** Moves an entered process under the student's limits (cgroup migration is not refused by pids.max). */
  moveToBox(hostPid: number): Promise<void>;
};
