import { useEffect, useRef } from "react";
import type { TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import type { NetworkModel } from "../network-model.ts";
import { hopWords, type Words } from "./hop-words.ts";
import { timeText } from "./pace.ts";
import { frameFact, frameMark } from "./packet-facts.ts";
import type { Walk } from "./plan-walk.ts";

/** Where a packet was captured, one after the other, and how it came from one to the next. */
export function HopList(props: { packet: TracedPacket; walk: Walk | null; level: number; model: NetworkModel; words: Words }) {
  const { packet, walk, level, model, words } = props;
  const { tt } = words;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (level > 0) list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [level]);
  const undrawn = new Map(walk?.levels.flat().map((move) => [move.to, move.undrawn]));
  return (
    <ol ref={list} className="nt-hops" aria-label={tt.hops}>
      {packet.frames.map((frame, index) => {
        const { place, how, changed, tuples, after } = hopWords(packet, index, model, words);
        const why = undrawn.get(index) ?? null;
        return (
          <li
            key={frameMark(packet, index)}
            aria-current={walk?.depths[index] === level ? "step" : undefined}
            data-key={frameMark(packet, index)}
            data-fact={frameFact(packet, index)}
            data-undrawn={why ?? undefined}
          >
            <span className="nt-place">
              <b>{place}</b>
              {index > 0 && <span className="nt-time">+{timeText(frame.at - packet.frames[0]!.at)}</span>}
            </span>
            <span className="nt-how">{how}</span>
            {changed.map((line) => (
              <span key={line} className="nt-changed">
                {line}
              </span>
            ))}
            {tuples.map((line) => (
              <code key={line}>{line}</code>
            ))}
            {why !== null && <span className="nt-undrawn">{tt.undrawn[why]}</span>}
            {after.length > 0 && <span className="nt-after">{after.join(" ")}</span>}
          </li>
        );
      })}
    </ol>
  );
}
