import type { NamespaceInfo, NamespaceType, ProcessInfo } from "../../../lib/contract/kernel/processes.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { containerOfProcess } from "../frame/docker-names.ts";

/** Columns, in the order in which a container meets them. */
export const COLUMNS: readonly NamespaceType[] = ["pid", "net", "mnt", "uts", "ipc", "user", "cgroup", "time"];
/** A parent keeps so many places of children that have gone; more are given up, oldest first. */
const MOST_GAPS = 3;

/** A row of the picture: a process, or the place of one that has gone and may be taken by the next child. */
export type Row = { key: string; depth: number; process: ProcessInfo | null };

/** number: which one of its type, in the order of appearance; 0 is the sandbox's own. It stays until Tidy up. */
export type NamespaceModel = { info: NamespaceInfo; number: number; members: ProcessInfo[] };

export type NamespacesModel = {
  rows: Row[];
  processes: ReadonlyMap<string, ProcessInfo>;
  namespaces: ReadonlyMap<string, NamespaceModel>;
  /** Those that no shown process is in, and how each is kept alive. */
  empty: NamespaceModel[];
  /** Lab-system processes that are left out. */
  hidden: number;
  omitted: number;
  /** Children of each process in their places; null where one has gone. */
  places: ReadonlyMap<string, readonly (string | null)[]>;
  numbers: ReadonlyMap<string, number>;
  /** Processes that a container began with, with a label of the container. */
  containers: ReadonlyMap<string, string>;
};

/** The picture's data from a view; null where processes were not read. */
export function toNamespacesModel(
  view: KernelView,
  before: NamespacesModel | null,
  showPlumbing: boolean,
): NamespacesModel | null {
  const part = view.processes;
  if (!part) return null;
  const shown = part.processes.filter(({ plumbing }) => showPlumbing || !plumbing);
  const processes = new Map(shown.map((process) => [process.key, process]));
  const places = takePlaces(shown, processes, before?.places ?? new Map());
  const numbers = takeNumbers(part.namespaces, before?.numbers ?? new Map());
  const namespaces = new Map(
    part.namespaces.map((info) => {
      const members = part.processes.filter(({ namespaces }) => namespaces[info.type] === info.key);
      return [info.key, { info, number: numbers.get(info.key) ?? 0, members }];
    }),
  );
  return {
    rows: toRows(places, processes),
    processes,
    namespaces,
    empty: [...namespaces.values()].filter(({ info, members }) => !info.initial && members.length === 0),
    hidden: part.processes.length - shown.length,
    omitted: part.omitted,
    places,
    numbers,
    containers: new Map(
      [...processes.keys()].flatMap((key) => {
        const label = containerOfProcess(view.docker, key);
        return label === null ? [] : [[key, label] as const];
      }),
    ),
  };
}

const ROOT = "";

/** Children stay in their places; a new one takes the first place that is free, else comes last. */
function takePlaces(
  shown: readonly ProcessInfo[],
  known: ReadonlyMap<string, ProcessInfo>,
  before: NamespacesModel["places"],
): Map<string, (string | null)[]> {
  const children = new Map<string, ProcessInfo[]>();
  for (const process of shown) {
    const parent = process.parent !== null && known.has(process.parent) ? process.parent : ROOT;
    children.set(parent, [...(children.get(parent) ?? []), process]);
  }
  const places = new Map<string, (string | null)[]>();
  for (const parent of new Set([...children.keys(), ...before.keys()])) {
    if (parent !== ROOT && !known.has(parent)) continue;
    const now = (children.get(parent) ?? []).toSorted((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1));
    const keys = new Set(now.map(({ key }) => key));
    const taken: (string | null)[] = (before.get(parent) ?? []).map((key) => (key !== null && keys.has(key) ? key : null));
    for (const { key } of now) {
      if (taken.includes(key)) continue;
      const free = taken.indexOf(null);
      if (free >= 0) taken[free] = key;
      else taken.push(key);
    }
    while (taken.at(-1) === null) taken.pop();
    for (let gaps = taken.filter((key) => key === null).length; gaps > MOST_GAPS; gaps--) taken.splice(taken.indexOf(null), 1);
    if (taken.length > 0) places.set(parent, taken);
  }
  return places;
}

function takeNumbers(namespaces: readonly NamespaceInfo[], before: ReadonlyMap<string, number>): Map<string, number> {
  const numbers = new Map<string, number>();
  const used = new Map<NamespaceType, Set<number>>();
  for (const { key, type } of namespaces) {
    const known = before.get(key);
    if (known === undefined) continue;
    numbers.set(key, known);
    used.set(type, (used.get(type) ?? new Set<number>()).add(known));
  }
  for (const { key, type, initial } of namespaces) {
    if (numbers.has(key)) continue;
    const taken = used.get(type) ?? new Set<number>();
    used.set(type, taken);
    let number = initial ? 0 : 1;
    while (taken.has(number)) number++;
    numbers.set(key, number);
    taken.add(number);
  }
  return numbers;
}

function toRows(places: ReadonlyMap<string, readonly (string | null)[]>, processes: ReadonlyMap<string, ProcessInfo>): Row[] {
  const rows: Row[] = [];
  const walk = (parent: string, depth: number) => {
    for (const [at, key] of (places.get(parent) ?? []).entries()) {
      const process = key === null ? null : (processes.get(key) ?? null);
      rows.push({ key: key ?? `gap|${parent}|${at}`, depth, process });
      if (key !== null) walk(key, depth + 1);
    }
  };
  walk(ROOT, 0);
  return rows;
}

/** "net 2": what a chip of this namespace is called. */
export const nameOf = ({ info, number }: NamespaceModel): string => (info.name === null ? `${info.type} ${number}` : info.name);
