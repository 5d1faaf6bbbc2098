import { NamespaceType, type ProcessInfo } from "../../../../lib/contract/kernel/processes.ts";
import { WAITING_COMMAND } from "../../runtime/oci-spec.ts";
import { type ObservedSandbox, toInnerId } from "../observed-sandbox.ts";
import { type ByteString, toVisible, toVisibleCut } from "../proc/byte-text.ts";
import { close, O_DIRECTORY, O_RDONLY, openTrusted, readDirectory, readLinkAt, SystemError, withFd } from "../proc/libc.ts";
import { openProcess, readOfProcess, readProcText, readSmallOfProcess } from "../proc/process-directory.ts";
import { listProcesses } from "../proc/sandbox-processes.ts";
import { parseCgroups, parseCommandLine, parseStat, parseStatus } from "./process-facts.ts";

/** USER_HZ: /proc shows times in hundredths of a second on every architecture we run on (times(2), sysconf(_SC_CLK_TCK)). */
const TICKS_PER_SECOND = 100;
const MOST_COMMAND = 200;
/** Threads of one process that are asked for children that ended. */
const MOST_THREADS = 256;
export const NAMESPACE_TYPES = NamespaceType.options;

/** A process as /proc shows it, its namespaces still by the text of their links. */
export type RawProcess = {
  hostPid: number;
  procFd: number;
  info: Omit<ProcessInfo, "parent" | "namespaces" | "childNamespaces">;
  parentHostPid: number;
  isEnding: boolean;
  /** Link text such as "net:[4026532281]" by the name of the link: the eight types, pid_for_children, time_for_children. */
  links: ReadonlyMap<string, string>;
};

/**
 * Reads every process of the sandbox. procFd of each stays open: the caller closes it. A process that ends meanwhile is left out, and so is a
 * stranger that was given the pid of one: what is opened must be listed in the same cgroup afterwards, or be PID 1 with its start time.
 */
export function scanProcesses(sandbox: ObservedSandbox): RawProcess[] {
  const found: RawProcess[] = [];
  const [root] = rootsOf(sandbox);
  try {
    const listed = listProcesses(sandbox);
    const init = openInit(sandbox);
    if (!init) return [];
    for (const [hostPid, cgroup] of new Map([[sandbox.initPid, ""], ...listed])) {
      const procFd = hostPid === sandbox.initPid ? init.procFd : openProcess(hostPid);
      if (procFd === null) continue;
      const inBox = root !== undefined && (cgroup === `${root}/box` || cgroup.startsWith(`${root}/box/`));
      const process = readProcess(sandbox, init, { hostPid, procFd, inBox });
      if (process) found.push(process);
      else if (hostPid !== sandbox.initPid) close(procFd);
    }
    if (!found.some(({ hostPid }) => hostPid === sandbox.initPid)) close(init.procFd);
    const still = listProcesses(sandbox);
    const [ours, gone] = [[] as RawProcess[], [] as RawProcess[]];
    for (const one of found) (still.has(one.hostPid) ? ours : gone).push(one);
    for (const { procFd } of gone) close(procFd);
    markWaiting(sandbox, ours);
    const living = ours.reduce((sum, { info }) => sum + info.threads, 0);
    return countTasks(root) > living ? [...ours, ...findEnding(sandbox, init, ours)] : ours;
  } catch (error) {
    for (const { procFd } of found) close(procFd);
    throw error;
  }
}

/** What PID 1 waits for is the lab's too: its first child, which the runtime's bundle names. */
function markWaiting(sandbox: ObservedSandbox, processes: readonly RawProcess[]): void {
  const children = processes.filter(({ parentHostPid }) => parentHostPid === sandbox.initPid);
  const first = children.toSorted((a, b) => a.info.pids[0]! - b.info.pids[0]!)[0];
  if (first?.info.command.startsWith(`${WAITING_COMMAND} `)) first.info.plumbing = true;
}

