import { useRef, useState } from "react";
import { flushSync } from "react-dom";
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

/** Beside the picture once a trace has ended: its packets, and the one that is chosen; in a low pane one or the other. */
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
  onClose: () => void;
  onTypeInTerminal?: (command: string) => void;
}) {
  const { trace, replay, model, words, still, walk, mayMove } = props;
  const { tt } = words;
  const { packets } = trace;
  const chosen = replay.player.packet;
  const packet = chosen === null ? undefined : packets[chosen];
  /** Where there is no room for both, the list gives way to the packet that was chosen. */
  const [asList, setAsList] = useState(true);
  const list = useRef<HTMLDivElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  const notices = traceNotices(trace, model, words);
  const show = (index: number, opens: boolean, mode: "walk" | "all" = "walk") => {
    replay.change((now) => choose(now, index, mayMove ? mode : "rest"));
    if (!opens) return;
    flushSync(() => setAsList(false));
    // The focus must not stay in what is no longer there.
    if (list.current?.offsetParent === null) back.current?.focus();
  };
  const onBack = () => {
    flushSync(() => setAsList(true));
    list.current?.focus();
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
        {packet && chosen !== null && (
          <p className="nt-which">
            <button ref={back} type="button" className="gd-button" onClick={onBack}>
              <Icon name="back" size={14} />
              {tt.allPackets}
            </button>
            <span>{tt.packet(chosen + 1, packets.length)}</span>
          </p>
        )}
        {mayMove && (
          <button type="button" className="gd-button" onClick={() => show(0, true, "all")}>
            {tt.replay.all}
          </button>
        )}
        <button type="button" className="gd-icon-button" aria-label={tt.close} title={tt.close} onClick={props.onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      <div className="nt-packets">
        <p className="nt-summary">{tt.summary(packets.length, trace.frames)}</p>
        {notices.length > 0 && (
          <ul className="nt-notices">
            {notices.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <PacketList ref={list} {...{ packets, chosen, tt }} onChoose={show} />
      </div>
      {packet && (
        <div className="nt-detail">
          <PacketDetail
            {...{ packet, walk, replay, still, model, words, ft: props.ft }}
            onTypeInTerminal={props.onTypeInTerminal}
          />
        </div>
      )}
    </section>
  );
}
