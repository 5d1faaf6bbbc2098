import type { TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import { EvidenceFacts } from "../../frame/evidence-facts.tsx";
import type { FrameTexts } from "../../frame/frame-texts.ts";
import type { NetworkModel } from "../network-model.ts";
import { explainPacket } from "./explain-packet.ts";
import { HopList } from "./hop-list.tsx";
import type { Words } from "./hop-words.ts";
import type { Walk } from "./plan-walk.ts";
import { ReplayBar } from "./replay-bar.tsx";
import type { Replay } from "./use-replay.ts";

/** One packet: its replay, where it was captured, and how the same is seen with tcpdump at the interface it is at now. */
export function PacketDetail(props: {
  packet: TracedPacket;
  /** Null where the picture is not on show. */
  walk: Walk | null;
  replay: Replay;
  still: boolean;
  model: NetworkModel;
  words: Words;
  ft: FrameTexts;
  onTypeInTerminal?: (command: string) => void;
}) {
  const { packet, walk, replay, still, model, words, ft } = props;
  const { level } = replay.player;
  const here = Math.max(0, walk?.depths.indexOf(level) ?? 0);
  return (
    <>
      <div className="nt-head">
        {walk ? (
          <ReplayBar replay={replay} walk={walk} still={still} tt={words.tt} />
        ) : (
          <p className="nt-replay">{words.tt.replay.hiddenInTable}</p>
        )}
      </div>
      <HopList packet={packet} walk={walk} level={level} model={model} words={words} />
      <EvidenceFacts evidence={explainPacket(packet, here, model)} t={ft} onTypeInTerminal={props.onTypeInTerminal} />
    </>
  );
}
