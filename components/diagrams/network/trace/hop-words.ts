import type { TracedFrame, TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import { visibleName } from "../../frame/shell-quote.ts";
import type { NetworkModel } from "../network-model.ts";
import type { NetworkTexts } from "../texts.ts";
import type { TraceTexts } from "./texts.ts";

export type Words = { t: NetworkTexts; tt: TraceTexts };

/** One captured frame in words. */
export type HopWords = {
  /** "out at eth0 in c1", "in at veth-b in the sandbox, a port of br0" */
  place: string;
  /** How it came here. */
  how: string;
  /** What changed on the way: addresses, time to live. */
  changed: string[];
  /** Both directions of the tracked connection that explains a translation; or that none was read. */
  tuples: string[];
  /** What was, or was not, observed of it after this frame. */
  after: string[];
};

/** "10.9.0.2:80", "[fd00::2]:80", or "" where the frame has no such address. */
export const endText = (address: string | null, port: number | null): string =>
  address === null ? "" : port === null ? address : `${address.includes(":") ? `[${address}]` : address}:${port}`;
export const sourceText = ({ source, sourcePort }: Ends): string => endText(source, sourcePort);
export const destinationText = ({ destination, destinationPort }: Ends): string => endText(destination, destinationPort);
type Ends = Pick<TracedFrame, "source" | "sourcePort" | "destination" | "destinationPort">;

/** What a namespace is called; "" is the sandbox's own, as everywhere in this diagram. */
export function whereOf(model: NetworkModel, namespace: string | null, tt: TraceTexts): string {
  return model.namespaces.find(({ key }) => key === namespace)?.name ?? tt.gone;
}

/** The frame of a packet at this place in its order, and how it came there. */
export function hopWords(packet: TracedPacket, index: number, model: NetworkModel, { tt }: Words): HopWords {
  const frame = packet.frames[index]!;
  const hop = packet.hops.find(({ to, from }) => to === index && from < index) ?? null;
  const before = hop && packet.frames[hop.from];
  const link = frame.link === null ? undefined : model.links.get(frame.link);
  const nameOf = (key: string | null | undefined) => (key ? visibleName(model.links.get(key)?.link.name ?? "?") : "");
  const title = tt.linkAt(visibleName(frame.name), whereOf(model, frame.namespace, tt));
  const bridge = nameOf(link?.link.master);
  const place = [frame.direction === "out" ? tt.out(title) : tt.in(title), bridge && tt.portOf(bridge)].filter(Boolean);
  const how =
    hop === null
      ? index === 0
        ? tt.here
        : tt.kinds.unobserved
      : hop.kind === "bridged" && bridge !== ""
        ? tt.bridgedBy(bridge)
        : hop.kind === "forwarded"
          ? tt.forwardedBy(whereOf(model, hop.namespace ?? frame.namespace, tt))
          : tt.kinds[hop.kind];
  const comma = /[\u4e00-\u9fff]/u.test(tt.stop) ? "，" : ", ";
  const changed: string[] = [];
  const tuples: string[] = [];
  if (hop && before) {
    const where = hop.namespace === null ? "?" : whereOf(model, hop.namespace, tt);
    if (hop.translated === "source" || hop.translated === "both")
      changed.push(tt.translation.source(sourceText(before), sourceText(frame), where));
    if (hop.translated === "destination" || hop.translated === "both")
      changed.push(tt.translation.destination(destinationText(before), destinationText(frame), where));
    if (before.ttl !== null && frame.ttl !== null && before.ttl !== frame.ttl) changed.push(tt.lives(before.ttl, frame.ttl));
    const { connection } = hop;
    if (connection) {
      const line = (way: Ends) => `${sourceText(way)} → ${destinationText(way)}`;
      tuples.push(`${tt.tuples.original} ${line(connection.original)}`, `${tt.tuples.reply} ${line(connection.reply)}`);
    } else if (hop.translated !== null) tuples.push(tt.tuples.none);
  }
  return { place: place.join(comma), how, changed, tuples, after: afterWords(packet, index, model, tt) };
}

function afterWords(packet: TracedPacket, index: number, model: NetworkModel, tt: TraceTexts): string[] {
  const copies = packet.hops.filter(({ from, to }) => from === index && to > index).length;
  if (copies > 1) return [tt.copied(copies)];
  if (copies === 1) return [];
  const { namespace, destination, direction } = packet.frames[index]!;
  const home = model.namespaces.find(({ key }) => key === namespace);
  const isOwn = home?.info.links.some(({ addresses }) => addresses.some(({ address }) => address === destination));
  return [
    tt.beyond,
    ...(direction === "in" && home && isOwn && destination !== null ? [tt.itsAddress(destination, home.name)] : []),
  ];
}

/** Interfaces that saw a packet; in and out at the same one count once. */
export const seenAt = ({ frames }: TracedPacket): number =>
  new Set(frames.map(({ namespace, link, ifindex }) => link ?? `${namespace}/${ifindex}`)).size;

export const isTranslated = ({ hops }: TracedPacket): boolean => hops.some(({ translated }) => translated !== null);

/** "10.9.0.2:40112 → 203.0.113.9:80": where the first frame comes from and goes to; hardware addresses where it has no others. */
export function endsText({ frames }: TracedPacket): string {
  const [first] = frames;
  if (!first) return "";
  const from = sourceText(first) || first.sourceMac || "?";
  const to = destinationText(first) || first.destinationMac || "?";
  return visibleName(`${from} → ${to}`);
}
