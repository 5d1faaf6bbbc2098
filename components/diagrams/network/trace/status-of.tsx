import type { ReactNode } from "react";
import type { PacketTrace } from "../../../../lib/contract/kernel/packet-trace.ts";
import { Icon } from "../../../controls/icon.tsx";
import type { TraceProps } from "../../frame/diagram-props.ts";
import type { FrameTexts } from "../../frame/frame-texts.ts";
import { visibleName } from "../../frame/shell-quote.ts";
import type { NetworkModel } from "../network-model.ts";
import type { Words } from "./hop-words.ts";
import { suggestTraffic } from "./suggest-traffic.ts";
import { traceNotices } from "./trace-notices.ts";
import { heardIn, type TracePhase } from "./trace-phase.ts";
import { TraceStatus, TryCommand } from "./trace-status.tsx";

/** The line under the header, and what a screen reader is told of it: politely, and once for each state, not for each frame. */
export function statusOf(props: {
  trace: PacketTrace | null;
  phase: TracePhase;
  error: TraceProps["error"];
  asked: boolean;
  model: NetworkModel | null;
  words: Words;
  ft: FrameTexts;
  onStop: () => void;
  onClose: () => void;
  onTypeInTerminal?: (command: string) => void;
}): ReactNode {
  const { spoken, line } = partsOf(props);
  return (
    <>
      {line}
      <p className="gd-sr" aria-live="polite" data-trace-spoken>
        {spoken}
      </p>
    </>
  );
}

function partsOf(props: Parameters<typeof statusOf>[0]): { spoken: string; line: ReactNode } {
  const { trace, phase, error, asked, model, words, ft } = props;
  const { tt } = words;
  const close = (
    <button type="button" className="gd-icon-button" aria-label={tt.close} title={tt.close} onClick={props.onClose}>
      <Icon name="close" size={14} />
    </button>
  );
  if (asked) return { spoken: tt.starting, line: <TraceStatus kind="starting">{tt.starting}</TraceStatus> };
  if (error && phase.kind !== "capturing") {
    const why = Object.hasOwn(tt.refusals, error.code) ? tt.refusals[error.code]! : visibleName(error.error);
    const text = tt.refused(why);
    return {
      spoken: text,
      line: (
        <TraceStatus kind="refused" bad>
          {text}
        </TraceStatus>
      ),
    };
  }
  if (!trace || !model) return { spoken: "", line: null };
  const listening = tt.listening(heardIn(trace));
  const notices = traceNotices(trace, model, words);
  switch (phase.kind) {
    case "idle":
      return { spoken: "", line: null };
    case "capturing":
    case "gathering": {
      const isOver = phase.kind === "gathering";
      const stop = (
        <button type="button" className="gd-button" onClick={props.onStop}>
          {tt.stop}
        </button>
      );
      return {
        spoken: isOver ? tt.gathering : listening,
        line: (
          <TraceStatus kind={phase.kind} tools={isOver ? undefined : stop}>
            <b>{isOver ? tt.gathering : listening}</b> {isOver ? "" : `· ${tt.secondsLeft(phase.secondsLeft)} `}·{" "}
            {tt.framesSoFar(trace.frames)}
            {notices.length > 0 && <span className="nt-quiet"> {notices.join(" ")}</span>}
          </TraceStatus>
        ),
      };
    }
    case "overdue":
      return {
        spoken: tt.overdue,
        line: (
          <TraceStatus kind="overdue" bad>
            {tt.overdue}
          </TraceStatus>
        ),
      };
    case "empty": {
      // Where listening itself failed, nothing is known of what was sent.
      const isBroken = trace.endedBecause === "failed" || trace.endedBecause === "sandbox";
      const text = [isBroken ? "" : tt.nothing, ...notices].filter(Boolean).join(" ");
      return {
        spoken: text,
        line: (
          <TraceStatus kind="empty" bad={isBroken} tools={close}>
            {text}
            {!isBroken && (
              <>
                {" "}
                {tt.tryThis} <TryCommand command={suggestTraffic(model)} t={ft} onTypeInTerminal={props.onTypeInTerminal} />
              </>
            )}
          </TraceStatus>
        ),
      };
    }
    case "ended": {
      const text = tt.summary(trace.packets.length, trace.frames);
      if (trace.packets.length > 0) return { spoken: [text, ...notices].join(" "), line: null };
      const said = [text, ...notices].join(" ");
      return {
        spoken: said,
        line: (
          <TraceStatus kind="ended" tools={close}>
            {said}
          </TraceStatus>
        ),
      };
    }
  }
}
