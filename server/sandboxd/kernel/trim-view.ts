import type { KernelUpdate, KernelView, Overlay, OverlayPath } from "../../../lib/contract/kernel-view.ts";

/** Paths in a view that is sent to people: a diagram shows a few hundred, and each costs every browser some 500 bytes. */
export const MAX_PATHS_SENT = 1_500;

const isUntouched = ({ state }: OverlayPath): boolean => state === "lower" || state === "hidden";

/**
 * A view small enough to send. Where there are too many paths, changed ones and the directories that lead to them stay, then the shallow
 * ones; the overlay says how many were left out.
 */
export function trimView<V extends KernelView | KernelUpdate>(view: V, most = MAX_PATHS_SENT): V {
  return view.overlays === undefined ? view : { ...view, overlays: trimOverlays(view.overlays, most) };
}

function trimOverlays(overlays: Overlay[], most: number): Overlay[] {
  const total = overlays.reduce((sum, overlay) => sum + overlay.paths.length, 0);
  if (total <= most) return overlays;
  const each = Math.floor(most / overlays.length);
  // What small overlays do not use, large ones may.
  const spare = overlays.reduce((sum, overlay) => sum + Math.max(0, each - overlay.paths.length), 0);
  const large = overlays.filter((overlay) => overlay.paths.length > each).length;
  return overlays.map((overlay) => trimOverlay(overlay, each + Math.floor(spare / large)));
}

function trimOverlay(overlay: Overlay, most: number): Overlay {
  if (overlay.paths.length <= most) return overlay;
  const leading = new Set<string>();
  for (const { path } of overlay.paths.filter((path) => !isUntouched(path))) {
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) leading.add(path.slice(0, slash));
  }
  const rank = (path: OverlayPath) => (isUntouched(path) ? (leading.has(path.path) ? 1 : 2 + path.depth) : 0);
  const kept = new Set(overlay.paths.toSorted((a, b) => rank(a) - rank(b)).slice(0, most));
  const omitted = overlay.paths.length - kept.size;
  const reason = [overlay.scan.reason, `${omitted} paths are not shown`].filter(Boolean).join("; ");
  return {
    ...overlay,
    paths: overlay.paths.filter((path) => kept.has(path)),
    omitted,
    scan: {
      ...overlay.scan,
      state: overlay.scan.state === "failed" ? "failed" : "partial",
      reason,
      reasons: overlay.scan.reasons ?? [],
    },
  };
}
