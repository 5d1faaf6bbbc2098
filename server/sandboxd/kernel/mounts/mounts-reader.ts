import type { MountNamespace, MountsPart } from "../../../../lib/contract/kernel/mounts.ts";
import { isLabMountpoint } from "../../runtime/oci-spec.ts";
import type { PartReader, Reading, ScannedNamespace, ScannedProcess } from "../part-reader.ts";
import { SystemError } from "../proc/libc.ts";
import { type Mount, parseMountinfo } from "../proc/mountinfo.ts";
import { readOfProcess, seesAllMounts } from "../proc/process-directory.ts";
import { readUniqueMountIds } from "../proc/unique-mount-ids.ts";
import { plumbingName, toMountPoints } from "./to-mounts.ts";

const MOST_NAMESPACES = 16;
const MOST_MOUNTS = 300;

/** Identity of mounts where the kernel has no unique ids: an id that was absent from a reading is another mount. */
type Generations = Map<string, number>;

/** Reads the mount tables of every mount namespace of a sandbox that has a process. */
export function createMountsReader(): PartReader<MountsPart> {
  let seen: Generations = new Map();
  return {
    read(reading) {
      const tables = readTables(reading);
      const initial = tables.find(({ namespace }) => namespace.initial);
      const plumbing = new Set(initial ? labMounts(initial.mounts).map(plumbingName) : []);
      const now: Generations = new Map();
      const namespaces = tables.slice(0, MOST_NAMESPACES).map((table) => toNamespace(table, plumbing, seen, now));
      seen = now;
      return { part: { namespaces, omitted: Math.max(0, tables.length - MOST_NAMESPACES) }, problems: [] };
    },
    rest: () => undefined,
  };
}

/** The lab's own: the first mount at each place that a sandbox begins with. A copy of the table in another namespace has the same ones. */
function labMounts(mounts: readonly Mount[]): Mount[] {
  const places = new Set<string>();
  return mounts.filter(({ mountpoint }) => {
    const isFirst = isLabMountpoint(mountpoint) && !places.has(mountpoint);
    places.add(mountpoint);
    return isFirst;
  });
}

type Table = { namespace: ScannedNamespace; process: ScannedProcess; mounts: Mount[]; unique: ReadonlyMap<number, bigint> };

function readTables(reading: Reading): Table[] {
  return reading.namespaces().flatMap((namespace): Table[] => {
    if (namespace.type !== "mnt") return [];
    const members = reading.processes().filter(({ info }) => info.namespaces.mnt === namespace.key);
    const seesAll = members.find(({ procFd }) => seesAllMounts(procFd));
    for (const process of seesAll ? [seesAll, ...members] : members) {
      try {
        const mounts = parseMountinfo(readOfProcess(process.procFd, "mountinfo"));
        return [{ namespace, process, mounts, unique: readUniqueMountIds(process.procFd) }];
      } catch (error) {
        // It ended meanwhile; another process may still be there.
        if (!(error instanceof SystemError)) throw error;
      }
    }
    return [];
  });
}

function toNamespace(
  { namespace, process, mounts, unique }: Table,
  plumbing: ReadonlySet<string>,
  before: Generations,
  now: Generations,
): MountNamespace {
  const keyOf = (mount: Mount): string => {
    const id = unique.get(mount.id);
    if (id !== undefined) return `mount-${id}`;
    const name = `mount-${namespace.key}-${mount.id}-${mount.device}`;
    const generation = now.get(name) ?? before.get(name) ?? Date.now();
    now.set(name, generation);
    return `${name}.${generation}`;
  };
  return {
    key: namespace.key,
    inode: namespace.inode,
    initial: namespace.initial,
    process: process.info.key,
    mounts: toMountPoints(mounts.slice(0, MOST_MOUNTS), keyOf, plumbing),
    omitted: Math.max(0, mounts.length - MOST_MOUNTS),
  };
}
