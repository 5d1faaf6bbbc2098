/** Sizes of the panes in percent, as react-resizable-panels keeps them: by panel id. */
export type PaneLayout = { columns: Record<string, number>; rows: Record<string, number> };

/** The cookie that remembers them: the server's first paint then has the panes where the person left them. */
export const PANES_COOKIE = "gb_panes";

export const DEFAULT_PANES: PaneLayout = { columns: { lesson: 38, stage: 62 }, rows: { diagram: 58, terminal: 42 } };

/** Reads the cookie; anything odd in it counts for nothing. */
export function parsePanes(text: string | undefined): PaneLayout {
  const [lesson, diagram] = (text ?? "").split("-").map(Number);
  return {
    columns: percent(lesson) ? { lesson, stage: 100 - lesson } : DEFAULT_PANES.columns,
    rows: percent(diagram) ? { diagram, terminal: 100 - diagram } : DEFAULT_PANES.rows,
  };
}

export const formatPanes = ({ columns, rows }: PaneLayout): string =>
  `${(columns.lesson ?? 38).toFixed(1)}-${(rows.diagram ?? 58).toFixed(1)}`;

const percent = (value: number | undefined): value is number => value !== undefined && value >= 10 && value <= 90;
