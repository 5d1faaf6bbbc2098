import {
  type Cell,
  type CgroupsModel,
  cellMark,
  groupMark,
  RESOURCES,
  type Resource,
  type Row,
  UNKNOWN,
} from "./cgroups-model.ts";

/** One difference that the picture tells. mark: key of the mark that shows it. group: its container, or else its path. */
export type CgroupsChange = { id: string; mark: string; group: string } & (
  | { kind: "made" | "gone" }
  | { kind: "limited"; resource: Resource; limit: number }
  | { kind: "unlimited"; resource: Resource }
  | { kind: "oom-kill" | "refused"; count: number }
  | { kind: "entered" | "left"; command: string }
);

export function diffCgroups(before: CgroupsModel, after: CgroupsModel, revision: number): CgroupsChange[] {
  const changes: CgroupsChange[] = [];
  const old = new Map(before.rows.map((row) => [row.path, row]));
  for (const row of after.rows) {
    const { path } = row;
    const group = nameOf(row);
    const was = old.get(path);
    old.delete(path);
    if (!was || isAnother(was.cells, row.cells)) {
      changes.push({ id: `${revision}:made:${path}`, mark: groupMark(path), group, kind: "made" });
      if (!was) continue;
    }
    for (const resource of RESOURCES) {
      const [then, now] = [was.cells[resource]?.own ?? null, row.cells[resource]?.own ?? null];
      if (then === now || !row.cells[resource]) continue;
      const mark = cellMark(path, resource);
      const id = `${revision}:limit:${mark}`;
      changes.push(
        now === null
          ? { id, mark, group, kind: "unlimited", resource }
          : { id, mark, group, kind: "limited", resource, limit: now },
      );
    }
    if (row.oomKills > was.oomKills) {
      const mark = cellMark(path, "memory");
      changes.push({ id: `${revision}:oom:${path}`, mark, group, kind: "oom-kill", count: row.oomKills - was.oomKills });
    }
    if (row.pidsRefused > was.pidsRefused) {
      const mark = cellMark(path, "pids");
      changes.push({ id: `${revision}:refused:${path}`, mark, group, kind: "refused", count: row.pidsRefused - was.pidsRefused });
    }
    // In the root everything comes and goes; that is the Namespaces diagram's business.
    if (path === "/") continue;
    for (const command of row.processes)
      if (command !== UNKNOWN && !was.processes.includes(command))
        changes.push({ id: `${revision}:entered:${path}:${command}`, mark: groupMark(path), group, kind: "entered", command });
    for (const command of was.processes)
      if (command !== UNKNOWN && !row.processes.includes(command))
        changes.push({ id: `${revision}:left:${path}:${command}`, mark: groupMark(path), group, kind: "left", command });
  }
  for (const [path, row] of old)
    changes.push({ id: `${revision}:gone:${path}`, mark: groupMark(path), group: nameOf(row), kind: "gone" });
  return changes;
}

const nameOf = ({ container, path }: Row): string => container ?? path;

/** Removed and made again under the same name. */
const isAnother = (was: Partial<Record<Resource, Cell>>, now: Partial<Record<Resource, Cell>>): boolean =>
  RESOURCES.some((resource) => was[resource] && now[resource] && was[resource].cgroup.key !== now[resource].cgroup.key);
