import type { KernelChange, KernelView } from "../../../lib/contract/kernel-view.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { type LayersTexts, layerName } from "./texts.ts";

/** One change as a sentence. `view` is the revision the change led to; an unmounted overlay is no longer in it. */
export function describeChange(change: KernelChange, view: KernelView | null, t: LayersTexts): string {
  const overlay = view?.overlays.find((candidate) => candidate.key === change.overlay);
  const name = (layer: number | null, fallback: string): string =>
    overlay && layer !== null ? layerName(overlay, layer, t) : fallback;
  const shown = { ...change, path: change.path && visibleName(change.path), mountpoint: visibleName(change.mountpoint) };
  return t.change(shown, {
    from: name(change.from, change.kind === "vanished" ? t.upper : t.lower(1)),
    to: name(change.to, t.upper),
  });
}
