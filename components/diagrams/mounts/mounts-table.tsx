import { visibleName } from "../frame/shell-quote.ts";
import { type Column, SortableTable } from "../frame/sortable-table.tsx";
import { mountMark, propagationOf, type Row, type TableModel } from "./mounts-model.ts";
import type { MountsTexts } from "./texts.ts";

/** The same facts as a sortable table. */
export function MountsTable({ table, t, showMore }: { table: TableModel; t: MountsTexts; showMore: (count: number) => string }) {
  return (
    <SortableTable
      caption={t.title}
      columns={toColumns(t)}
      rows={table.rows}
      rowKey={({ mount }) => mount.key}
      rowFact={({ mount }) => ({
        "data-key": mountMark(mount.key),
        "data-fact": `${mount.mountpoint} ${mount.fsType} ${propagationOf(mount)}`,
      })}
      showMore={showMore}
    />
  );
}

function toColumns(t: MountsTexts): Column<Row>[] {
  const source = ({ mount }: Row) => (mount.bindOf ? t.bindOf(visibleName(mount.bindOf.path)) : visibleName(mount.source));
  const options = ({ mount }: Row) => [...new Set([...mount.options, ...mount.superOptions])].map(visibleName).join(",");
  const propagation = ({ mount }: Row) => t.propagation[propagationOf(mount)];
  return [
    {
      id: "path",
      title: t.columns.path,
      value: ({ mount }) => mount.mountpoint,
      cell: ({ mount }) => visibleName(mount.mountpoint),
      mono: true,
    },
    { id: "type", title: t.columns.type, value: ({ mount }) => mount.fsType, cell: ({ mount }) => visibleName(mount.fsType) },
    { id: "source", title: t.columns.source, value: source, cell: source, mono: true },
    { id: "propagation", title: t.columns.propagation, value: propagation, cell: propagation },
    { id: "options", title: t.columns.options, value: options, cell: options, mono: true },
  ];
}
