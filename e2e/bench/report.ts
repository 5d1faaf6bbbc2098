/** One measurement of a benchmark run. A baseline is measured in the same run on the same machine; ratio = value / baseline. */
export type Measurement = {
  id: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  /** The largest value (or ratio, see goalOn) that is good enough; null: only observed. */
  goal: number | null;
  met: boolean | null;
  /** What the baseline is, for the table's reader. */
  against: string | null;
};

export type MeasurementInput = {
  id: string;
  value: number;
  unit: string;
  baseline?: number;
  against?: string;
  goal?: number;
  /** What the goal bounds; the value unless said. */
  goalOn?: "value" | "ratio";
};

/** The q-quantile (0..1) by linear interpolation between closest ranks. @throws RangeError for an empty sample */
export function quantile(sample: readonly number[], q: number): number {
  if (sample.length === 0) throw new RangeError("no samples: the benchmark measured nothing");
  const sorted = [...sample].sort((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}

export function toMeasurement(input: MeasurementInput): Measurement {
  const baseline = input.baseline ?? null;
  const ratio = baseline === null || baseline === 0 ? null : round(input.value / baseline);
  const judged = input.goalOn === "ratio" ? ratio : input.value;
  const goal = input.goal ?? null;
  return {
    id: input.id,
    value: round(input.value),
    unit: input.unit,
    baseline: baseline === null ? null : round(baseline),
    ratio,
    goal,
    met: goal === null || judged === null ? null : judged <= goal,
    against: input.against ?? null,
  };
}

/** A fixed-width table of the rows, for a terminal. */
export function toTable(rows: readonly Measurement[]): string {
  const cells = [
    ["measurement", "value", "unit", "baseline", "ratio", "goal", "met", "against"],
    ...rows.map((row) => [
      row.id,
      String(row.value),
      row.unit,
      text(row.baseline),
      row.ratio === null ? "" : `${row.ratio} x`,
      text(row.goal),
      row.met === null ? "" : row.met ? "yes" : "NO",
      row.against ?? "",
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const text = (value: number | null) => (value === null ? "" : String(value));
const round = (value: number) => Number(value.toPrecision(4));
