import type { KeyboardEvent } from "react";
import { clipMiddle } from "../frame/clip-label.ts";
import { visibleName } from "../frame/shell-quote.ts";
import type { OverlayModel } from "./layers-model.ts";

/** One tab per mounted overlay, named by its mount point; nothing when there is only one. */
export function OverlayTabs(props: { models: OverlayModel[]; chosen: string; label: string; onPick: (key: string) => void }) {
  const { models, chosen, onPick } = props;
  if (models.length < 2) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const next = (models.findIndex((model) => model.key === chosen) + step + models.length) % models.length;
    onPick(models[next]!.key);
    event.currentTarget.querySelectorAll<HTMLButtonElement>("[role=tab]")[next]?.focus();
  };
  return (
    <div className="gd-tabs" role="tablist" aria-label={props.label} onKeyDown={onKeyDown}>
      {models.map(({ key, overlay }) => (
        <button
          key={key}
          type="button"
          role="tab"
          aria-selected={key === chosen}
          tabIndex={key === chosen ? 0 : -1}
          title={visibleName(overlay.mountpoint)}
          onClick={() => onPick(key)}
        >
          {clipMiddle(visibleName(overlay.mountpoint), 28)}
        </button>
      ))}
    </div>
  );
}
