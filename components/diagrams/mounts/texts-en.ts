import type { MountsTexts } from "./texts.ts";

const where = (name: string) => (name === "" ? "" : ` (in the namespace of ${name})`);

const propagation = {
  private: "private",
  shared: "shared",
  slave: "slave",
  "slave-shared": "slave, shared",
  unbindable: "unbindable",
};

export const texts: MountsTexts = {
  title: "Mounts",
  subtitle: "Each line is mounted on the one it is indented under.",
  waiting: "Waiting for the first reading of the kernel.",
  emptyTitle: "You have mounted nothing",
  emptyText: "Try mount --bind, or mount -t tmpfs none /mnt.",
  tabs: "Mount namespaces",
  own: "the sandbox's own",
  hidden: (count) => `${count} ${count === 1 ? "mount" : "mounts"} of the lab hidden`,
  plumbingShown: "The lab's own mounts are shown.",
  show: "show",
  hide: "hide",
  bindOf: (path) => `shows ${path}`,
  readOnly: "ro",
  covered: "covered",
  propagation,
  propagationWhy: {
    private: "Private: mounts below it are seen here only.",
    shared: "Shared: mounts below it appear in every peer of its group, and theirs here.",
    slave: "Slave: mounts of its master appear here, but none of its own go back.",
    "slave-shared": "Slave and shared: it receives from its master and passes on to its own peers.",
    unbindable: "Unbindable: it is private and cannot be bind-mounted elsewhere.",
  },
  sentence: {
    mount: (path, fsType, source) => `At ${path} you see a ${fsType} file system${source === "" ? "" : ` (${source})`}.`,
    bind: (path) =>
      `It shows the very directory that ${path} shows: a bind mount copies nothing. The kernel does not remember what a bind was made of; this follows from the two lines.`,
    part: (root) => `Only a part of the file system shows here: its directory ${root}.`,
    readOnly: "Nothing can be written through it.",
    covered: "Another mount lies over it, on the same place or on a directory above, so nobody can see it until that one goes.",
    lab: "The lab mounted it before you came.",
  },
  change: (change) => {
    const at = `${change.path}${where(change.where)}`;
    switch (change.kind) {
      case "mounted":
        return change.bindOf === null ? `${change.fsType} was mounted at ${at}` : `${at} now shows ${change.bindOf}`;
      case "unmounted":
        return `${at} was unmounted`;
      case "read-only":
        return `${at} is read-only now`;
      case "writable":
        return `${at} can be written again`;
      case "covered":
        return `Another mount covers ${at}`;
      case "uncovered":
        return `${at} can be seen again`;
      case "propagation":
        return `${at} is ${propagation[change.now]} now`;
      case "namespace":
        return `A new mount namespace${where(change.where)} began with a copy of ${change.count} mounts`;
    }
  },
  reason: ({ text }) => text,
  problems: (count) => `${count} ${count === 1 ? "thing" : "things"} could not be read`,
  columns: { path: "mounted at", type: "type", source: "what it shows", propagation: "propagation", options: "options" },
};
