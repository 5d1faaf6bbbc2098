import type { NamespacesTexts } from "./texts.ts";

const list = (names: string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

export const texts: NamespacesTexts = {
  title: "Namespaces",
  subtitle: "One row per process. A dot is the sandbox's own namespace; the same chip in two rows is the same namespace.",
  waiting: "Waiting for the first reading of the kernel.",
  emptyTitle: "No process of yours runs",
  emptyText: "Open a terminal: its shell is the first.",
  hidden: (count) => `${count} lab-system ${count === 1 ? "process" : "processes"} hidden`,
  show: "show",
  hide: "hide",
  plumbingShown: "Lab-system processes are shown.",
  omitted: (count) => `${count} more processes run; they are too many to draw.`,
  types: { cgroup: "cgroup", ipc: "ipc", mnt: "mnt", net: "net", pid: "pid", time: "time", user: "user", uts: "uts" },
  isolates: {
    cgroup: "which control group looks like the root",
    ipc: "System V IPC objects and POSIX message queues",
    mnt: "the list of mounts, so what the files look like",
    net: "interfaces, addresses, routes, ports and firewall rules",
    pid: "process numbers: the first process in it is PID 1",
    time: "the offsets of the monotonic and boot-time clocks",
    user: "user and group numbers, and what root may do",
    uts: "the hostname",
  },
  own: "the sandbox's own",
  process: (pid, command) => `${pid} ${command}`,
  lab: "lab system",
  pidColumn: (level) => (level === 0 ? "pid" : `pid ${"in ".repeat(level).trim()}`),
  command: "command",
  noProcess: "No process inside, and still there",
  row: {
    sentence: (pids, command) => `${command} is process ${pids[0]} of the sandbox.`,
    nested: (pids) =>
      `It lives in ${pids.length - 1} further pid ${pids.length === 2 ? "namespace" : "namespaces"}, where it is ${list(pids.slice(1).map(String))}: one process, ${pids.length} numbers.`,
    differs: (names) => `It has its own ${list(names)}; everything else it shares with the sandbox.`,
    same: "It shares all eight namespaces with the sandbox.",
    zombie: "It has ended; its parent has not asked how (a zombie).",
    lab: "It belongs to the lab, not to you.",
  },
  chip: {
    title: (type, name) => `${type} namespace ${name}`,
    initial: (type) => `This is the ${type} namespace the sandbox began with.`,
    own: (type, members) =>
      `A ${type} namespace apart from the sandbox's own, with ${members} ${members === 1 ? "process" : "processes"} in it.`,
    hostname: (name) => `Its hostname is ${name}.`,
    uidMap: (lines) => (lines === "" ? "No user numbers are mapped: everybody in it is nobody." : `User numbers: ${lines}.`),
    offsets: (seconds) => `Its clocks are ${seconds} s ahead.`,
    kept: (pins) => `Kept alive by ${list(pins)}.`,
  },
  frame: (name) => `pid namespace ${name}`,
  pin: ({ kind, detail }, by) =>
    ({
      process: `process ${by}`,
      mount: `the mount ${detail}`,
      fd: `descriptor ${detail} of ${by}`,
      child: `${by}, which is nested in it`,
      owned: `${by}, which it owns`,
    })[kind],
  morePins: (count) => `${count} more`,
  change: (change) => {
    switch (change.kind) {
      case "started":
        return `Process ${change.pid} started: ${change.command}`;
      case "ended":
        return `Process ${change.pid} ended: ${change.command}`;
      case "changed":
        return change.isNew
          ? `Process ${change.pid} (${change.command}) has a ${change.type} namespace of its own: ${change.name}`
          : `Process ${change.pid} (${change.command}) entered the ${change.type} namespace ${change.name}`;
      case "made":
        return `A ${change.type} namespace came to be: ${change.name}`;
      case "gone":
        return `The ${change.type} namespace ${change.name} is gone: nothing kept it any more`;
      case "outlives":
        return `The last process left the ${change.type} namespace ${change.name}, and it is still there`;
      case "hostname":
        return `The hostname in ${change.name} is now ${change.hostname}`;
    }
  },
  reason: ({ text }) => text,
  problems: (count) => `${count} ${count === 1 ? "thing" : "things"} could not be read`,
  processesTable: "Processes",
  namespacesTable: "Namespaces",
  columns: {
    outside: "pid in the sandbox",
    inside: "pid inside",
    command: "command",
    shared: "shares with the sandbox",
    type: "type",
    name: "name",
    inode: "inode",
    members: "processes",
    kept: "kept alive by",
    parent: "nested in",
    owner: "owned by",
  },
};
