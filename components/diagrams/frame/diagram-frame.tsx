import type { ReactNode } from "react";
import { ChangeLog, type LogLine } from "./change-log.tsx";
import { type Explanation, ExplanationPanel } from "./explanation-panel.tsx";
import type { FrameTexts } from "./frame-texts.ts";
import { type BadgeFacts, LiveBadge, StaleNotice } from "./live-badge.tsx";
import { Tool } from "./tool.tsx";
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
  /** Further buttons of this diagram, before those that every one has. */
  tools?: ReactNode;
  /** Beside the picture; below it in a narrow pane. */
  beside?: ReactNode;
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
          {props.tools}
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
      <div className="gd-middle">
        <div className="gd-body">
          {props.children}
          <StaleNotice facts={badge} t={t} />
        </div>
        {props.beside}
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
