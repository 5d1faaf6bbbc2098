import type { TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import { visibleName } from "../../frame/shell-quote.ts";
import type { Column } from "../../frame/sortable-table.tsx";
import type { NetworkModel } from "../network-model.ts";
import type { TableRow } from "../table-rows.ts";
import { destinationText, hopWords, sourceText, type Words, whereOf } from "./hop-words.ts";
import { frameFact, frameMark, secondsText } from "./packet-facts.ts";

const COLUMNS = [
  "packet",
  "time",
  "protocol",
  "says",
  "namespace",
  "interface",
  "direction",
  "from",
  "to",
  "ttl",
  "bytes",
  "how",
  "translated",
];
const PLAIN = new Set(["namespace", "direction", "how", "translated"]);

export const packetColumns = ({ tt }: Words): Column<TableRow>[] =>
  COLUMNS.map((id) => ({
    id,
    title: tt.columns[id] ?? id,
    value: ({ cells }) => (typeof cells[id] === "number" ? String(cells[id]).padStart(16, "0") : (cells[id] ?? "")),
    cell: ({ cells }) => (cells[id] === "" ? "—" : String(cells[id] ?? "—")),
    mono: !PLAIN.has(id),
  }));

/** A row for every captured frame, packet by packet. */
export function packetRows(packets: readonly TracedPacket[], model: NetworkModel, words: Words): TableRow[] {
  const { t, tt } = words;
  return packets.flatMap((packet, number) =>
    packet.frames.map((frame, index): TableRow => {
      const { how, changed } = hopWords(packet, index, model, words);
      const translated = packet.hops.some(({ to, translated: one }) => to === index && one !== null);
      return {
        key: frameMark(packet, index),
        mark: frameMark(packet, index),
        fact: frameFact(packet, index),
        cells: {
          packet: number + 1,
          time: secondsText(frame.at),
          protocol: visibleName(packet.protocol),
          says: visibleName(packet.says),
          namespace: whereOf(model, frame.namespace, tt) || t.own,
          interface: visibleName(frame.name),
          direction: tt.directions[frame.direction],
          from: sourceText(frame) || (frame.sourceMac ?? ""),
          to: destinationText(frame) || (frame.destinationMac ?? ""),
          ttl: frame.ttl ?? "",
          bytes: frame.bytes,
          how,
          translated: translated ? changed.join(" ") : "",
        },
      };
    }),
  );
}
