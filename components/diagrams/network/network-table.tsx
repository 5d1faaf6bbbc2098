import { useState } from "react";
import type { TracedPacket } from "../../../lib/contract/kernel/packet-trace.ts";
import { SortableTable } from "../frame/sortable-table.tsx";
import type { NetworkModel } from "./network-model.ts";
import { tableColumns, tableRows } from "./table-rows.ts";
import { type NetworkTexts, TABS, type Tab } from "./texts.ts";
import { packetColumns, packetRows } from "./trace/packet-rows.ts";
import type { TraceTexts } from "./trace/texts.ts";

type Traced = { packets: readonly TracedPacket[]; tt: TraceTexts };

/** The same facts as tables: one tab each; with one for the packets that were traced, if there are any. */
export function NetworkTable({
  model,
  t,
  showMore,
  traced = null,
}: {
  model: NetworkModel;
  t: NetworkTexts;
  showMore: (count: number) => string;
  traced?: Traced | null;
}) {
  const [chosen, setTab] = useState<Tab | "packets">("interfaces");
  const tab = chosen === "packets" && !traced ? "interfaces" : chosen;
  const isPackets = tab === "packets" && traced;
  const rows = tab === "packets" ? packetRows(traced?.packets ?? [], model, { t, tt: traced!.tt }) : tableRows(model, tab, t);
  return (
    <>
      <div className="gd-tabs nw-tabs" role="tablist" aria-label={t.title}>
        {TABS.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={tab === one} onClick={() => setTab(one)}>
            {t.tabs[one]}
            <span className="nw-tab-count">{tableRows(model, one, t).length}</span>
          </button>
        ))}
        {traced && (
          <button type="button" role="tab" aria-selected={tab === "packets"} onClick={() => setTab("packets")}>
            {traced.tt.tab}
            <span className="nw-tab-count">{traced.packets.reduce((sum, { frames }) => sum + frames.length, 0)}</span>
          </button>
        )}
      </div>
      <SortableTable
        key={tab}
        caption={isPackets ? traced.tt.tab : t.tabs[tab as Tab]}
        columns={isPackets ? packetColumns({ t, tt: traced.tt }) : tableColumns(tab as Tab, t)}
        rows={rows}
        rowKey={({ key }) => key}
        rowFact={({ mark, fact }) => ({ "data-key": mark, "data-fact": fact })}
        showMore={showMore}
      />
    </>
  );
}
