import type { NamespaceType } from "../../../lib/contract/kernel/processes.ts";
import { COLUMNS, type NamespacesModel, nameOf } from "./namespaces-model.ts";

/** One difference that the picture tells. mark: key of the mark that shows it. */
export type NamespacesChange = { id: string; mark: string } & (
  | { kind: "started" | "ended"; command: string; pid: number }
  | { kind: "changed"; command: string; pid: number; type: NamespaceType; isNew: boolean; name: string }
  | { kind: "made" | "gone" | "outlives"; type: NamespaceType; name: string }
  | { kind: "hostname"; name: string; hostname: string }
);

export const rowMark = (key: string): string => `row|${key}`;
export const chipMark = (process: string, type: NamespaceType): string => `chip|${process}|${type}`;
export const shelfMark = (namespace: string): string => `shelf|${namespace}`;

export function diffNamespaces(before: NamespacesModel, after: NamespacesModel, revision: number): NamespacesChange[] {
  const changes: NamespacesChange[] = [];
  const made = new Set([...after.namespaces.keys()].filter((key) => !before.namespaces.has(key)));
  const told = new Set<string>();
  for (const [key, process] of after.processes) {
    const old = before.processes.get(key);
    const said = { command: process.command, pid: process.pids[0]! };
    if (!old) changes.push({ id: `${revision}:started:${key}`, mark: rowMark(key), kind: "started", ...said });
    for (const type of COLUMNS) {
      const now = process.namespaces[type];
      const other = old ? old.namespaces[type] : process.parent && after.processes.get(process.parent)?.namespaces[type];
      if (!now || !other || now === other || told.has(now)) continue;
      const namespace = after.namespaces.get(now);
      if (!namespace) continue;
      told.add(now);
      const mark = chipMark(key, type);
      const name = nameOf(namespace);
      changes.push({ id: `${revision}:changed:${mark}`, mark, kind: "changed", ...said, type, isNew: made.has(now), name });
    }
  }
  for (const [key, process] of before.processes) {
    if (after.processes.has(key)) continue;
    const said = { command: process.command, pid: process.pids[0]! };
    changes.push({ id: `${revision}:ended:${key}`, mark: rowMark(key), kind: "ended", ...said });
  }
  for (const [key, namespace] of after.namespaces) {
    const old = before.namespaces.get(key);
    const { type, hostname } = namespace.info;
    const said = { type, name: nameOf(namespace) };
    const mark = shelfMark(key);
    if (!old && !told.has(key)) changes.push({ id: `${revision}:made:${key}`, mark, kind: "made", ...said });
    else if (old && old.members.length > 0 && namespace.members.length === 0)
      changes.push({ id: `${revision}:outlives:${key}`, mark, kind: "outlives", ...said });
    if (old && hostname !== undefined && old.info.hostname !== hostname)
      changes.push({ id: `${revision}:hostname:${key}`, mark, kind: "hostname", name: said.name, hostname });
  }
  for (const [key, namespace] of before.namespaces) {
    if (after.namespaces.has(key)) continue;
    const said = { type: namespace.info.type, name: nameOf(namespace) };
    changes.push({ id: `${revision}:gone:${key}`, mark: shelfMark(key), kind: "gone", ...said });
  }
  return changes;
}
