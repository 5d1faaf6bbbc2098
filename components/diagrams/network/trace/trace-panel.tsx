import { useState } from "react";
import type { PacketTrace } from "../../../../lib/contract/kernel/packet-trace.ts";
import { Icon } from "../../../controls/icon.tsx";
import type { FrameTexts } from "../../frame/frame-texts.ts";
import type { NetworkModel } from "../network-model.ts";
import type { Words } from "./hop-words.ts";
import { PacketDetail } from "./packet-detail.tsx";
import { PacketList } from "./packet-list.tsx";
import type { Walk } from "./plan-walk.ts";
import { choose } from "./player.ts";
import { traceNotices } from "./trace-notices.ts";
import type { Replay } from "./use-replay.ts";

/** Below the picture once a trace has ended: its packets, and the one that is chosen. In a narrow pane one or the other. */
export function TracePanel(props: {
  trace: PacketTrace;
  /** Null before a packet is chosen, and where the picture is not on show. */
  walk: Walk | null;
  mayMove: boolean;
  replay: Replay;
  still: boolean;
  model: NetworkModel;
  words: Words;
  ft: FrameTexts;
  onAgain: () => void;
  onClose: () => void;
  onTypeInTerminal?: (command: string) => void;
}) {
  const { trace, replay, model, words, still, walk, mayMove } = props;
  const { tt } = words;
  const { packets } = trace;
  const chosen = replay.player.packet;
  const packet = chosen === null ? undefined : packets[chosen];
  /** In a narrow pane the list gives way to the packet that was chosen. */
  const [asList, setAsList] = useState(true);
  const notices = traceNotices(trace, model, words);
  const onChoose = (index: number) => {
    setAsList(false);
    replay.change((now) => choose(now, index, mayMove ? "walk" : "rest"));
  };
  return (
    <section
      className="nt-panel"
      aria-label={tt.title}
      data-trace-panel={trace.id}
      data-as-list={asList || undefined}
      onKeyDown={(event) => event.key === "Escape" && props.onClose()}
    >
      <header>
        <h3>{tt.title}</h3>
        <span className="nt-summary">{tt.summary(packets.length, trace.frames)}</span>
        <button type="button" className="gd-button" onClick={props.onAgain}>
          {tt.again}
        </button>
        <button type="button" className="gd-icon-button" aria-label={tt.close} title={tt.close} onClick={props.onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      {notices.length > 0 && (
        <ul className="nt-notices">
          {notices.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <div className="nt-columns">
        <PacketList {...{ packets, chosen, tt, onChoose }} />
        {packet && chosen !== null && (
          <div className="nt-detail">
            <PacketDetail
              which={
                <p className="nt-which">
                  <button type="button" className="gd-button" onClick={() => setAsList(true)}>
                    <Icon name="up" size={14} />
                    {tt.allPackets}
                  </button>
                  <span>{tt.packet(chosen + 1, packets.length)}</span>
                </p>
              }
              {...{ packet, walk, replay, still, model, words, ft: props.ft }}
              onTypeInTerminal={props.onTypeInTerminal}
            />
          </div>
        )}
      </div>
    </section>
  );
}
