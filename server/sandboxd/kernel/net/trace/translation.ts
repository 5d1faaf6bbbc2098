import type { Connection } from "../../../../../lib/contract/kernel/network.ts";
import type { TracedHop } from "../../../../../lib/contract/kernel/packet-trace.ts";
import type { ParsedFrame } from "./frames/parsed-frame.ts";
import { hasSameDestination, hasSameSource } from "./hop-between.ts";

/** What of a packet's two ends differs between two frames of it. */
export function toTranslated(from: ParsedFrame, to: ParsedFrame): TracedHop["translated"] {
  const [source, destination] = [!hasSameSource(from, to), !hasSameDestination(from, to)];
  if (source && destination) return "both";
  return source ? "source" : destination ? "destination" : null;
}

/** The connection whose translation made the second frame's addresses and ports of the first's, in either direction. */
export function findConnection(connections: Iterable<Connection>, from: ParsedFrame, to: ParsedFrame): Connection | null {
  for (const connection of connections) {
    if (connection.protocol !== from.protocol) continue;
    const { original, reply } = connection;
    // Both tuples are as a packet looks when it comes; it leaves as the other direction's, turned round.
    if (isOf(original, from) && isAnswered(reply, to)) return connection;
    if (isOf(reply, from) && isAnswered(original, to)) return connection;
  }
  return null;
}

type Tuple = Connection["original"];

const isOf = (tuple: Tuple, frame: ParsedFrame): boolean =>
  tuple.source === frame.source &&
  tuple.destination === frame.destination &&
  tuple.sourcePort === (frame.sourcePort ?? frame.echoId) &&
  tuple.destinationPort === (frame.destinationPort ?? frame.echoId);

const isAnswered = (tuple: Tuple, frame: ParsedFrame): boolean =>
  tuple.source === frame.destination &&
  tuple.destination === frame.source &&
  tuple.sourcePort === (frame.destinationPort ?? frame.echoId) &&
  tuple.destinationPort === (frame.sourcePort ?? frame.echoId);
