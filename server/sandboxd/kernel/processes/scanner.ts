import type { NamespacePin, NamespaceType, ProcessInfo } from "../../../../lib/contract/kernel/processes.ts";
import type { ObservedSandbox } from "../observed-sandbox.ts";
import { NamespaceUnreadable, type Reading, type ScannedNamespace, type ScannedProcess } from "../part-reader.ts";
import { close, withFd } from "../proc/libc.ts";
import { toReason } from "../to-reason.ts";
import { closeProcesses, findNamespaces, namesOf, openFirst, type Sighted, type Sighting } from "./find-namespaces.ts";
import { NamespaceKeys, ownerInodeOf, ownerOf, parentInodeOf, parentOf, type Related } from "./nsfs.ts";
import { NAMESPACE_TYPES, type RawProcess, scanProcesses } from "./scan-processes.ts";

/** Further user or pid namespaces that only a nested one keeps alive: nesting ends at 32 levels (user_namespaces(7)). */
const MOST_LEVELS = 32;
const MOST_PINS = 16;

/** Finds the processes and namespaces of one sandbox, reading after reading. */
export function createScanner(sandbox: ObservedSandbox): { begin(): Reading & Disposable } {
  const keys = new NamespaceKeys();
  return { begin: () => openReading(sandbox, keys) };
}

function openReading(sandbox: ObservedSandbox, keys: NamespaceKeys): Reading & Disposable {
  let raw: RawProcess[] | null = null;
  let found: { linked: ScannedNamespace[]; processes: ScannedProcess[] } | null = null;
  const rawProcesses = (): RawProcess[] => {
    raw ??= scanProcesses(sandbox);
    return raw;
  };
  const find = () => {
    found ??= linkAll(sandbox, rawProcesses(), keys);
    return found;
  };
  return {
    sandbox,
    processes: () => find().processes,
    namespaces: () => find().linked,
    [Symbol.dispose]() {
      if (raw) closeProcesses(raw);
    },
  };
}

const linkName = ({ type, inode }: { type: NamespaceType; inode: number }) => `${type}:[${inode}]`;

type Known = Sighted & { key: string; parentInode: number | null; ownerInode: number | null };

function linkAll(sandbox: ObservedSandbox, raw: RawProcess[], keys: NamespaceKeys) {
  const { namespaces, tunDevices } = findNamespaces(raw);
  const init = raw.find(({ hostPid }) => hostPid === sandbox.initPid);
  const initial = new Set(init?.links.values());
  const known = new Map<string, Known>();
  keys.begin();
  for (const sighted of namespaces) addKnown(known, sighted, keys);
  // Only now: one that was sighted itself must keep its own sightings.
  for (const one of known.values()) addNeeded(known, one, keys, initial);
  keys.end();

  const keyOfLink = (link: string | undefined) => (link === undefined ? undefined : known.get(link)?.key);
  const keyOfInode = (type: NamespaceType, inode: number | null) =>
    inode === null ? null : (keyOfLink(`${type}:[${inode}]`) ?? null);
  const processKeys = new Map(raw.map(({ hostPid, info }) => [hostPid, info.key]));
  const members = membersOf(raw);
  const all = [...known.values()];
  const linked = all.map((one): ScannedNamespace => {
    const isInitial = initial.has(linkName(one));
    const parent = isInitial ? null : keyOfInode(one.type, one.parentInode);
    const pins = [...pinsOf(one.sightings, keyOfLink), ...needsOf(one, all, initial)];
    return {
      key: one.key,
      type: one.type,
      inode: one.inode,
      initial: isInitial,
      names: namesOf(one.sightings),
      pins: pins.slice(0, MOST_PINS),
      morePins: Math.max(0, pins.length - MOST_PINS),
      parent,
      owner: keyOfInode("user", one.ownerInode),
      members: members.get(linkName(one)) ?? [],
      open() {
        const fd = openFirst(one.sightings);
        if (fd === null) throw new NamespaceUnreadable(toReason("namespace-gone", {}));
        return fd;
      },
    };
  });
  const processes = raw.map(
    (one): ScannedProcess => ({
      hostPid: one.hostPid,
      procFd: one.procFd,
      tunDevices: tunDevices.get(one) ?? [],
      info: toInfo(one, processKeys, keyOfLink),
    }),
  );
  return { linked, processes };
}

/** The processes in each namespace, by the text of its links. */
function membersOf(raw: readonly RawProcess[]): Map<string, { procFd: number; state: string }[]> {
  const members = new Map<string, { procFd: number; state: string }[]>();
  for (const { procFd, info, links } of raw) {
    for (const type of NAMESPACE_TYPES) {
      const link = links.get(type);
      if (link === undefined) continue;
      const there = members.get(link);
      if (there) there.push({ procFd, state: info.state });
      else members.set(link, [{ procFd, state: info.state }]);
    }
  }
  return members;
}

