import { type KeyboardEvent, type RefObject, useEffect, useId } from "react";
import type { TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import { visibleName } from "../../frame/shell-quote.ts";
import { dotStyle } from "./dot-style.ts";
import { endsText, isTranslated, seenAt } from "./hop-words.ts";
import { packetFact, packetMark, secondsText } from "./packet-facts.ts";
import type { TraceTexts } from "./texts.ts";

/** The packets in the order of time. Arrows choose one, which replays it; Enter or a click opens it as well. */
export function PacketList(props: {
  packets: readonly TracedPacket[];
  chosen: number | null;
  tt: TraceTexts;
  ref: RefObject<HTMLDivElement | null>;
  onChoose: (index: number, opens: boolean) => void;
}) {
  const { packets, chosen, tt, ref: list, onChoose } = props;
  const id = useId();
  useEffect(() => {
    if (chosen !== null) list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen, list]);
  const onKeyDown = (event: KeyboardEvent) => {
    const here = chosen ?? -1;
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: packets.length - 1, Enter: here, " ": here }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onChoose(Math.min(packets.length - 1, Math.max(0, to)), event.key === "Enter" || event.key === " ");
  };
  return (
    <div
      ref={list}
      className="nt-list"
      role="listbox"
      aria-label={`${tt.list}. ${tt.listHint}`}
      tabIndex={0}
      aria-activedescendant={chosen === null ? undefined : `${id}-${chosen}`}
      onKeyDown={onKeyDown}
    >
      {packets.map((packet, index) => {
        const { letter, tone } = dotStyle(packet.protocol);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it has the keys
          <div
            key={packet.key}
            id={`${id}-${index}`}
            className="nt-packet"
            role="option"
            aria-selected={index === chosen}
            tabIndex={-1}
            data-key={packetMark(packet)}
            data-fact={packetFact(packet)}
            onClick={() => onChoose(index, true)}
          >
            <span className="nt-time">{secondsText(packet.frames[0]!.at)}</span>
            <b className="nt-dot" data-tone={tone} aria-hidden="true">
              {letter}
            </b>
            <span className="nt-says">
              {visibleName(packet.protocol)} <b>{visibleName(packet.says)}</b>
            </span>
            <span className="nt-ends">{endsText(packet)}</span>
            <span className="nt-seen">
              {tt.seenAt(seenAt(packet))}
              {isTranslated(packet) && <em>{tt.translatedShort}</em>}
            </span>
          </div>
        );
      })}
    </div>
  );
}
