import type { TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import { destinationText, sourceText } from "./hop-words.ts";

/** Letter and tone of a protocol; the letter says what the colour says. */
const STYLES: Record<string, { letter: string; tone: Tone }> = {
  arp: { letter: "A", tone: "orange" },
  icmp: { letter: "I", tone: "sky" },
  icmpv6: { letter: "I", tone: "sky" },
  tcp: { letter: "T", tone: "green" },
  udp: { letter: "U", tone: "yellow" },
};
export const TONES = ["orange", "sky", "green", "yellow", "purple"] as const;
export type Tone = (typeof TONES)[number];

export const dotStyle = (protocol: string): { letter: string; tone: Tone } =>
  Object.hasOwn(STYLES, protocol) ? STYLES[protocol]! : { letter: "·", tone: "purple" };

/** Whether the addresses of this frame are not those that the packet set out with: then its dot is a square. */
export function isAltered({ frames }: TracedPacket, frame: number): boolean {
  const [first, here] = [frames[0], frames[frame]];
  if (!first || !here) return false;
  return sourceText(first) !== sourceText(here) || destinationText(first) !== destinationText(here);
}
