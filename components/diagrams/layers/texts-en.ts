import type { LayersTexts } from "./texts.ts";

export const texts: LayersTexts = {
  title: "Layers",
  subtitle: "What you see in merged is what lies topmost in each shaft",
  look: "looking down",
  merged: "merged",
  mergedHint: "what you see",
  upper: "upper",
  upperHint: "writable",
  lower: (number) => `lower ${number}`,
  lowerHint: "read-only",
  dataOnly: "data only",
  readOnly: "read-only mount",
  folded: (count) => `${count} layers`,
  work: "work",
  workEmpty: "empty",
  workEntries: (count) => `${count} ${count === 1 ? "entry" : "entries"}`,
  unreadable: "unreadable",
  nothing: "gone",
  kinds: {
    file: "file",
    directory: "directory",
    symlink: "symbolic link",
    whiteout: "whiteout",
    "char-device": "character device",
    "block-device": "block device",
    fifo: "pipe",
    socket: "socket",
  },
  states: {
    lower: "untouched",
    created: "created",
    "copied-up": "copied up",
    replaced: "replaced",
    merged: "merged directory",
    opaque: "opaque",
    deleted: "deleted",
    hidden: "hidden",
  },
  data: "metadata",
  stillOnDisk: "still on disk",
  emptyTitle: "No overlay is mounted yet",
  emptyText: "An overlay stacks directories and shows them as one. Mount one in the terminal and its layers appear here, live:",
  emptyWaiting: "Reading the kernel's mount table ...",
  copy: "Copy",
  copied: "Copied",
  typeIt: "Type it in the terminal",
  reason: ({ text }) => text,
  reasons: (reasons) => reasons.join("; "),
  partial: (reason, entries) => `Only part of this tree is shown: ${reason} (${entries} entries read).`,
  failed: (reason) => `This overlay could not be read: ${reason}`,
  problems: (count) => `${count} ${count === 1 ? "thing" : "things"} could not be read`,
  omitted: (count) => `${count} untouched paths are left out of this picture.`,
  plumbing: (count) => `${count} ${count === 1 ? "overlay" : "overlays"} of the lab itself not shown`,
  tabs: "Mounted overlays",
  unchanged: (count) => `${count} unchanged`,
  unfold: "Show them",
  gap: "empty since a path went away; Tidy up closes it",
  noPaths: "All layers are empty. Create a file in the merged directory and see where it lands.",
  columns: { path: "path", from: "visible from", state: "state", xattrs: "xattrs" },
  tableCaption: (mountpoint) =>
    `Every path of the overlay at ${mountpoint}, the layer it is seen from and how it lies in each layer`,
  legend: {
    copiedUp: "copied up",
    whiteout: "whiteout: deleted",
    opaque: "opaque: hides what is below",
    under: "hidden, still on disk",
  },
  change: (change, { from, to }) => {
    const path = change.path ?? "";
    switch (change.kind) {
      case "overlay-mounted":
        return `An overlay was mounted at ${change.mountpoint}.`;
      case "overlay-unmounted":
        return `The overlay at ${change.mountpoint} was unmounted; its layers are plain directories again.`;
      case "created":
        return `${path} was created in ${to}.`;
      case "copied-up":
        return `${path} was copied up from ${from} to ${to}${change.viaWork ? " by way of work" : ""}; the lower copy stays.`;
      case "deleted":
        return `${path} was deleted: a whiteout in ${to} now hides the lower copy.`;
      case "vanished":
        return `${path} is gone from ${from} and leaves nothing behind.`;
      case "hidden":
        return `${path} can no longer be seen: it still lies in ${to}, but a directory above it is deleted or opaque.`;
      case "opaque":
        return `${path} became opaque: nothing below shows through any more.`;
      case "changed":
        return `${path} was changed in ${to}.`;
      case "restored":
        return `${path} is visible again.`;
    }
  },
  explain: {
    title: (path, place) => `${path} in ${place}`,
    mergedSeen: (path, layer) => `You see ${path} because ${layer} is the topmost layer that has it.`,
    mergedParts: (path, layers) => `${path} is a merged directory: its entries come together from ${layers}.`,
    mergedOpaque: (path, layer) => `You see ${path} from ${layer} only: it is opaque there, so nothing below shows through.`,
    mergedDeleted: (path, layer) =>
      `You see nothing at ${path}: a whiteout in ${layer} says it is deleted. Below, the file still lies on disk.`,
    mergedHidden: (path) =>
      `You see nothing at ${path}: it is on disk, but a directory above it is deleted, opaque or not a directory.`,
    seen: (path, layer) => `Looking down the shaft, this is the first thing you meet: ${path} is read from ${layer}.`,
    created: (path) => `${path} was created through the merged directory; new files always land in upper.`,
    copiedUp: (path) =>
      `${path} came from a lower layer. The first change copied the whole file up, because lower layers are never written to.`,
    replaced: (path) => `${path} in upper has nothing to do with the lower file of the same name; being higher, it wins.`,
    metacopy: (path) => `Only the metadata of ${path} was copied up. The data is still read from the layer below.`,
    redirect: (path, target) => `The directory ${path} was renamed: its lower entries are looked up under ${target}.`,
    opaque: (path) => `The directory ${path} carries the opaque mark: overlayfs does not look below it.`,
    unread: (path) => `There is something at ${path}, but it could not be read.`,
    part: (path, layer) => `${path} in ${layer} is one part of the merged directory.`,
    data: (path, layer) => `${path} in ${layer} gives the data; its metadata comes from the copy above.`,
    whiteout: (path) =>
      `This is a whiteout: a character device with number 0,0. It tells overlayfs that ${path} is deleted, because a lower file cannot be removed.`,
    under: (path, layer) => `${path} is still on disk in ${layer}, but something above it in the shaft hides it.`,
    slabMerged: (mountpoint) =>
      `${mountpoint} is the merged view. It stores nothing itself: for every path it shows the topmost layer's entry.`,
    slabUpper: (path) =>
      `${path} is the upper layer, the only one that is written to: new files, copies and whiteouts land here.`,
    slabLower: (path, number) =>
      number === 1
        ? `${path} is the topmost lower layer (the leftmost in lowerdir). The overlay never writes to it.`
        : `${path} is lower layer number ${number}, counted from the top (the left of lowerdir). The overlay never writes to it.`,
    slabUnreadable: (why) => `This layer could not be read: ${why}`,
    work: (path) =>
      `${path} is the work directory. overlayfs prepares copies and whiteouts here and then moves them into upper in one step.`,
    workKept: "A name such as #15d3 that stays is a whiteout kept ready: the next deletions only add a hard link to it.",
    list: (items) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`),
  },
};
