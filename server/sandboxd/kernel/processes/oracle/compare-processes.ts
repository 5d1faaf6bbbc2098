import { NamespaceType, type ProcessesPart } from "../../../../../lib/contract/kernel/processes.ts";
import { WAITING_COMMAND } from "../../../runtime/oci-spec.ts";
import { toVisible } from "../../proc/byte-text.ts";

/** What oracle.py says; texts are latin1. */
export type Seen = {
  processes: {
    pids: number[];
    parent: number;
    state: string;
    ticks: number;
    comm: string;
    cmdline: string;
    uid: number;
    threads: number;
    links: Record<string, number>;
    uidMap: [number, number, number][];
    offsets: number[];
    fds: [fd: number, inode: number][];
  }[];
  namespaces: { type: NamespaceType; inode: number; parent: number | null; owner: number | null }[];
  mounts: [namespace: number, inode: number, place: string][];
};
/** Of each namespace with a process. */
export type Listed = [inode: number, type: string, processes: number, parent: number, owner: number][];

type ProcessFacts = Record<string, unknown>;
export type Facts = { processes: Record<number, ProcessFacts>; namespaces: Record<string, Record<string, unknown>> };

const MOST_SHOWN = 150;
const sorted = (texts: string[]): string[] => [...new Set(texts)].sort();
const lastName = (place: string): string => place.slice(place.lastIndexOf("/") + 1);
const isZombie = (state: string): boolean => state === "Z";

/** The reader's part in the oracle's terms: inodes instead of keys, pids of the sandbox. */
export function toFacts(part: ProcessesPart): Facts {
  const pidOf = new Map(part.processes.map(({ key, pids }) => [key, pids[0]!]));
  const inodeOf = new Map(part.namespaces.map(({ key, inode }) => [key, inode]));
  const inode = (key: string | null | undefined) => (key ? (inodeOf.get(key) ?? `unknown key ${key}`) : null);
  const processes = part.processes.map((one): [number, ProcessFacts] => [
    one.pids[0]!,
    {
      pids: one.pids,
      parent: one.parent === null ? null : (pidOf.get(one.parent) ?? "unknown key"),
      zombie: isZombie(one.state),
      comm: one.comm,
      command: one.command.slice(0, MOST_SHOWN),
      uid: one.uid,
      threads: one.threads,
      startedAt: one.startedAt,
      namespaces: Object.fromEntries(NamespaceType.options.map((type) => [type, inode(one.namespaces[type])])),
      children: { pid: inode(one.childNamespaces?.pid), time: inode(one.childNamespaces?.time) },
      plumbing: one.plumbing,
    },
  ]);
  const namespaces = part.namespaces.map((one): [string, Record<string, unknown>] => {
    const by = (pin: { kind: string; by: string }) =>
      pin.kind === "process" || pin.kind === "fd" ? pidOf.get(pin.by) : inode(pin.by);
    return [
      `${one.type} ${one.inode}`,
      {
        initial: one.initial,
        parent: inode(one.parent),
        owner: inode(one.owner),
        name: one.name,
        pins: one.initial ? "many" : sorted(one.pins.map((pin) => `${pin.kind} ${by(pin)} ${pin.detail}`)),
        more: one.initial ? "many" : one.morePins,
        uidMap: one.uidMap ?? null,
        offsets: one.offsets ?? null,
      },
    ];
  });
  return { processes: Object.fromEntries(processes), namespaces: Object.fromEntries(namespaces) };
}

