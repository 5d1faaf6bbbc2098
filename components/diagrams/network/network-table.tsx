import { useState } from "react";
import { SortableTable } from "../frame/sortable-table.tsx";
import type { NetworkModel } from "./network-model.ts";
import { tableColumns, tableRows } from "./table-rows.ts";
import { type NetworkTexts, TABS, type Tab } from "./texts.ts";

/** The same facts as tables: one tab each. */
export function NetworkTable({
  model,
  t,
  showMore,
}: {
  model: NetworkModel;
  t: NetworkTexts;
  showMore: (count: number) => string;
}) {
  const [tab, setTab] = useState<Tab>("interfaces");
  const rows = tableRows(model, tab, t);
  return (
    <>
      <div className="gd-tabs nw-tabs" role="tablist" aria-label={t.title}>
        {TABS.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={tab === one} onClick={() => setTab(one)}>
            {t.tabs[one]}
            <span className="nw-tab-count">{tableRows(model, one, t).length}</span>
          </button>
        ))}
      </div>
      <SortableTable
        key={tab}
        caption={t.tabs[tab]}
        columns={tableColumns(tab, t)}
        rows={rows}
        rowKey={({ key }) => key}
        rowFact={({ mark, fact }) => ({ "data-key": mark, "data-fact": fact })}
        showMore={showMore}
      />
    </>
  );
}
