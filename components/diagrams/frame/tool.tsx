import { Icon, type IconName } from "../../controls/icon.tsx";

const OWN_ICONS = {
  pause: "M5.5 3.5v9M10.5 3.5v9",
  tidy: "M3 3v10M6 4.5h7M6 8h5M6 11.5h3",
  table: "M2.5 3h11v10h-11zM2.5 6.3h11M6.2 6.3V13",
  trace: "M2.5 12.5v-9M13.5 12.5v-9M2.5 8h3M8 8h.01M10.5 8h3",
} as const;

/** A button in a diagram's header: a sign and its words, the sign alone where the pane is narrow. */
export function Tool(props: {
  icon: IconName | keyof typeof OWN_ICONS;
  label: string;
  title?: string;
  on?: boolean;
  disabled?: boolean;
  onClick: () => void;
}) {
  const own = props.icon in OWN_ICONS ? OWN_ICONS[props.icon as keyof typeof OWN_ICONS] : null;
  return (
    <button
      type="button"
      className="gd-button"
      title={props.title ?? props.label}
      aria-pressed={props.on}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {own ? (
        <svg
          aria-hidden="true"
          width={14}
          height={14}
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
          strokeLinecap="round"
        >
          <path d={own} />
        </svg>
      ) : (
        <Icon name={props.icon as IconName} size={14} />
      )}
      <span className="gd-tool-label">{props.label}</span>
    </button>
  );
}
