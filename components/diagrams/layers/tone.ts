import type { Overlay } from "../../../lib/contract/kernel-view.ts";

/** Lower layers cycle through these; their letter (L1, L2 ...) tells apart what colour alone cannot. */
const LOWER_TONES = 4;

/** Name of a layer's colour for the style sheet. */
export function toneOf(overlay: Overlay, layer: number | null): string {
  if (layer === null) return "none";
  if (overlay.layers[layer]?.role === "upper") return "upper";
  const number = layer - (overlay.hasUpper ? 1 : 0);
  return `lower${(number % LOWER_TONES) + 1}`;
}

/** Bytes as people read them: 12 B, 50 MB. */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
