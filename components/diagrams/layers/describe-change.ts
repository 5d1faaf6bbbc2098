import type { KernelChange, Overlay } from "../../../lib/contract/kernel-view.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { type LayersTexts, layerName } from "./texts.ts";

/** One change as a sentence. `overlay` is where it happened, for the names of its layers; null once it is unmounted. */
export function describeChange(change: KernelChange, overlay: Overlay | null, t: LayersTexts): string {
  const name = (layer: number | null, fallback: string): string =>
    overlay && layer !== null ? layerName(overlay, layer, t) : fallback;
  const shown = { ...change, path: change.path && visibleName(change.path), mountpoint: visibleName(change.mountpoint) };
  return t.change(shown, {
    from: name(change.from, change.kind === "vanished" ? t.upper : t.lower(1)),
    to: name(change.to, t.upper),
  });
}