/** What the oracle saw, in the same terms. */
export function toSeenFacts(seen: Seen): Facts {
  const init = seen.processes.find(({ pids }) => pids[0] === 1)!;
  const known = new Set(seen.processes.map(({ pids }) => pids[0]));
  const isInitial = (type: string, inode: number) => init.links[type] === inode;
  const processes = seen.processes.map((one): [number, ProcessFacts] => {
    const comm = toVisible(one.comm);
    const command = one.cmdline.replace(/\0+$/, "").replaceAll("\0", " ");
    const childOf = (type: string) => {
      const inode = one.links[`${type}_for_children`];
      return inode === undefined || inode === one.links[type] ? null : inode;
    };
    return [
      one.pids[0]!,
      {
        pids: one.pids,
        parent: known.has(one.parent) ? one.parent : null,
        zombie: isZombie(one.state),
        comm,
        command: (command === "" ? `[${comm}]` : toVisible(command)).slice(0, MOST_SHOWN),
        uid: one.uid,
        threads: one.threads,
        startedAt: (one.ticks - init.ticks) / 100,
        namespaces: Object.fromEntries(NamespaceType.options.map((type) => [type, one.links[type] ?? null])),
        children: { pid: childOf("pid"), time: childOf("time") },
        plumbing: one.pids[0] === 1 || (one.parent === 1 && one.cmdline.startsWith(`${WAITING_COMMAND}\0`)),
      },
    ];
  });
  const namespaces = seen.namespaces.map(({ type, inode, parent, owner }): [string, Record<string, unknown>] => {
    const members = seen.processes.filter(({ links }) => links[type] === inode);
    const users = seen.processes.filter(({ links }) => links[type] === inode || links[`${type}_for_children`] === inode);
    const mounts = seen.mounts.filter(([, of]) => of === inode);
    const needing = seen.namespaces.filter((one) => one.inode !== inode);
    const names = mounts.map(([, , place]) => place);
    const name = names.find((place) => place.startsWith("/run/netns/")) ?? names[0];
    const member = members.find(({ state }) => !isZombie(state));
    // A process shows the offsets of its children's time namespace (time_namespaces(7)).
    const teller = type === "time" ? seen.processes.find(({ links }) => links.time_for_children === inode) : undefined;
    const initial = isInitial(type, inode);
    const pins = sorted([
      ...users.map(({ pids }) => `process ${pids[0]} `),
      ...mounts.map(([namespace, , place]) => `mount ${namespace} ${toVisible(place)}`),
      ...seen.processes.flatMap(({ pids, fds }) => fds.flatMap(([fd, of]) => (of === inode ? [`fd ${pids[0]} ${fd}`] : []))),
      ...needing.flatMap((one) => (one.type === type && one.parent === inode ? [`child ${one.inode} `] : [])),
      ...needing.flatMap((one) => (type === "user" && one.type !== "user" && one.owner === inode ? [`owned ${one.inode} `] : [])),
    ]);
    return [
      `${type} ${inode}`,
      {
        initial,
        parent: initial ? null : parent,
        owner,
        name: name === undefined ? null : toVisible(lastName(name)),
        pins: initial ? "many" : pins,
        more: initial ? "many" : 0,
        uidMap: type === "user" && member ? member.uidMap : null,
        offsets: teller ? { monotonic: teller.offsets[0], boottime: teller.offsets[1] } : null,
      },
    ];
  });
  return { processes: Object.fromEntries(processes), namespaces: Object.fromEntries(namespaces) };
}

/**
 * lsns(8) knows namespaces with a process: what the reader must say of them. Where one pin covers another it gives the covered one's inode the
 * type of what is found at that path (util-linux 2.41), so what is only pinned is left to the oracle, which opens each.
 */
export function disagreeWithLsns(part: ProcessesPart, lsns: Listed): string[] {
  const inodeOf = new Map(part.namespaces.map(({ key, inode }) => [key, inode]));
  const inodes = new Set(inodeOf.values());
  const shown = (inode: number) => (inodes.has(inode) ? inode : 0);
  return lsns.flatMap(([inode, type, count, parent, owner]) => {
    const mine = part.namespaces.find((one) => one.type === type && one.inode === inode);
    if (!mine) return count === 0 ? [] : [`${type} ${inode} is not there`];
    const members = part.processes.filter(({ namespaces }) => namespaces[mine.type] === mine.key).length;
    const says = [members, inodeOf.get(mine.parent ?? "") ?? 0, inodeOf.get(mine.owner ?? "") ?? 0];
    // lsns itself is in the initial ones.
    const truth = [mine.initial ? members : count, mine.initial ? 0 : shown(parent), shown(owner)];
    return String(says) === String(truth) ? [] : [`${type} ${inode}: [members, parent, owner] is ${says}, lsns says ${truth}`];
  });
}
