import { TONES } from "./dot-style.ts";
import type { Palette } from "./paint-walk.ts";

/** Names of the colours that are probed: an element of class nt-probe with data-colour for each (trace.css). */
export const PROBED = [...TONES, "ink", "surface", "line", "trail", "outline"] as const;

/** The theme's colours, which a canvas cannot take from CSS by itself. Null before the probes are there. */
export function readPalette(overlay: HTMLElement): Palette | null {
  const probes = [...overlay.querySelectorAll<HTMLElement>("[data-colour]")];
  if (probes.length < PROBED.length) return null;
  const colours = Object.fromEntries(probes.map((probe) => [probe.dataset.colour!, getComputedStyle(probe).color]));
  return { ...colours, font: getComputedStyle(overlay).fontFamily } as Palette;
}
