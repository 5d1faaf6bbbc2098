import type { PacketTrace, TracedFrame, TracedHop, TracedPacket } from "../../../lib/contract/kernel/packet-trace.ts";

const ENDINGS: Record<NonNullable<PacketTrace["endedBecause"]>, string> = {
  time: "its time was up",
  stopped: "it was stopped",
  full: "it was full",
  sandbox: "the sandbox ended",
  failed: "it failed",
};

/** A trace as text: each packet with its frames in the order of time, and behind each frame how it got there. namespaces: their names by key. */
export function describeTrace(trace: PacketTrace, namespaces: ReadonlyMap<string, string>): string {
  const nameOf = (key: string) => namespaces.get(key) ?? key;
  const unread = trace.namespaces.flatMap(({ key, unread }) =>
    unread ? [`not listened in ${nameOf(key)}: ${unread.text}`] : [],
  );
  const ended = trace.endedBecause === null ? "" : `; ended because ${ENDINGS[trace.endedBecause]}`;
  const summary = `${count(trace.packets.length, "packet")} in ${count(trace.frames, "frame")}, ${trace.dropped} more dropped${ended}`;
  return [...trace.packets.flatMap((packet) => [...describePacket(packet, nameOf), ""]), ...unread, summary].join("\n");
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

function describePacket({ protocol, says, payloadBytes, frames, hops }: TracedPacket, nameOf: (key: string) => string): string[] {
  const places = frames.map(({ namespace, name, direction }) => `${nameOf(namespace)} ${name} ${direction}`);
  const widest = Math.max(...places.map(({ length }) => length));
  const title = [protocol, says, payloadBytes > 0 ? `${payloadBytes} bytes` : ""].filter(Boolean).join(", ");
  return [
    title,
    ...frames.map((frame, index) => {
      const hop = hops.find(({ to }) => to === index);
      const number = String(index + 1).padStart(3);
      const how = hop ? describeHop(hop, nameOf) : index > 0 ? "captured without its way there" : "";
      return `${number} ${toSeconds(frame.at)} ${places[index]!.padEnd(widest)}  ${describeEnds(frame)}  ${how}`.trimEnd();
    }),
  ];
}

const toSeconds = (micros: number): string => (micros / 1e6).toFixed(6).padStart(10);

function describeEnds({ source, destination, sourcePort, destinationPort, sourceMac, destinationMac, ttl }: TracedFrame): string {
  const ends =
    source === null || destination === null
      ? `${sourceMac} > ${destinationMac}`
      : `${withPort(source, sourcePort)} > ${withPort(destination, destinationPort)}`;
  return ttl === null ? ends : `${ends} ttl ${ttl}`;
}

const withPort = (address: string, port: number | null): string =>
  port === null ? address : address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;

function describeHop({ from, kind, translated, connection, namespace }: TracedHop, nameOf: (key: string) => string): string {
  const way = `${kind} from ${from + 1}`;
  if (translated === null) return way;
  const { original, reply } = connection ?? {};
  const tuples =
    original && reply
      ? ` (${withPort(original.source, original.sourcePort)} > ${withPort(original.destination, original.destinationPort)}, replies ${withPort(reply.source, reply.sourcePort)} > ${withPort(reply.destination, reply.destinationPort)})`
      : " (no tracked connection says how)";
  return `${way}, ${translated === "both" ? "source and destination" : translated} translated in ${nameOf(namespace ?? "")}${tuples}`;
}
