/** Rows that differ only in what a key does not say get a number each. */
export function withUniqueKeys<T extends { key: string }>(rows: readonly T[]): T[] {
  const count = new Map<string, number>();
  return rows.map((row) => {
    const times = (count.get(row.key) ?? 0) + 1;
    count.set(row.key, times);
    return times === 1 ? row : { ...row, key: `${row.key}/${times}` };
  });
}
