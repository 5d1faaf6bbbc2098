import { PickTabs } from "../frame/pick-tabs.tsx";
import { visibleName } from "../frame/shell-quote.ts";
import type { OverlayModel } from "./layers-model.ts";

/** One tab per mounted overlay, named by its mount point. */
export const OverlayTabs = (props: { models: OverlayModel[]; chosen: string; label: string; onPick: (key: string) => void }) => (
  <PickTabs
    tabs={props.models.map(({ key, overlay }) => ({ key, name: visibleName(overlay.mountpoint) }))}
    chosen={props.chosen}
    label={props.label}
    onPick={props.onPick}
  />
);
