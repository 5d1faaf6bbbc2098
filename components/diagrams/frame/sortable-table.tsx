import { type ReactNode, useMemo, useState } from "react";
import { nextOrder, type SortOrder, sortRows } from "./sort-rows.ts";

export type Column<Row> = {
  id: string;
  title: string;
  /** What sorting compares. */
  value: (row: Row) => string;
  cell: (row: Row) => ReactNode;
  /** Attributes for the cell, such as data-fact. */
  fact?: (row: Row) => Record<string, string> | undefined;
  mono?: boolean;
};

/** Rows drawn at once; a merged tree may hold 20,000. */
const PAGE = 300;

/** A plain table whose headings sort it. The first column names the row. */
export function SortableTable<Row>(props: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  rowFact?: (row: Row) => Record<string, string>;
  showMore: (count: number) => string;
}) {
  const { columns, rows } = props;
  const [order, setOrder] = useState<SortOrder | null>(null);
  const [shown, setShown] = useState(PAGE);
  const sorted = useMemo(
    () => sortRows(rows, order, (row, id) => columns.find((column) => column.id === id)?.value(row) ?? ""),
    [rows, order, columns],
  );
  return (
    <div className="gd-table-scroll">
      <table className="gd-table">
        <caption className="gd-sr">{props.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const direction = order?.column === column.id ? (order.descending ? "descending" : "ascending") : "none";
              return (
                <th key={column.id} scope="col" aria-sort={direction}>
                  <button type="button" onClick={() => setOrder(nextOrder(order, column.id))}>
                    {column.title}
                    <span aria-hidden="true">{direction === "ascending" ? "↑" : direction === "descending" ? "↓" : "↕"}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shown).map((row) => (
            <tr key={props.rowKey(row)} {...props.rowFact?.(row)}>
              {columns.map((column, index) => {
                const Tag = index === 0 ? "th" : "td";
                return (
                  <Tag
                    key={column.id}
                    scope={index === 0 ? "row" : undefined}
                    className={column.mono ? "gd-mono" : undefined}
                    {...column.fact?.(row)}
                  >
                    <span className="gd-cell">{column.cell(row)}</span>
                  </Tag>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > shown && (
        <button type="button" className="gd-button gd-more" onClick={() => setShown(shown + PAGE * 4)}>
          {props.showMore(sorted.length - shown)}
        </button>
      )}
    </div>
  );
}
