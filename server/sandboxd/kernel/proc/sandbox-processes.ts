import type { ObservedSandbox } from "../observed-sandbox.ts";
import type { ByteString } from "./byte-text.ts";
import { close, O_DIRECTORY, O_RDONLY, openTrusted, readDirectory, SystemError, withFd } from "./libc.ts";
import { namespaceOf, openProcess, readProcText, startTimeOf } from "./process-directory.ts";

/** One process per mount namespace of a sandbox. procFd is an open /proc/PID; whoever got it closes it. */
export type Representative = { pid: number; procFd: number; mountNamespace: string };

/** Far more than a sandbox may hold (SandboxProfile.pids and head-room). */
const MAX_PROCESSES = 10_000;
const MAX_CGROUPS = 2_000;

/** The hierarchy that tells membership: any one holds every process. */
const membershipOf = (sandbox: ObservedSandbox): string | undefined =>
  sandbox.cgroups.pids ?? sandbox.cgroups[""] ?? Object.values(sandbox.cgroups)[0];

/** Every process of the sandbox, with the cgroup directory that lists it. */
export function listProcesses(sandbox: ObservedSandbox): Map<number, string> {
  const found = new Map<number, string>();
  const root = membershipOf(sandbox);
  const todo = root === undefined ? [] : [root];
  for (let at = 0; at < todo.length && at < MAX_CGROUPS && found.size < MAX_PROCESSES; at++) {
    for (const pid of listedIn(todo[at]!)) found.set(pid, todo[at]!);
    todo.push(...childrenOf(todo[at]!));
  }
  return found;
}

/** d_type of a directory (readdir(3)). */
const DT_DIR = 4;
/** A cgroup directory holds some dozens of control files. */
const MOST_ENTRIES = MAX_CGROUPS + 200;

/** Directories below, by names as their bytes are: a student may choose any but "/" and newlines. */
function childrenOf(cgroup: ByteString): ByteString[] {
  try {
    const fd = openTrusted(cgroup, O_RDONLY | O_DIRECTORY);
    const { names } = withFd(fd, () => readDirectory(fd, MOST_ENTRIES));
    return names.flatMap(([name, type]) => (type === DT_DIR ? [`${cgroup}/${name}`] : []));
  } catch (error) {
    // Gone meanwhile.
    if (error instanceof SystemError) return [];
    throw error;
  }
}

function listedIn(cgroup: string): number[] {
  try {
    return readProcText(`${cgroup}/cgroup.procs`).split("\n").filter(Boolean).map(Number);
  } catch (error) {
    // Gone meanwhile, or a threaded v2 cgroup (EOPNOTSUPP), whose processes its domain lists.
    if (error instanceof SystemError) return [];
    throw error;
  }
}

/**
 * One live process for each mount namespace of the sandbox, PID 1's namespace first. A pid that was given to a stranger between listing and
 * opening cannot slip in: after it was opened, the same cgroup must list it again while the opened process still lives.
 */
export function openRepresentatives(sandbox: ObservedSandbox): Representative[] {
  const chosen = new Map<string, Representative>();
  const processes = listProcesses(sandbox);
  try {
    for (const [pid, cgroup] of [[sandbox.initPid, null] as const, ...processes]) {
      const procFd = openProcess(pid);
      if (procFd === null) continue;
      let mountNamespace: string | null = null;
      try {
        mountNamespace = namespaceOf(procFd, "mnt");
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
      }
      const isOurs = () =>
        cgroup === null
          ? startTimeOf(procFd) === sandbox.initStartTime
          : listedIn(cgroup).includes(pid) && startTimeOf(procFd) !== null;
      if (mountNamespace !== null && !chosen.has(mountNamespace) && isOurs())
        chosen.set(mountNamespace, { pid, procFd, mountNamespace });
      else close(procFd);
    }
    return [...chosen.values()];
  } catch (error) {
    for (const { procFd } of chosen.values()) close(procFd);
    throw error;
  }
}
