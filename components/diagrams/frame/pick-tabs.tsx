import type { KeyboardEvent } from "react";
import { clipMiddle } from "./clip-label.ts";

/** One tab for each thing of a kind (an overlay, a mount namespace); nothing when there is only one. Arrows walk along them. */
export function PickTabs(props: {
  tabs: { key: string; name: string }[];
  chosen: string;
  label: string;
  onPick: (key: string) => void;
}) {
  const { tabs, chosen, onPick } = props;
  if (tabs.length < 2) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const next = (tabs.findIndex(({ key }) => key === chosen) + step + tabs.length) % tabs.length;
    onPick(tabs[next]!.key);
    event.currentTarget.querySelectorAll<HTMLButtonElement>("[role=tab]")[next]?.focus();
  };
  return (
    <div className="gd-tabs" role="tablist" aria-label={props.label} onKeyDown={onKeyDown}>
      {tabs.map(({ key, name }) => (
        <button
          key={key}
          type="button"
          role="tab"
          aria-selected={key === chosen}
          tabIndex={key === chosen ? 0 : -1}
          title={name}
          onClick={() => onPick(key)}
        >
          {clipMiddle(name, 28)}
        </button>
      ))}
    </div>
  );
}
