import { watch } from "node:fs";
import { join } from "node:path";

/** Editors write a file in several steps; one restart is enough. */
const SETTLE_MS = 200;

/** Calls back when a source below one of the folders changes, once per burst. Tests and editors' own files do not count. */
export function watchSources(repo: string, folders: readonly string[], onChange: (path: string) => void): Disposable {
  let settling: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(join(repo, folder), { recursive: true }, (_event, name) => {
      if (name === null || !isSource(name)) return;
      clearTimeout(settling);
      settling = setTimeout(() => onChange(join(folder, name)), SETTLE_MS);
    }),
  );
  return {
    [Symbol.dispose]() {
      clearTimeout(settling);
      for (const watcher of watchers) watcher.close();
    },
  };
}

export const isSource = (name: string): boolean => /\.(ts|tsx|mjs|js|json)$/.test(name) && !/\.test\.tsx?$|(^|\/)\./.test(name);
