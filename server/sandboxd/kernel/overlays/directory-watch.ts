import { type FSWatcher, watch } from "node:fs";
import type { Stat } from "../proc/libc.ts";
import type { DirectoryObserver } from "./read-overlays.ts";

/** inotify watches of one sandbox. Upper directories change most and get most. */
const MAX_UPPER = 256;
const MAX_LOWER = 64;

export type DirectoryWatch = DirectoryObserver & {
  /** Keys of the overlays in whose work directory something happened since the last call. */
  takeWork(): Set<string>;
  close(): void;
};

type Watched = { watcher: FSWatcher; stat: string; seen: boolean; what: "upper" | "lower" | "work" };

/**
 * inotify on the directories of layers, as a hint that reading again is worthwhile. A watch is put on the directory itself through an open
 * descriptor that is closed right after, so no path of a student is followed; a watch holds an inode but no mount, and unmounting ends it.
 */
export function createDirectoryWatch(onHint: () => void): DirectoryWatch {
  const watched = new Map<string, Watched>();
  let work = new Set<string>();

  const drop = (key: string, { watcher }: Watched) => {
    watcher.close();
    watched.delete(key);
  };
  const count = (isLower: boolean) => [...watched.values()].filter(({ what }) => (what === "lower") === isLower).length;

  const add = (what: Watched["what"], key: string, fd: number, stat: string) => {
    if (count(what === "lower") >= (what === "lower" ? MAX_LOWER : MAX_UPPER)) return;
    try {
      const watcher = watch(`/proc/self/fd/${fd}`, { persistent: false }, () => {
        if (what === "work") work.add(key.slice("work ".length));
        onHint();
      });
      watcher.on("error", () => {
        const mine = watched.get(key);
        if (mine?.watcher === watcher) drop(key, mine);
      });
      watched.set(key, { watcher, stat, seen: true, what });
    } catch {
      // No more inotify watches on this host: reading again from time to time finds the changes.
    }
  };

  return {
    begin() {
      for (const one of watched.values()) one.seen = false;
    },
    see(what, name, fd, { device, ino }: Stat) {
      const key = `${what} ${name}`;
      const known = watched.get(key);
      const stat = `${device}:${ino}`;
      if (known?.stat === stat) known.seen = true;
      else {
        if (known) drop(key, known);
        add(what, key, fd, stat);
      }
    },
    end() {
      for (const [key, one] of watched) if (!one.seen) drop(key, one);
    },
    takeWork() {
      const taken = work;
      work = new Set();
      return taken;
    },
    close() {
      for (const [key, one] of watched) drop(key, one);
    },
  };
}