function toInfo(
  { info, links, parentHostPid }: RawProcess,
  processKeys: ReadonlyMap<number, string>,
  keyOfLink: (link: string | undefined) => string | undefined,
): ProcessInfo {
  const namespaces = NAMESPACE_TYPES.flatMap((type) => {
    const key = keyOfLink(links.get(type));
    return key === undefined ? [] : [[type, key] as const];
  });
  const childOf = (type: "pid" | "time") => {
    const link = links.get(`${type}_for_children`);
    return link === undefined || link === links.get(type) ? undefined : keyOfLink(link);
  };
  const [pid, time] = [childOf("pid"), childOf("time")];
  return {
    ...info,
    parent: processKeys.get(parentHostPid) ?? null,
    namespaces: Object.fromEntries(namespaces),
    ...(pid || time ? { childNamespaces: { ...(pid ? { pid } : {}), ...(time ? { time } : {}) } } : {}),
  };
}

/** Takes a namespace into the reading; one that vanished meanwhile is left out. */
function addKnown(known: Map<string, Known>, sighted: Sighted, keys: NamespaceKeys): void {
  const fd = openFirst(sighted.sightings);
  if (fd === null) return;
  withFd(fd, () => {
    const parentInode = sighted.type === "user" || sighted.type === "pid" ? parentInodeOf(fd) : null;
    const key = keys.keyOf(sighted.type, sighted.inode, fd);
    known.set(linkName(sighted), { ...sighted, key, parentInode, ownerInode: ownerInodeOf(fd) });
  });
}

/** Takes what a namespace keeps alive by itself into the reading: the one it is nested in, and the user namespace that owns it. */
function addNeeded(known: Map<string, Known>, one: Known, keys: NamespaceKeys, initial: ReadonlySet<string>): void {
  if (initial.has(linkName(one))) return;
  const add = (type: NamespaceType, inode: number | null, relatedTo: (fd: number) => Related | null) => {
    if (inode === null || known.has(linkName({ type, inode }))) return;
    const through = throughOther(one, relatedTo);
    if (isWithin(type, through, initial)) addKnown(known, { type, inode, sightings: [through] }, keys);
  };
  add(one.type, one.parentInode, parentOf);
  add("user", one.ownerInode, ownerOf);
}

/** Whether a pid or user namespace lies somewhere below one that the sandbox began with. */
function isWithin(type: NamespaceType, { open }: Sighting, initial: ReadonlySet<string>): boolean {
  let fd = open();
  for (let level = 0; fd !== null && level < MOST_LEVELS; level++) {
    const parent = withFd(fd, parentOf);
    if (parent && initial.has(linkName({ type, inode: parent.inode }))) {
      close(parent.fd);
      return true;
    }
    fd = parent?.fd ?? null;
  }
  if (fd !== null) close(fd);
  return false;
}

/** The way that leads through a namespace which needs this one. It is no pin of its own: needsOf tells that. */
function throughOther(other: Sighted, related: (fd: number) => Related | null): Sighting {
  return {
    pin: { kind: "child", detail: "", process: other.sightings[0]!.pin.process },
    name: null,
    open() {
      const fd = openFirst(other.sightings);
      return fd === null ? null : withFd(fd, () => related(fd)?.fd ?? null);
    },
  };
}

function pinsOf(sightings: readonly Sighting[], keyOfLink: (link: string | undefined) => string | undefined): NamespacePin[] {
  return sightings.flatMap(({ pin: { kind, detail, process } }): NamespacePin[] => {
    if (kind === "child" || kind === "owned") return [];
    return [{ kind, detail, by: (kind === "mount" ? keyOfLink(process.links.get("mnt")) : process.info.key) ?? "" }];
  });
}

/** Namespaces that need this one: nested in it, or owned by it. What the sandbox began with is not listed, for it would be everywhere. */
function needsOf(one: Known, all: readonly Known[], initial: ReadonlySet<string>): NamespacePin[] {
  if (initial.has(linkName(one))) return [];
  return all.flatMap((other): NamespacePin[] => {
    if (other === one) return [];
    if (other.type === one.type && other.parentInode === one.inode) return [{ kind: "child", by: other.key, detail: "" }];
    if (one.type === "user" && other.ownerInode === one.inode) return [{ kind: "owned", by: other.key, detail: "" }];
    return [];
  });
}
