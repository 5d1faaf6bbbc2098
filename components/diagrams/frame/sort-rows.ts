export type SortOrder = { column: string; descending: boolean };

/** Rows in the wished order; equal ones keep the order they came in. */
export function sortRows<Row>(rows: Row[], order: SortOrder | null, readValue: (row: Row, column: string) => string): Row[] {
  if (!order) return rows;
  const sign = order.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: readValue(row, order.column) }))
    .sort((a, b) => sign * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
    .map(({ row }) => row);
}

/** A click on a heading: ascending first, then descending, then the model's own order again. */
export function nextOrder(order: SortOrder | null, column: string): SortOrder | null {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? null : { column, descending: true };
}
