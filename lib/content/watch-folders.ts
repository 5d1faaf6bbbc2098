import { type FSWatcher, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Editors write a file in several steps; a person does not see this pause. */
const SETTLE_MS = 60;
/** What inotify does not tell: a folder that was not there, one that was replaced, a network file system, too few watches. */
const LOOK_MS = 10_000;
/** Room for hundreds of labs; inotify watches are the host's (fs.inotify.max_user_watches). */
const MOST_FOLDERS = 4000;

/** Folders to look after: with all that is below them, or only what lies directly in them. */
export type Watched = { deep: readonly string[]; shallow: readonly string[] };

/**
 * Calls back soon after something in the folders changed, with the folders in which it did; and every ten seconds in any case, with null: it may
 * have been anything. One call at a time. Links are not followed, hidden folders (.git) not looked at.
 */
export function watchFolders(roots: () => Watched, onChange: (changed: string[] | null) => Promise<void>): { close: () => void } {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let changed = new Set<string>();
  let all = true;
  let closed = false;

  const soon = () => {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(run, SETTLE_MS);
  };
  const run = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    const what = all ? null : [...changed];
    changed = new Set();
    all = false;
    await onChange(what).catch(() => undefined);
    // What was written into a new folder before it was watched nobody told.
    for (const dir of await renew()) changed.add(dir);
    busy = false;
    if (all || changed.size > 0) soon();
  };
  const renew = async (): Promise<string[]> => {
    const there = new Set<string>();
    const { deep, shallow } = roots();
    for (const root of deep) await listFolders(root, there);
    for (const root of shallow) there.add(root);
    if (closed) return [];
    const added: string[] = [];
    for (const [dir, watcher] of watchers) if (!there.has(dir)) drop(dir, watcher);
    for (const dir of there) {
      if (watchers.has(dir)) continue;
      try {
        const watcher = watch(dir, () => {
          changed.add(dir);
          soon();
        });
        watcher.on("error", () => drop(dir, watcher));
        watchers.set(dir, watcher);
        added.push(dir);
      } catch {
        // No watch to be had: the timer below looks.
      }
    }
    return added;
  };
  const drop = (dir: string, watcher: FSWatcher): void => {
    watcher.close();
    watchers.delete(dir);
  };
  const look = setInterval(() => {
    all = true;
    soon();
  }, LOOK_MS);
  look.unref();
  void run();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      clearInterval(look);
      for (const [dir, watcher] of watchers) drop(dir, watcher);
    },
  };
}

async function listFolders(dir: string, found: Set<string>): Promise<void> {
  if (found.has(dir) || found.size >= MOST_FOLDERS) return;
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => null);
  if (entries === null) return;
  found.add(dir);
  for (const entry of entries) {
    if (entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
      await listFolders(join(dir, entry.name), found);
  }
}
