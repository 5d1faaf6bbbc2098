import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import { visibleName } from "../frame/shell-quote.ts";
import type { LayersTexts } from "./texts.ts";

/** Why an overlay was not read whole: layers that could not be opened, then what cut the reading short. Empty where nothing is told. */
export function scanReasons({ layers, scan }: Overlay, t: LayersTexts): string[] {
  if (!scan.reasons) return scan.reason === null ? [] : [visibleName(scan.reason)];
  const unreadable = layers.flatMap(({ path, dataOnly, unreadableReason }) =>
    unreadableReason && !dataOnly ? [`${path}: ${t.reason(unreadableReason)}`] : [],
  );
  return [...unreadable, ...scan.reasons.map(t.reason)].map(visibleName);
}
