import type { TracedFrame, TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import type { Evidence } from "../../../../lib/contract/kernel-view.ts";
import { shellQuote, visibleName } from "../../frame/shell-quote.ts";
import { commandIn } from "../name-namespace.ts";
import type { NetworkModel } from "../network-model.ts";
import { destinationText, sourceText } from "./hop-words.ts";

/** What was captured, and a command that shows the like of it at one of its interfaces. at: index of that frame. */
export function explainPacket(packet: TracedPacket, at: number, model: NetworkModel): Evidence {
  const frame = packet.frames[at] ?? packet.frames[0]!;
  const way = model.namespaces.find(({ key }) => key === frame.namespace)?.way ?? { by: "nothing" as const };
  const words = `-nne -i ${shellQuote(frame.name)} ${filterOf(packet, frame)}`.trim();
  return {
    source: "packet(7)",
    command: commandIn(way, "tcpdump", words),
    raw: packet.frames.map((one) => rawFrame(packet, one)).join("\n"),
    grade: "observed",
  };
}

/** A filter of pcap-filter(7) that lets packets like this one through; single quotes keep it one line and one meaning. */
function filterOf({ protocol }: TracedPacket, { sourcePort, destinationPort }: TracedFrame): string {
  if (protocol === "arp" || protocol === "icmp") return protocol;
  if (protocol === "icmpv6") return "icmp6";
  if (protocol !== "tcp" && protocol !== "udp") return "";
  const ports = [sourcePort, destinationPort].flatMap((port) => (port === null ? [] : [`${protocol} port ${port}`]));
  return ports.length === 0 ? protocol : `'${ports.join(" and ")}'`;
}

/** One frame much as tcpdump prints it with -e. */
function rawFrame({ protocol, says }: TracedPacket, frame: TracedFrame): string {
  const { name, direction, at, bytes, sourceMac, destinationMac, ttl } = frame;
  const parts = [
    `${(at / 1_000_000).toFixed(6)} ${visibleName(name)} ${direction === "out" ? "Out" : "In"}`,
    sourceMac && destinationMac ? `${sourceMac} > ${destinationMac}` : "",
    `length ${bytes}:`,
    [sourceText(frame), destinationText(frame)].filter(Boolean).join(" > "),
    ttl === null ? "" : `ttl ${ttl}`,
    visibleName(protocol),
    visibleName(says),
  ];
  return parts.filter(Boolean).join(" ");
}
