import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { z } from "zod";
import { SandboxId } from "../../../lib/contract/ids.ts";
import { EndReason, SandboxProfile, SandboxState } from "../../../lib/contract/sandbox.ts";

/** What is on disk about a sandbox, written before anything of it exists: whoever starts next can find and free all of it. */
const Stored = z.object({
  id: SandboxId,
  /**
   * What everything of it on the host is named for: bundle, cgroup, volume, runtime entry and this record's file. The id is what web knows it by
   * and may be given later; this never changes. Absent in records of before: the id.
   */
  body: SandboxId.optional(),
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
  /** Nobody's yet: it waits to be handed out. Once it has been, it is never again. */
  pooled: z.boolean().default(false),
});
export const SandboxRecord = Stored.transform((record) => ({ ...record, body: record.body ?? record.id }));
export type SandboxRecord = z.output<typeof SandboxRecord>;

export type RecordStore = {
  write(record: SandboxRecord): Promise<void>;
  remove(body: string): Promise<void>;
  /** All records that can be read; a damaged one is removed and reported, what it stood for is then collected as an orphan. */
  readAll(): Promise<{ records: SandboxRecord[]; damaged: string[] }>;
};

/** Opens STATE/sandboxes, one JSON file per sandbox, named for its body: a sandbox gets another id in one rename. */
export async function openRecords(state: string): Promise<RecordStore> {
  const directory = `${state}/sandboxes`;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const sync = async () => {
    await using handle = await open(directory, "r");
    await handle.sync();
  };
  return {
    async write(record) {
      const path = `${directory}/${record.body}.json`;
      // Written aside, forced to disk, then renamed: a crash leaves the old record or the new one, never half of one.
      {
        await using file = await open(`${path}.new`, "w", 0o600);
        await file.writeFile(JSON.stringify(record));
        await file.sync();
      }
      await rename(`${path}.new`, path);
      await sync();
    },
    async remove(body) {
      await rm(`${directory}/${body}.json`, { force: true });
      await sync();
    },
    async readAll() {
      const records: SandboxRecord[] = [];
      const damaged: string[] = [];
      for (const name of await readdir(directory)) {
        const text = await readFile(`${directory}/${name}`, "utf8");
        const parsed = name.endsWith(".json") ? parseRecord(text) : undefined;
        if (parsed && `${parsed.body}.json` === name) records.push(parsed);
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
