import type { KernelChange, LayerCell, Overlay, OverlayPath } from "../../../../lib/contract/kernel-view.ts";

/** More changes than this in one revision are a flood, not a story: the rest is left out of the list (the view itself has them). */
const MAX_CHANGES = 200;

/**
 * What happened between two readings, from the states alone. `sawWork` tells the overlays (by key) in whose work directory an entry really
 * appeared meanwhile.
 */
export function diffOverlays(
  before: Overlay[],
  after: Overlay[],
  revision: number,
  sawWork: ReadonlySet<string>,
): KernelChange[] {
  const changes: Omit<KernelChange, "id">[] = [];
  const old = new Map(before.map((overlay) => [overlay.key, overlay]));
  const kept = new Set(after.map((overlay) => overlay.key));
  const mounted = (kind: KernelChange["kind"], overlay: Overlay) =>
    changes.push({
      kind,
      overlay: overlay.key,
      mountpoint: overlay.mountpoint,
      path: null,
      from: null,
      to: null,
      viaWork: false,
    });

  for (const overlay of before) if (!kept.has(overlay.key)) mounted("overlay-unmounted", overlay);
  for (const overlay of after) {
    const known = old.get(overlay.key);
    if (known) changes.push(...diffPaths(known, overlay, sawWork.has(overlay.key)));
    else mounted("overlay-mounted", overlay);
  }
  return changes.slice(0, MAX_CHANGES).map((change, index) => ({ id: `${revision}.${index + 1}`, ...change }));
}

function diffPaths(before: Overlay, after: Overlay, sawWork: boolean): Omit<KernelChange, "id">[] {
  const changes: Omit<KernelChange, "id">[] = [];
  const old = new Map(before.paths.map((path) => [path.path, path]));
  const upper = after.hasUpper ? 0 : null;
  const add = (kind: KernelChange["kind"], path: string, from: number | null, to: number | null) =>
    changes.push({
      kind,
      overlay: after.key,
      mountpoint: after.mountpoint,
      path,
      from,
      to,
      viaWork: sawWork && (kind === "copied-up" || kind === "deleted" || kind === "opaque"),
    });
  for (const now of after.paths) {
    const was = old.get(now.path);
    old.delete(now.path);
    const kind = classify(was, now);
    if (kind === "copied-up") add(kind, now.path, was?.visibleFrom ?? now.cells[1]?.layer ?? null, upper);
    else if (kind === "deleted") add(kind, now.path, was?.visibleFrom ?? null, now.cells[0]?.layer ?? null);
    // Nothing leads to it any more, and yet it lies where it lay.
    else if (kind === "hidden") add(kind, now.path, was?.visibleFrom ?? null, now.cells[0]?.layer ?? null);
    else if (kind) add(kind, now.path, was?.visibleFrom ?? null, now.visibleFrom);
  }
  // What a partial reading does not list may still be there.
  if (after.scan.state === "complete") {
    for (const gone of old.values()) if (gone.visibleFrom !== null) add("vanished", gone.path, gone.visibleFrom, null);
  }
  return changes;
}

function classify(was: OverlayPath | undefined, now: OverlayPath): KernelChange["kind"] | null {
  const isSeen = now.visibleFrom !== null;
  if (now.state === "deleted") return was?.state === "deleted" ? null : "deleted";
  if (!isSeen) return was && was.visibleFrom !== null ? (now.state === "hidden" ? "hidden" : "vanished") : null;
  if (now.state === "opaque") return was?.state === "opaque" ? null : "opaque";
  if (now.state === "copied-up" && was?.state !== "copied-up") return "copied-up";
  if (!was) return "created";
  if (was.visibleFrom === null)
    return now.visibleFrom === 0 && now.state !== "lower" && now.state !== "merged" ? "created" : "restored";
  // A directory copied up merges with its lower self.
  if (now.state === "merged" && was.visibleFrom !== 0 && now.visibleFrom === 0) return "copied-up";
  if (was.visibleFrom === 0 && now.visibleFrom !== 0) return "restored";
  return isChanged(was, now) ? "changed" : null;
}

function isChanged(was: OverlayPath, now: OverlayPath): boolean {
  if (was.state !== now.state || was.kind !== now.kind || was.visibleFrom !== now.visibleFrom) return true;
  if (was.cells.length !== now.cells.length) return true;
  return now.cells.some((cell, index) => cellText(cell) !== cellText(was.cells[index]!));
}

/** A directory's size and times change with every entry in it: the entry is the news. */
const cellText = (cell: LayerCell): string =>
  JSON.stringify(cell.kind === "directory" ? { ...cell, size: 0, allocated: 0, mtimeMs: 0 } : cell);
