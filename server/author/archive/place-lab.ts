import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { LabFile } from "../../../lib/content/lab-files.ts";

export type Placement = {
  id: string;
  files: readonly LabFile[];
  /** Files of the labs folder itself -> their new text. */
  texts: ReadonlyMap<string, string>;
};

/**
 * Puts a lab into a labs folder, as a whole or not at all: it is written aside there, looked at, and renamed.
 * @param look at what was written, in the folder that is given; whoever throws there ends it
 */
export async function placeLab(
  into: string,
  { id, files, texts }: Placement,
  look: (aside: string) => Promise<void>,
): Promise<void> {
  const aside = await mkdtemp(join(into, ".import-"));
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const { path, content, executable } of files) {
      const target = join(aside, id, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content, { flag: "wx" });
      await chmod(target, executable ? 0o755 : 0o644);
    }
    await look(aside);
    await rename(join(aside, id), join(into, id));
    undo.push(() => rename(join(into, id), join(aside, "undone")));
    for (const [name, text] of texts) undo.push(await replaceText(join(into, name), text, aside));
  } catch (error) {
    for (const each of undo.reverse()) await each();
    throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Its mode and owner stay. @returns what puts the old text back */
async function replaceText(file: string, text: string, aside: string): Promise<() => Promise<unknown>> {
  const before = await readFile(file).catch(orNull);
  const info = await stat(file).catch(orNull);
  const fresh = join(aside, basename(file));
  await writeFile(fresh, text, { flag: "wx" });
  if (info !== null) {
    await chmod(fresh, info.mode & 0o777);
    if (process.getuid?.() === 0) await chown(fresh, info.uid, info.gid);
  }
  await rename(fresh, file);
  return () => (before === null ? rm(file) : writeFile(file, before));
}

const orNull = (error: NodeJS.ErrnoException): null => {
  if (error.code === "ENOENT") return null;
  throw error;
};
