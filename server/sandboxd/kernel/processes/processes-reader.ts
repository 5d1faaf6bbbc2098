import type { NamespaceInfo, ProcessesPart } from "../../../../lib/contract/kernel/processes.ts";
import { toInnerId } from "../observed-sandbox.ts";
import { NamespaceUnreadable, type PartReader, type Reading, type ScannedNamespace } from "../part-reader.ts";
import { toVisible } from "../proc/byte-text.ts";
import { nodeName, SystemError, withFd } from "../proc/libc.ts";
import { readOfProcess } from "../proc/process-directory.ts";
import { within } from "./nsfs.ts";
import { parseIdMap, parseTimeOffsets } from "./process-facts.ts";

/** Far more than a diagram can show; the view says how many more there are. */
const MOST_PROCESSES = 500;

/** Reads who runs in a sandbox, and in which namespaces. */
export function createProcessesReader(): PartReader<ProcessesPart> {
  return {
    read(reading) {
      const processes = reading.processes().map(({ info }) => info);
      return {
        part: {
          processes: processes.slice(0, MOST_PROCESSES),
          namespaces: reading.namespaces().map((one) => toInfo(one, reading)),
          omitted: Math.max(0, processes.length - MOST_PROCESSES),
        },
        problems: [],
      };
    },
    rest: () => undefined,
  };
}

function toInfo(one: ScannedNamespace, reading: Reading): NamespaceInfo {
  const { key, type, inode, initial, parent, owner, names, pins, morePins } = one;
  const facts = { key, type, inode, initial, parent, owner, name: names[0] ?? null, pins: [...pins], morePins };
  try {
    return { ...facts, ...moreOf(one, reading) };
  } catch (error) {
    // It vanished while it was looked at; the next reading will not have it.
    if (error instanceof SystemError || error instanceof NamespaceUnreadable) return facts;
    throw error;
  }
}

/** What only one kind of namespace has. */
function moreOf(one: ScannedNamespace, { sandbox, processes }: Reading): Partial<NamespaceInfo> {
  if (one.type === "uts") return { hostname: hostnameOf(one) };
  const member = one.members.find(({ state }) => state !== "Z");
  if (one.type === "user" && member) {
    const map = (file: string) => parseIdMap(readOfProcess(member.procFd, file), toInnerId(sandbox.uidBase));
    return { uidMap: map("uid_map"), gidMap: map("gid_map") };
  }
  if (one.type === "time") {
    // A process shows the offsets that its children will have (fs/proc/base.c: timens_offsets, proc_timens_show_offsets).
    const teller = processes().find(({ info }) => (info.childNamespaces?.time ?? info.namespaces.time) === one.key);
    if (teller) return { offsets: parseTimeOffsets(readOfProcess(teller.procFd, "timens_offsets")) };
  }
  return {};
}

const hostnameOf = (one: ScannedNamespace): string => withFd(one.open(), (fd) => within("uts", fd, () => toVisible(nodeName())));
