import { useMemo } from "react";
import type { LayerCell } from "../../../lib/contract/kernel-view.ts";
import { clipMiddle } from "../frame/clip-label.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { type Column, SortableTable } from "../frame/sortable-table.tsx";
import type { CellMark, OverlayModel, PathModel } from "./layers-model.ts";
import { type LayersTexts, layerName } from "./texts.ts";
import { bytesText } from "./tone.ts";

/** The same model as the picture, as a table: path, where it is seen from, state, every layer, xattrs. */
export function LayersTable({
  model,
  t,
  showMore,
}: {
  model: OverlayModel;
  t: LayersTexts;
  showMore: (count: number) => string;
}) {
  const columns = useMemo(() => toColumns(model, t), [model, t]);
  return (
    <SortableTable
      caption={t.tableCaption(visibleName(model.overlay.mountpoint))}
      columns={columns}
      rows={model.paths}
      rowKey={(row) => row.path}
      rowFact={(row) => ({ "data-key": row.merged.key, "data-fact": row.merged.fact })}
      showMore={showMore}
    />
  );
}

function toColumns(model: OverlayModel, t: LayersTexts): Column<PathModel>[] {
  const { overlay } = model;
  const from = (row: PathModel): string => (row.visibleFrom === null ? "—" : layerName(overlay, row.visibleFrom, t));
  const at = (row: PathModel, layer: number): CellMark | undefined => row.cells.find((mark) => mark.layer === layer);
  const xattrs = (row: PathModel): string =>
    [...new Set(row.cells.flatMap((mark) => mark.cell.xattrs))].map(visibleName).join(" ");
  return [
    { id: "path", title: t.columns.path, value: (row) => row.path, cell: (row) => visibleName(row.path), mono: true },
    { id: "from", title: t.columns.from, value: from, cell: from },
    { id: "state", title: t.columns.state, value: (row) => t.states[row.state], cell: (row) => t.states[row.state] },
    ...overlay.layers.map(({ content }, layer): Column<PathModel> => {
      const words = (row: PathModel): string => {
        const mark = at(row, layer);
        return mark ? cellWords(mark, t) : "";
      };
      return {
        id: `layer${layer}`,
        title: [layerName(overlay, layer, t), clipMiddle(content ?? "", 28)].filter(Boolean).join(" · "),
        value: words,
        cell: words,
        fact: (row) => {
          const mark = at(row, layer);
          return mark && { "data-key": mark.key, "data-fact": mark.fact, "data-role": mark.role };
        },
      };
    }),
    { id: "xattrs", title: t.columns.xattrs, value: xattrs, cell: xattrs, mono: true },
  ];
}

function cellWords({ cell, role }: CellMark, t: LayersTexts): string {
  if (cell.kind === "whiteout") return `${t.kinds.whiteout} c 0,0`;
  const words = [t.kinds[cell.kind], sizeOf(cell)];
  if (cell.opaque) words.push(t.states.opaque);
  if (cell.metacopy) words.push(t.data);
  if (role === "under") words.push(t.stillOnDisk);
  return words.filter((word) => word !== "").join(" · ");
}

const sizeOf = (cell: LayerCell): string =>
  cell.kind === "file" ? bytesText(cell.size) : cell.kind === "symlink" ? `→ ${visibleName(cell.target ?? "")}` : "";
