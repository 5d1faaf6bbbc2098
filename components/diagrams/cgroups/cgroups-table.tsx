import { visibleName } from "../frame/shell-quote.ts";
import { type Column, SortableTable } from "../frame/sortable-table.tsx";
import { amountText } from "./amounts.ts";
import { type CgroupsModel, groupMark, RESOURCES, type Row } from "./cgroups-model.ts";
import type { CgroupsTexts } from "./texts.ts";

/** The same facts as a sortable table. */
export function CgroupsTable({
  model,
  t,
  showMore,
}: {
  model: CgroupsModel;
  t: CgroupsTexts;
  showMore: (count: number) => string;
}) {
  return (
    <SortableTable
      caption={t.title}
      columns={toColumns(t)}
      rows={model.rows}
      rowKey={({ path }) => path}
      rowFact={({ path }) => ({ "data-key": groupMark(path), "data-fact": path })}
      showMore={showMore}
    />
  );
}

function toColumns(t: CgroupsTexts): Column<Row>[] {
  const padded = (value: number | null | undefined) => (value == null ? "" : value.toFixed(3).padStart(20, "0"));
  const events = ({ oomKills, pidsRefused }: Row) =>
    [oomKills > 0 ? t.killed(oomKills) : "", pidsRefused > 0 ? t.refused(pidsRefused) : ""].filter(Boolean).join(" ") || "—";
  return [
    { id: "path", title: t.columns.path, value: ({ path }) => path, cell: ({ path }) => visibleName(path), mono: true },
    {
      id: "processes",
      title: t.columns.processes,
      value: ({ processes }) => padded(processes.length),
      cell: ({ processes }) => processes.map(visibleName).join(", ") || "—",
    },
    ...RESOURCES.flatMap((resource): Column<Row>[] => {
      const cellOf = (row: Row) => row.cells[resource];
      const amount = (value: number) => amountText(resource, value, t.cores);
      return [
        {
          id: `${resource}-now`,
          title: t.columns.current(resource),
          value: (row) => padded(cellOf(row)?.current),
          cell: (row) => {
            const cell = cellOf(row);
            return cell ? (cell.current === null ? "?" : amount(cell.current)) : t.notHere;
          },
        },
        {
          id: `${resource}-limit`,
          title: t.columns.limit(resource),
          value: (row) => padded(cellOf(row)?.binding?.limit),
          cell: (row) => {
            const cell = cellOf(row);
            if (!cell) return t.notHere;
            if (!cell.binding) return t.noLimit;
            const whose = cell.binding.by === row.path ? t.ownLimit : t.limitOf(visibleName(cell.binding.by));
            return `${amount(cell.binding.limit)} (${whose})`;
          },
          fact: (row) => {
            const cell = cellOf(row);
            return cell && { "data-fact": `${cell.own ?? "-"} ${cell.binding?.limit ?? "-"} ${cell.binding?.by ?? "-"}` };
          },
        },
      ];
    }),
    { id: "events", title: t.columns.events, value: events, cell: events },
  ];
}
