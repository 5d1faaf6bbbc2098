import { type MountsModel, mountMark, type Propagation, propagationOf } from "./mounts-model.ts";

/** One difference that the picture tells. mark: key of the mark that shows it. */
export type MountsChange = { id: string; mark: string; path: string; where: string } & (
  | { kind: "mounted"; fsType: string; bindOf: string | null }
  | { kind: "unmounted" | "read-only" | "writable" | "covered" | "uncovered" }
  | { kind: "propagation"; now: Propagation }
  | { kind: "namespace"; count: number }
);

export function diffMounts(before: MountsModel, after: MountsModel, revision: number): MountsChange[] {
  const changes: MountsChange[] = [];
  const names = new Map([...before.tables, ...after.tables].map(({ info, name }) => [info.key, info.initial ? "" : name]));
  const known = new Set(before.tables.map(({ info }) => info.key));
  for (const { info } of after.tables) {
    if (known.has(info.key)) continue;
    const count = info.mounts.length;
    changes.push({
      id: `${revision}:namespace:${info.key}`,
      mark: "",
      path: "/",
      where: names.get(info.key) ?? "",
      kind: "namespace",
      count,
    });
  }
  const still = new Set(after.tables.map(({ info }) => info.key));
  for (const [key, { mount, namespace }] of after.mounts) {
    // A copied table is one change, told above.
    if (!known.has(namespace)) continue;
    const said = { mark: mountMark(key), path: mount.mountpoint, where: names.get(namespace) ?? "" };
    const old = before.mounts.get(key)?.mount;
    if (!old) {
      changes.push({
        id: `${revision}:mounted:${key}`,
        ...said,
        kind: "mounted",
        fsType: mount.fsType,
        bindOf: mount.bindOf?.path ?? null,
      });
      continue;
    }
    if (old.readOnly !== mount.readOnly)
      changes.push({ id: `${revision}:ro:${key}`, ...said, kind: mount.readOnly ? "read-only" : "writable" });
    if (old.covered !== mount.covered)
      changes.push({ id: `${revision}:covered:${key}`, ...said, kind: mount.covered ? "covered" : "uncovered" });
    if (propagationOf(old) !== propagationOf(mount))
      changes.push({ id: `${revision}:propagation:${key}`, ...said, kind: "propagation", now: propagationOf(mount) });
  }
  for (const [key, { mount, namespace }] of before.mounts) {
    if (after.mounts.has(key) || !still.has(namespace)) continue;
    changes.push({
      id: `${revision}:unmounted:${key}`,
      mark: mountMark(key),
      path: mount.mountpoint,
      where: names.get(namespace) ?? "",
      kind: "unmounted",
    });
  }
  return changes;
}
