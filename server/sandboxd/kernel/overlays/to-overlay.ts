import type { LayerCell, Overlay, OverlayLayer, OverlayPath } from "../../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../../lib/contract/reason.ts";
import { type ByteString, toVisible, toVisibleCut } from "../proc/byte-text.ts";
import type { LayerEntry } from "./layer-entry.ts";
import { toLayerLabels } from "./layer-labels.ts";
import type { OverlayMount } from "./overlay-mounts.ts";
import type { FoundCell, FoundPath } from "./provenance.ts";
import type { OpenedLayer } from "./read-layers.ts";

/** Options may name hundreds of layers: the raw line is for reading. */
const RAW_CHARS = 2000;

export type ScanResult = { paths: FoundPath[]; stopped: Reason | null; entries: number; workEntries: ByteString[] };

/** Whether the kernel lets this overlay write its attributes: in a user namespace only with userxattr on an upper that takes them. */
export function xattrsOf({ options }: OverlayMount): "user" | "none" {
  return options.xattrPrefix === "user.overlay." && !options.all.includes("uuid=null") ? "user" : "none";
}

/** One overlay as people, diagrams and checks know it. */
export function toOverlay(overlay: OverlayMount, key: string, layers: OpenedLayer[], scan: ScanResult): Overlay {
  const { mount, mountNamespace } = overlay.primary;
  const { options } = overlay;
  const unreadable = layers.filter((layer) => layer.because !== null && !layer.dataOnly);
  return {
    key,
    mountId: mount.id,
    device: overlay.device,
    mountNamespace,
    mountpoint: toVisible(mount.mountpoint),
    source: toVisible(mount.source),
    readOnly: options.upper === null || mount.mountOptions.includes("ro") || options.all.includes("ro"),
    options: options.all.map(toVisible),
    layers: toLayers(layers, options.upper !== null),
    hasUpper: options.upper !== null,
    work: options.work === null ? null : toVisible(options.work),
    workEntries: scan.workEntries.map(toVisible),
    scan: toScan(scan, layers.length, unreadable),
    paths: inTreeOrder(scan.paths.map(toPath)),
    evidence: {
      source: "/proc/PID/mountinfo",
      command: "grep ' overlay ' /proc/self/mountinfo",
      raw: toVisibleCut(mount.line, RAW_CHARS),
      grade: "observed",
    },
    alsoMountedAt: overlay.others.map((other) => ({
      mountNamespace: other.mountNamespace,
      mountId: other.mount.id,
      mountpoint: toVisible(other.mount.mountpoint),
    })),
    xattrs: xattrsOf(overlay),
    omitted: 0,
  };
}

function toScan(scan: ScanResult, layers: number, unreadable: OpenedLayer[]): Overlay["scan"] {
  const because = unreadable.map((layer) => `${toVisibleCut(layer.path, 200)}: ${layer.because?.text}`).join("; ");
  const state = unreadable.length === layers ? "failed" : unreadable.length > 0 || scan.stopped ? "partial" : "complete";
  const reason = [because, scan.stopped?.text].filter(Boolean).join("; ") || null;
  return {
    state,
    reason,
    entries: scan.entries,
    ...(state === "complete" ? {} : { reasons: scan.stopped ? [scan.stopped] : [] }),
  };
}

function toLayers(layers: OpenedLayer[], hasUpper: boolean): OverlayLayer[] {
  const labels = toLayerLabels(layers.map((layer) => toVisible(layer.path)));
  return layers.map((layer, index) => ({
    role: hasUpper && index === 0 ? "upper" : "lower",
    path: toVisible(layer.path),
    label: labels[index]!,
    readable: layer.because === null,
    unreadableBecause: layer.because?.text ?? null,
    ...(layer.because === null ? {} : { unreadableReason: layer.because }),
    fsType: layer.fd !== null && layer.mount ? `${toVisible(layer.mount.fsType)} ${layer.mount.device}` : null,
    dataOnly: layer.dataOnly,
    ...(layer.foundAt === null ? {} : { foundAt: layer.foundAt }),
  }));
}

const toPath = (found: FoundPath): OverlayPath => ({
  path: toVisible(found.path),
  depth: found.depth,
  kind: found.kind,
  state: found.state,
  visibleFrom: found.visibleFrom,
  cells: found.cells.map((cell) => toCell(cell, found.path)),
});

function toCell({ layer, path, entry }: FoundCell, merged: ByteString): LayerCell {
  return {
    layer,
    kind: entry.kind,
    size: entry.size,
    mode: toMode(entry),
    uid: entry.uid,
    gid: entry.gid,
    allocated: entry.allocated,
    mtimeMs: entry.mtimeMs,
    opaque: entry.kind === "directory" && entry.xattrs.opaque === "y",
    metacopy: entry.xattrs.metacopy,
    redirect: entry.xattrs.redirect === null ? null : toVisible(entry.xattrs.redirect),
    origin: entry.xattrs.origin,
    xattrs: entry.xattrs.names.map(toVisible),
    text: entry.text,
    target: entry.target === null ? null : toVisibleCut(entry.target, 200),
    ...(path === merged ? {} : { realPath: toVisible(path) }),
    ...(entry.covered === null ? {} : { unread: entry.covered.text, unreadReason: entry.covered }),
  };
}

const toMode = (entry: LayerEntry): string => `0${entry.mode.toString(8).padStart(3, "0")}`;

/** A directory comes right before what is in it. Keys are made once: comparing 20,000 paths part by part takes most of a second. */
export function inTreeOrder(paths: OverlayPath[]): OverlayPath[] {
  return paths
    .map((path) => ({ path, key: path.path.replaceAll("/", "\u0000") }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ path }) => path);
}
