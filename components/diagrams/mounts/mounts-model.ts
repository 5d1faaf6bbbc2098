import type { MountNamespace, MountPoint } from "../../../lib/contract/kernel/mounts.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { visibleName } from "../frame/shell-quote.ts";

export type Row = { mount: MountPoint; depth: number };
export type TableModel = {
  info: MountNamespace;
  /** What a tab says: a process in it. */
  name: string;
  /** A process in it by its number in the sandbox; null where it is not known. */
  pid: number | null;
  rows: Row[];
  /** The lab's own mounts that are left out. */
  hidden: number;
};
export type MountsModel = { tables: TableModel[]; mounts: ReadonlyMap<string, { mount: MountPoint; namespace: string }> };

/** The picture's data from a view; null where mounts were not read. showPlumbing: the lab's own mounts too. */
export function toMountsModel(view: KernelView, showPlumbing: boolean): MountsModel | null {
  const part = view.mounts;
  if (!part) return null;
  const tables = part.namespaces.map((info): TableModel => {
    const process = view.processes?.processes.find(({ key }) => key === info.process);
    const shown = info.mounts.filter(({ plumbing }) => showPlumbing || !plumbing);
    return {
      info,
      name: process ? `${process.pids[0]} ${visibleName(process.comm)}` : `mnt:[${info.inode}]`,
      pid: process?.pids[0] ?? null,
      rows: toRows(shown),
      hidden: info.mounts.length - shown.length,
    };
  });
  tables.sort((a, b) => Number(b.info.initial) - Number(a.info.initial));
  const all = part.namespaces.flatMap(({ key, mounts }) =>
    mounts.map((mount) => [mount.key, { mount, namespace: key }] as const),
  );
  return { tables, mounts: new Map(all) };
}

/** Children under what they are mounted on, in the order in which they were mounted; one whose parent is left out stands at the edge. */
function toRows(mounts: readonly MountPoint[]): Row[] {
  const keys = new Set(mounts.map(({ key }) => key));
  const children = new Map<string | null, MountPoint[]>();
  for (const mount of mounts) {
    const parent = mount.parent !== null && keys.has(mount.parent) ? mount.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), mount]);
  }
  const rows: Row[] = [];
  const walk = (parent: string | null, depth: number) => {
    for (const mount of children.get(parent) ?? []) {
      rows.push({ mount, depth });
      walk(mount.key, depth + 1);
    }
  };
  walk(null, 0);
  return rows;
}

export const mountMark = (key: string): string => `mount|${key}`;

/** The one word for how a mount passes on what is mounted below it (mount_namespaces(7)). */
export type Propagation = "private" | "shared" | "slave" | "slave-shared" | "unbindable";
export function propagationOf({ propagation }: MountPoint): Propagation {
  if (propagation.unbindable) return "unbindable";
  if (propagation.master !== null) return propagation.shared !== null ? "slave-shared" : "slave";
  return propagation.shared !== null ? "shared" : "private";
}
