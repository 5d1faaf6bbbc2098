import { isChanged, type OverlayModel } from "./layers-model.ts";

/** A slab of the picture: one layer, or a run of untouched ones folded into one. */
export type SlabGroup = { id: string; layers: number[] };

/** From this many layers on, the untouched middle is folded. */
const MOST_LAYERS = 12;
const KEEP_TOP = 4;
const KEEP_BOTTOM = 2;

/**
 * Layers as slabs, topmost first. With more than 12 layers, runs of at least two middle layers that no changed path lies in become one slab,
 * unless the reader opened it.
 */
export function foldLayers(model: OverlayModel, opened: ReadonlySet<string>): SlabGroup[] {
  const count = model.overlay.layers.length;
  const touched = new Set(model.paths.filter(isChanged).flatMap((path) => path.cells.map((mark) => mark.layer)));
  const groups: SlabGroup[] = [];
  for (let layer = 0; layer < count; layer++) {
    const middle = count > MOST_LAYERS && layer >= KEEP_TOP && layer < count - KEEP_BOTTOM && !touched.has(layer);
    const last = groups.at(-1);
    if (middle && last?.id.startsWith("fold:")) last.layers.push(layer);
    else groups.push({ id: middle ? `fold:${layer}` : `layer:${layer}`, layers: [layer] });
  }
  return groups.flatMap((group) =>
    group.id.startsWith("fold:") && (group.layers.length < 2 || opened.has(group.id))
      ? group.layers.map((layer) => ({ id: `layer:${layer}`, layers: [layer] }))
      : [group],
  );
}
