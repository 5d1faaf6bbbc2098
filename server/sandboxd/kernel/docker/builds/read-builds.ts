import type { DockerImage } from "../../../../../lib/contract/kernel/docker.ts";
import type { DockerBuild } from "../../../../../lib/contract/kernel/docker-build.ts";
import type { DockerStore } from "../docker-store.ts";
import { readBoltBucket } from "../parse-bolt.ts";
import { parseBuildLog } from "./parse-build-log.ts";
import { type BuildRecord, parseBuildRecord } from "./parse-build-record.ts";
import { toBuild } from "./to-build.ts";

const MOST_BUILDS = 20;
const MOST_HISTORY_BYTES = 8 * 1024 * 1024;
/** What RUN prints is in there too: BuildKit cuts each step's at 2 MiB. */
const MOST_LOG_BYTES = 8 * 1024 * 1024;

export type BuildMemory = { records: readonly BuildRecord[]; unread?: number };

/** The newest builds that ended. memory: what was read last, which stands while the engine is writing the file. */
export function readBuilds(
  store: DockerStore,
  memory: BuildMemory,
  images: readonly DockerImage[],
): { list: DockerBuild[]; omitted: number } {
  const history = store.read("buildkit/history.db", MOST_HISTORY_BYTES, (content) => {
    try {
      return toRecords(readBoltBucket(content, "_records"));
    } catch {
      return "being written" as const;
    }
  });
  if (history !== "being written") Object.assign(memory, history ?? { records: [], unread: 0 });
  const newest = memory.records.slice(0, MOST_BUILDS);
  const list = newest.map((record) => {
    const blob = record.log && `buildkit/content/blobs/sha256/${record.log.slice("sha256:".length)}`;
    return toBuild(record, blob === null ? null : store.read(blob, MOST_LOG_BYTES, parseBuildLog), images);
  });
  return { list, omitted: memory.records.length - list.length + (memory.unread ?? 0) };
}

/** Newest first. unread: how many could not be understood. */
export function toRecords(values: ReadonlyMap<string, Buffer>): { records: BuildRecord[]; unread: number } {
  const records = [...values].flatMap(([key, value]) => {
    try {
      const record = parseBuildRecord(value);
      return record.ref === key ? [record] : [];
    } catch {
      return [];
    }
  });
  const at = ({ createdAt }: BuildRecord) => createdAt ?? 0;
  records.sort((a, b) => at(b) - at(a) || (a.ref < b.ref ? -1 : 1));
  return { records, unread: values.size - records.length };
}
