import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { run } from "../system/run.ts";
import type { SandboxVolume } from "./sandbox-volume.ts";

/**
 * Volumes that new ones begin as a snapshot of. A template holds what an engine keeps and nothing else; a snapshot shares all of it with the
 * others until it is changed.
 */
export type Templates = {
  /** Its path; null where there is none. */
  find(name: string): Promise<string | null>;
  list(): Promise<string[]>;
  /** Makes one of the volume of a sandbox whose engine has stopped and that nobody was ever let into. */
  keep(name: string, id: string): Promise<void>;
  remove(name: string): Promise<void>;
};

/** One that was not finished. */
const UNFINISHED = ".new";

/** Opens DIRECTORY, in a btrfs file system; what a crash left half made is thrown away. */
export async function openTemplates(directory: string, volumeOf: (id: string) => SandboxVolume): Promise<Templates> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const remove = async (name: string) => void (await run("btrfs", ["subvolume", "delete", `${directory}/${name}`]));
  const list = () => readdir(directory);
  for (const name of await list()) if (name.endsWith(UNFINISHED)) await remove(name);
  return {
    find: async (name) => ((await list()).includes(name) ? `${directory}/${name}` : null),
    list,
    async keep(name, id) {
      const volume = volumeOf(id);
      const unfinished = `${directory}/${name}${UNFINISHED}`;
      await run("btrfs", ["subvolume", "snapshot", volume.path, unfinished]);
      const engine = volume.engine.slice(volume.path.length + 1);
      for (const entry of await readdir(unfinished))
        if (entry !== engine) await rm(`${unfinished}/${entry}`, { recursive: true, force: true });
      await rename(unfinished, `${directory}/${name}`);
    },
    remove,
  };
}
