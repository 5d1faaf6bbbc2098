import { assignSlots, type Slots } from "./assign-slots.ts";
import { layoutGrid } from "./grid-layout.ts";
import type { OverlayModel } from "./layers-model.ts";
import type { LayersLayout } from "./layout-types.ts";
import { layoutStack } from "./stack-layout.ts";

/** More paths than this do not fit side by side. */
export const STACK_PATHS = 24;
/** The grid gives way to the stack again only below this, so that one file coming and going does not flip the picture. */
const STACK_AGAIN = 20;

/** What a layout remembers of the one before, so that what stays does not move. A fresh start is null. */
export type LayoutMemory = { view: LayersLayout["view"]; slots: Slots };

export function rememberLayout(previous: LayoutMemory | null, model: OverlayModel): LayoutMemory {
  const count = model.paths.length;
  const view = count > STACK_PATHS || (previous?.view === "grid" && count > STACK_AGAIN) ? "grid" : "stack";
  const same = previous?.view === view ? previous.slots : null;
  return {
    view,
    slots: assignSlots(
      same,
      model.paths.map((path) => path.path),
      view === "stack" ? STACK_PATHS : Number.POSITIVE_INFINITY,
    ),
  };
}

/** Where everything is, in px. Pure: the same model, width, memory and opened folds give the same picture. */
export function layoutLayers(
  model: OverlayModel,
  width: number,
  memory: LayoutMemory,
  opened: ReadonlySet<string> = new Set(),
): LayersLayout {
  const layout = memory.view === "stack" ? layoutStack : layoutGrid;
  return layout(model, width, memory.slots, opened);
}
