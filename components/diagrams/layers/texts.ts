import type { Locale } from "../../../lib/contract/ids.ts";
import type { FileKind, KernelChange, Overlay, PathState } from "../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import { texts as en } from "./texts-en.ts";
import { texts as zh } from "./texts-zh.ts";

/** Every sentence and label of the Layers diagram in one language. Names in them are quoted by the caller's text node only. */
export type LayersTexts = {
  title: string;
  subtitle: string;
  look: string;
  merged: string;
  mergedHint: string;
  upper: string;
  upperHint: string;
  lower: (number: number) => string;
  lowerHint: string;
  dataOnly: string;
  readOnly: string;
  folded: (count: number) => string;
  work: string;
  workEmpty: string;
  workEntries: (count: number) => string;
  unreadable: string;
  nothing: string;
  kinds: Record<FileKind, string>;
  states: Record<PathState, string>;
  /** Shown on tiles, short. */
  data: string;
  stillOnDisk: string;
  emptyTitle: string;
  emptyText: string;
  emptyWaiting: string;
  copy: string;
  copied: string;
  typeIt: string;
  /** Why something is not known, as sandboxd says it. */
  reason: (reason: Reason) => string;
  reasons: (reasons: string[]) => string;
  partial: (reason: string, entries: number) => string;
  failed: (reason: string) => string;
  problems: (count: number) => string;
  omitted: (count: number) => string;
  plumbing: (count: number) => string;
  tabs: string;
  unchanged: (count: number) => string;
  unfold: string;
  gap: string;
  noPaths: string;
  columns: { path: string; from: string; state: string; xattrs: string };
  tableCaption: (mountpoint: string) => string;
  legend: { copiedUp: string; whiteout: string; opaque: string; under: string };
  change: (change: KernelChange, place: { from: string; to: string }) => string;
  explain: {
    title: (path: string, place: string) => string;
    mergedSeen: (path: string, layer: string) => string;
    mergedParts: (path: string, layers: string) => string;
    mergedOpaque: (path: string, layer: string) => string;
    mergedDeleted: (path: string, layer: string) => string;
    mergedHidden: (path: string) => string;
    seen: (path: string, layer: string) => string;
    created: (path: string) => string;
    copiedUp: (path: string) => string;
    replaced: (path: string) => string;
    metacopy: (path: string) => string;
    redirect: (path: string, target: string) => string;
    opaque: (path: string) => string;
    unread: (path: string) => string;
    part: (path: string, layer: string) => string;
    data: (path: string, layer: string) => string;
    whiteout: (path: string) => string;
    under: (path: string, layer: string) => string;
    slabMerged: (mountpoint: string) => string;
    slabUpper: (path: string) => string;
    slabLower: (path: string, number: number) => string;
    slabUnreadable: (why: string) => string;
    work: (path: string) => string;
    workKept: string;
    list: (items: string[]) => string;
  };
};

export const layersTexts = (locale: Locale): LayersTexts => (locale === "zh-CN" ? zh : en);

/** A layer as sentences name it. */
export function layerName(overlay: Overlay, layer: number, t: LayersTexts): string {
  if (overlay.layers[layer]?.role === "upper") return t.upper;
  return t.lower(layer + (overlay.hasUpper ? 0 : 1));
}
