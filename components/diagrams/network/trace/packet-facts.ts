import type { TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import { destinationText, endsText, isTranslated, seenAt, sourceText } from "./hop-words.ts";

/** Keys and facts that picture, list and table carry alike (data-key, data-fact), so that a test can compare them. */
export const packetMark = ({ key }: TracedPacket): string => `packet|${key}`;
export const frameMark = ({ key }: TracedPacket, index: number): string => `frame|${key}|${index}`;

export const packetFact = (packet: TracedPacket): string =>
  [packet.protocol, packet.says, endsText(packet), seenAt(packet), isTranslated(packet) ? "translated" : ""].join("|");

export function frameFact(packet: TracedPacket, index: number): string {
  const frame = packet.frames[index]!;
  const hop = packet.hops.find(({ from, to }) => to === index && from < index);
  const { direction, name, namespace } = frame;
  return [direction, name, namespace, sourceText(frame), destinationText(frame), hop?.kind ?? "", hop?.translated ?? ""].join(
    "|",
  );
}

/** Seconds since the trace began, to the microsecond. */
export const secondsText = (micros: number): string => (micros / 1_000_000).toFixed(6);
