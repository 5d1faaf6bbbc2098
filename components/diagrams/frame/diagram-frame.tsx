import type { ReactNode } from "react";
import { Icon, type IconName } from "../../controls/icon.tsx";
import { ChangeLog, type LogLine } from "./change-log.tsx";
import { type Explanation, ExplanationPanel } from "./explanation-panel.tsx";
import type { FrameTexts } from "./frame-texts.ts";
import { type BadgeFacts, LiveBadge, StaleNotice } from "./live-badge.tsx";
import { useAnnouncer } from "./use-announcer.ts";
import "./frame.css";
import "./panels.css";

/** What every diagram has around it: name, age, Pause, Tidy up, table switch, explanation, change log and live region. */
export function DiagramFrame(props: {
  title: string;
  t: FrameTexts;
  lang: string;
  badge: BadgeFacts;
  table: boolean;
  onPause: () => void;
  onTidy: () => void;
  onTable: () => void;
  explanation: Explanation | null;
  onCloseExplanation: () => void;
  onTypeInTerminal?: (command: string) => void;
  log: LogLine[];
  fresh: ReadonlySet<string>;
  /** Tabs or anything else between header and picture. */
  tabs?: ReactNode;
  children: ReactNode;
}) {
  const { t, badge } = props;
  const spoken = useAnnouncer(props.log, t.moreChanges);
  return (
    <section className="gd" lang={props.lang} aria-label={props.title}>
      <header className="gd-head">
        <h2>{props.title}</h2>
        <LiveBadge facts={badge} t={t} />
        <span className="gd-tools">
          <Tool
            icon={badge.paused ? "play" : "pause"}
            label={badge.paused ? t.resume : t.pause}
            on={badge.paused}
            onClick={props.onPause}
          />
          <Tool icon="tidy" label={t.tidy} title={t.tidyWhy} onClick={props.onTidy} />
          <Tool icon={props.table ? "layers" : "table"} label={props.table ? t.asDiagram : t.asTable} onClick={props.onTable} />
        </span>
      </header>
      {props.tabs}
      <div className="gd-body">
        {props.children}
        <StaleNotice facts={badge} t={t} />
      </div>
      {props.explanation && (
        <ExplanationPanel
          explanation={props.explanation}
          t={t}
          onClose={props.onCloseExplanation}
          onTypeInTerminal={props.onTypeInTerminal}
        />
      )}
      <ChangeLog lines={props.log} fresh={props.fresh} t={t} />
      <p className="gd-sr" aria-live="polite">
        {spoken}
      </p>
    </section>
  );
}

const OWN_ICONS = {
  pause: "M5.5 3.5v9M10.5 3.5v9",
  tidy: "M3 3v10M6 4.5h7M6 8h5M6 11.5h3",
  table: "M2.5 3h11v10h-11zM2.5 6.3h11M6.2 6.3V13",
} as const;

function Tool(props: {
  icon: IconName | keyof typeof OWN_ICONS;
  label: string;
  title?: string;
  on?: boolean;
  onClick: () => void;
}) {
  const own = props.icon in OWN_ICONS ? OWN_ICONS[props.icon as keyof typeof OWN_ICONS] : null;
  return (
    <button
      type="button"
      className="gd-button"
      title={props.title ?? props.label}
      aria-pressed={props.on}
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
