import { PickTabs } from "../frame/pick-tabs.tsx";
import { visibleName } from "../frame/shell-quote.ts";
import type { OverlayModel } from "./layers-model.ts";

/** One tab per mounted overlay, named by its mount point, or by the container whose root it is. */
export const OverlayTabs = (props: { models: OverlayModel[]; chosen: string; label: string; onPick: (key: string) => void }) => (
  <PickTabs
    tabs={props.models.map(({ key, overlay }) => ({
      key,
      name: overlay.container ?? visibleName(overlay.mountpoint),
    }))}
    chosen={props.chosen}
    label={props.label}
    onPick={props.onPick}
  />
);
