import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { z } from "zod";
import { SandboxId } from "../../../lib/contract/ids.ts";
import { EndReason, SandboxProfile, SandboxState } from "../../../lib/contract/sandbox.ts";

/** What is on disk about a sandbox, written before anything of it exists: whoever starts next can find and free all of it. */
export const SandboxRecord = z.object({
  id: SandboxId,
  state: SandboxState,
  owner: z.string(),
  purpose: z.string(),
  profile: SandboxProfile,
  createdAt: z.number(),
  expiresAt: z.number(),
  endedBecause: EndReason.nullable(),
  detail: z.string().nullable(),
  /** Decides uid range, address and link. */
  slot: z.number().int().nonnegative(),
  uidBase: z.number().int(),
  /** PID 1 once it runs. */
  init: z.object({ pid: z.number().int(), startTime: z.string() }).nullable(),
  /** How many times a new sandboxd has taken it over. */
  adoptions: z.number().int().default(0),
});
export type SandboxRecord = z.infer<typeof SandboxRecord>;

export type RecordStore = {
  write(record: SandboxRecord): Promise<void>;
  remove(id: string): Promise<void>;
  /** All records that can be read; a damaged one is removed and reported, what it stood for is then collected as an orphan. */
  readAll(): Promise<{ records: SandboxRecord[]; damaged: string[] }>;
};

/** Opens STATE/sandboxes, one JSON file per sandbox. */
export async function openRecords(state: string): Promise<RecordStore> {
  const directory = `${state}/sandboxes`;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const sync = async () => {
    await using handle = await open(directory, "r");
    await handle.sync();
  };
  return {
    async write(record) {
      const path = `${directory}/${record.id}.json`;
      // Written aside, forced to disk, then renamed: a crash leaves the old record or the new one, never half of one.
      {
        await using file = await open(`${path}.new`, "w", 0o600);
        await file.writeFile(JSON.stringify(record));
        await file.sync();
      }
      await rename(`${path}.new`, path);
      await sync();
    },
    async remove(id) {
      await rm(`${directory}/${id}.json`, { force: true });
      await sync();
    },
    async readAll() {
      const records: SandboxRecord[] = [];
      const damaged: string[] = [];
      for (const name of await readdir(directory)) {
        const text = await readFile(`${directory}/${name}`, "utf8");
        const parsed = name.endsWith(".json") ? parseRecord(text) : undefined;
        if (parsed && `${parsed.id}.json` === name) records.push(parsed);
        else {
          damaged.push(name);
          await rm(`${directory}/${name}`, { force: true });
        }
      }
      return { records, damaged };
    },
  };
}

function parseRecord(text: string): SandboxRecord | undefined {
  try {
    return SandboxRecord.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
