import type { FileKind } from "../../../lib/contract/kernel-view.ts";

/** Outline of a tile, so that the kind of an entry is told by shape: a dog-eared sheet, a folder, a pill, a plain box. In px from 0,0. */
export function tileShape(kind: FileKind | null, w: number, h: number): string {
  const r = Math.min(5, h / 4);
  if (kind === "directory") {
    const tab = Math.min(w * 0.4, 26);
    const lip = Math.min(5, h / 5);
    return `M0 ${r}a${r} ${r} 0 0 1 ${r} ${-r}H${tab - lip}l${lip} ${lip}H${w - r}a${r} ${r} 0 0 1 ${r} ${r}V${h - r}a${r} ${r} 0 0 1 ${-r} ${r}H${r}a${r} ${r} 0 0 1 ${-r} ${-r}z`;
  }
  if (kind === "file") {
    const ear = Math.min(9, h / 3);
    return `M${r} 0H${w - ear}L${w} ${ear}V${h - r}a${r} ${r} 0 0 1 ${-r} ${r}H${r}a${r} ${r} 0 0 1 ${-r} ${-r}V${r}a${r} ${r} 0 0 1 ${r} ${-r}z`;
  }
  const c = kind === "symlink" ? h / 2 : kind === "whiteout" || kind === null ? r : 1;
  return `M${c} 0H${w - c}a${c} ${c} 0 0 1 ${c} ${c}V${h - c}a${c} ${c} 0 0 1 ${-c} ${c}H${c}a${c} ${c} 0 0 1 ${-c} ${-c}V${c}a${c} ${c} 0 0 1 ${c} ${-c}z`;
}

/** The turned-down corner of a file's sheet. */
export function dogEar(w: number, h: number): string {
  const ear = Math.min(9, h / 3);
  return `M${w - ear} 0V${ear}H${w}`;
}