/** Tasks that the kernel counts, zombies included; more than there can be where it does not count. */
function countTasks(root: string | undefined): number {
  try {
    return Number(readProcText(`${root}/pids.current`));
  } catch (error) {
    if (error instanceof SystemError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/**
 * Processes that have ended and that nobody has waited for, or that are just about to end: a cgroup does not list them any more, their parent
 * still has them (proc_tid_children(5)).
 */
function findEnding(sandbox: ObservedSandbox, init: Init, living: readonly RawProcess[]): RawProcess[] {
  const known = new Set(living.map(({ hostPid }) => hostPid));
  const ending: RawProcess[] = [];
  const parents = [...living];
  for (const parent of parents) {
    for (const hostPid of childrenOf(parent)) {
      if (known.has(hostPid)) continue;
      const procFd = openProcess(hostPid);
      if (procFd === null) continue;
      const process = readProcess(sandbox, init, {
        hostPid,
        procFd,
        inBox: !parent.info.plumbing || parent.hostPid === sandbox.initPid,
      });
      // A living one is newer than this reading, or a stranger with the pid of one that was waited for meanwhile.
      if (process?.isEnding && process.parentHostPid === parent.hostPid) {
        known.add(hostPid);
        ending.push(process);
        parents.push(process);
      } else close(procFd);
    }
  }
  return ending;
}

/** Each thread has the children that it made (proc_tid_children(5)). */
function childrenOf({ procFd, hostPid, info }: RawProcess): number[] {
  try {
    const threads = info.threads === 1 ? [hostPid] : threadsOf(procFd);
    return threads.flatMap((thread) => readOfProcess(procFd, `task/${thread}/children`).split(" ").filter(Boolean).map(Number));
  } catch (error) {
    if (error instanceof SystemError) return [];
    throw error;
  }
}

const threadsOf = (procFd: number): ByteString[] => {
  const fd = openTrusted("task", O_RDONLY | O_DIRECTORY, procFd);
  return withFd(fd, () => readDirectory(fd, MOST_THREADS).names.map(([name]) => name));
};

/** The directory that lists the sandbox's processes: the same that listProcesses walks. */
const rootsOf = ({ cgroups }: ObservedSandbox): string[] =>
  [cgroups.pids ?? cgroups[""] ?? Object.values(cgroups)[0]].flatMap((one) => one ?? []);

type Init = { procFd: number; startTicks: number; outerLevels: number };

function openInit(sandbox: ObservedSandbox): Init | null {
  const procFd = openProcess(sandbox.initPid);
  if (procFd === null) return null;
  try {
    const { startTicks } = parseStat(readSmallOfProcess(procFd, "stat"));
    if (String(startTicks) === sandbox.initStartTime)
      return { procFd, startTicks, outerLevels: parseStatus(readSmallOfProcess(procFd, "status")).pids.length - 1 };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
  close(procFd);
  return null;
}

function readProcess(
  sandbox: ObservedSandbox,
  init: Init,
  { hostPid, procFd, inBox }: { hostPid: number; procFd: number; inBox: boolean },
): RawProcess | null {
  try {
    const stat = parseStat(readSmallOfProcess(procFd, "stat"));
    const status = parseStatus(readSmallOfProcess(procFd, "status"));
    const pids = status.pids.slice(init.outerLevels);
    // Not in the sandbox's pid namespace: the runtime on its way in.
    if (pids.length === 0) return null;
    const comm = toVisible(stat.comm);
    const command = parseCommandLine(readSmallOfProcess(procFd, "cmdline"));
    return {
      hostPid,
      procFd,
      parentHostPid: stat.parent,
      isEnding: stat.isEnding,
      links: readLinks(procFd),
      info: {
        key: `process-${pids[0]}-${stat.startTicks}`,
        pids,
        comm,
        command: command === null ? `[${comm}]` : toVisibleCut(command, MOST_COMMAND),
        state: stat.state,
        uid: toInnerId(sandbox.uidBase)(status.uid),
        threads: status.threads,
        tty: stat.tty,
        startedAt: (stat.startTicks - init.startTicks) / TICKS_PER_SECOND,
        cgroups: toInnerCgroups(readSmallOfProcess(procFd, "cgroup"), sandbox.body),
        plumbing: hostPid === sandbox.initPid || !inBox,
      },
    };
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}

function readLinks(procFd: number): Map<string, string> {
  const links = new Map<string, string>();
  for (const name of [...NAMESPACE_TYPES, "pid_for_children", "time_for_children"]) {
    try {
      links.set(name, readLinkAt(procFd, `ns/${name}`));
    } catch (error) {
      // A zombie has no namespaces any more, and a pid namespace that never got its first process none to show.
      if (!(error instanceof SystemError)) throw error;
    }
  }
  return links;
}

/** "/NAME/ID/box/demo" -> "/demo": the root of the student's cgroup namespace is the box. What is not in the box has no path there. */
function toInnerCgroups(text: ByteString, body: string): Record<string, string> {
  const inner: [string, string][] = [];
  for (const [hierarchy, path] of parseCgroups(text)) {
    const box = `/${body}/box`;
    const at = path.indexOf(box);
    if (at < 0) continue;
    const rest = path.slice(at + box.length);
    if (rest === "" || rest.startsWith("/")) inner.push([hierarchy, toVisible(rest === "" ? "/" : rest)]);
  }
  return Object.fromEntries(inner);
}
