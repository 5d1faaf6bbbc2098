import type { Overlay, PathState } from "../../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../../lib/contract/reason.ts";
import { type ObservedSandbox, toInnerId } from "../observed-sandbox.ts";
import {
  close,
  O_DIRECTORY,
  O_RDONLY,
  openBeneath,
  RESOLVE,
  readDirectory,
  type Stat,
  SystemError,
  withFd,
} from "../proc/libc.ts";
import { type Mount, parseMountinfo } from "../proc/mountinfo.ts";
import { readOfProcess } from "../proc/process-directory.ts";
import { openRepresentatives, type Representative } from "../proc/sandbox-processes.ts";
import { readUniqueMountIds } from "../proc/unique-mount-ids.ts";
import { toReason } from "../to-reason.ts";
import { createLayerReader, type EntryBudget, type EntryCache } from "./layer-reader.ts";
import {
  findOverlayMounts,
  identifyOverlays,
  type NamespaceMounts,
  type OverlayIdentities,
  type OverlayMount,
} from "./overlay-mounts.ts";
import { findProvenance, type LayerSource } from "./provenance.ts";
import { closeLayers, type OpenedLayers, openLayers, type Viewer } from "./read-layers.ts";
import { closeReplaced, type SeenLayers } from "./replaced-layers.ts";
import { createScanClock } from "./scan-clock.ts";
import { type ScanResult, toOverlay, xattrsOf } from "./to-overlay.ts";

/** What one overlay may cost at most; past that the view says "partial". */
const MAX_ENTRIES = 20_000;
/** Time for walking all overlays of a sandbox; what is found takes as long again to work up, and at 2 s the collector counts as hung. */
const MAX_MILLISECONDS = 1_000;
/** Even after a huge overlay the next gets so much: a lesson's takes a few milliseconds. */
const LEAST_MILLISECONDS = 20;
const MAX_OVERLAYS = 32;
const MAX_WORK_ENTRIES = 64;

/** Told which directories were read, while their descriptors are open, so that they can be watched. */
export type DirectoryObserver = {
  begin(): void;
  /** key: the same directory of the same layer has the same; for a work directory it is the overlay's key. */
  see(what: "upper" | "lower" | "work", key: string, fd: number, stat: Stat): void;
  end(): void;
};

/** What is kept of a sandbox between two readings. */
export type SandboxMemory = {
  /** Devices of the overlays that the lab itself mounted, once seen. */
  plumbing: Set<string>;
  identities: OverlayIdentities;
  cache: EntryCache;
  /** States of upper paths, by overlay key and path: tells a copy-up from a new file where the overlay cannot mark it. */
  states: Map<string, Map<string, PathState>>;
  /** By overlay key. */
  layers: Map<string, SeenLayers>;
};
export const createMemory = (): SandboxMemory => ({
  plumbing: new Set(),
  identities: new Map(),
  cache: new Map(),
  states: new Map(),
  layers: new Map(),
});

export type Reading = {
  overlays: Overlay[];
  problems: Reason[];
  /** Overlays of the lab itself, left out. */
  hiddenOverlays: number;
  /** Differs when any mount table of the sandbox differs. */
  fingerprint: string;
};

/** Mount tables of all mount namespaces of a sandbox, and a text that changes when any of them does. */
export type MountTables = { namespaces: NamespaceMounts[]; fingerprint: string };

export function readMountTables(representatives: Representative[]): MountTables {
  const namespaces: NamespaceMounts[] = [];
  let fingerprint = "";
  for (const [viewer, { procFd, mountNamespace }] of representatives.entries()) {
    try {
      const text = readOfProcess(procFd, "mountinfo");
      const uniqueIds = readUniqueMountIds(procFd);
      fingerprint += `${mountNamespace}\n${text}${[...uniqueIds.values()]}\n`;
      namespaces.push({ viewer, mountNamespace, mounts: parseMountinfo(text), uniqueIds });
    } catch (error) {
      // The process ended meanwhile.
      if (!(error instanceof SystemError)) throw error;
    }
  }
  return { namespaces, fingerprint };
}

/** The lab's own root overlay: what PID 1 has at "/" when the sandbox is first looked at. */
function rememberPlumbing(memory: SandboxMemory, init: NamespaceMounts | undefined): void {
  if (memory.plumbing.size > 0 || !init) return;
  const root = init.mounts.find((mount) => mount.mountpoint === "/");
  memory.plumbing.add(root?.fsType === "overlay" ? root.device : "none");
}

/** The text that changes with any mount table of the sandbox, without reading more. */
export function readMountFingerprint(sandbox: ObservedSandbox): string {
  const representatives = openRepresentatives(sandbox);
  try {
    return readMountTables(representatives).fingerprint;
  } finally {
    for (const { procFd } of representatives) close(procFd);
  }
}

/** Reads every overlay of the sandbox. Synchronous from end to end; may take MAX_MILLISECONDS of CPU time and as much again to work up. */
export function readOverlays(sandbox: ObservedSandbox, memory: SandboxMemory, observer?: DirectoryObserver): Reading {
  const representatives = openRepresentatives(sandbox);
  try {
    const init = representatives.find(({ pid }) => pid === sandbox.initPid);
    if (!init) return { overlays: [], problems: [toReason("sandbox-ended", {})], hiddenOverlays: 0, fingerprint: "" };
    const { namespaces, fingerprint } = readMountTables(representatives);
    rememberPlumbing(
      memory,
      namespaces.find(({ mountNamespace }) => mountNamespace === init.mountNamespace),
    );
    const viewers = representatives.map((representative, index): Viewer => {
      const mounts = namespaces.find(({ viewer }) => viewer === index)?.mounts ?? [];
      return { ...representative, mounts: new Map(mounts.map((mount: Mount) => [mount.id, mount])) };
    });
    const found = findOverlayMounts(namespaces, memory.plumbing);
    return { ...readAll(sandbox, memory, found, viewers, observer), fingerprint };
  } finally {
    for (const { procFd } of representatives) close(procFd);
  }
}

function readAll(
  sandbox: ObservedSandbox,
  memory: SandboxMemory,
  found: OverlayMount[],
  viewers: Viewer[],
  observer: DirectoryObserver | undefined,
): Omit<Reading, "fingerprint"> {
  const clock = createScanClock();
  memory.identities = identifyOverlays(found, memory.identities, freshKey);
  const later: EntryCache = new Map();
  const overlays: Overlay[] = [];
  const states: SandboxMemory["states"] = new Map();
  const layers: SandboxMemory["layers"] = new Map();
  observer?.begin();
  const shown = found.slice(0, MAX_OVERLAYS);
  for (const [index, mount] of shown.entries()) {
    const key = memory.identities.get(mount.device)!.key;
    const until = clock() + Math.max(LEAST_MILLISECONDS, (MAX_MILLISECONDS - clock()) / (shown.length - index));
    const budget: EntryBudget = { left: MAX_ENTRIES, read: 0, isOver: () => clock() > until, late: false };
    const asFound = openLayers(mount, viewers, memory.plumbing);
    const { opened, seen } = closeReplaced(mount, asFound, memory.layers.get(key));
    layers.set(key, seen);
    try {
      const scan = scanLayers(sandbox, memory, mount, key, opened, budget, later, observer);
      const overlay = toOverlay(mount, key, opened.layers, scan);
      overlays.push(overlay);
      states.set(
        key,
        new Map(
          scan.paths.filter((path) => path.visibleFrom === 0 || path.state === "deleted").map((path) => [path.path, path.state]),
        ),
      );
    } finally {
      closeLayers(opened);
    }
  }
  observer?.end();
  memory.cache = later;
  memory.states = states;
  memory.layers = layers;
  const problems = found.length > MAX_OVERLAYS ? [toReason("overlay-cap", { mounted: found.length, read: MAX_OVERLAYS })] : [];
  return { overlays, problems, hiddenOverlays: [...memory.plumbing].filter((device) => device !== "none").length };
}

const freshKey = (overlay: OverlayMount): string => `overlay-${overlay.primary.uniqueId ?? `${overlay.device}-${Date.now()}`}`;

const EMPTY_LAYER: LayerSource = { list: () => null, lookup: () => null };

function scanLayers(
  sandbox: ObservedSandbox,
  memory: SandboxMemory,
  mount: OverlayMount,
  key: string,
  opened: OpenedLayers,
  budget: EntryBudget,
  later: EntryCache,
  observer: DirectoryObserver | undefined,
): ScanResult {
  const sources = opened.layers.map((layer, index) => {
    if (layer.fd === null) return EMPTY_LAYER;
    const cacheKey = `${layer.stat.device}:${layer.stat.ino}:${mount.options.xattrPrefix}`;
    const role = opened.hasUpper && index === 0 ? "upper" : "lower";
    return createLayerReader({
      rootFd: layer.fd,
      cacheKey,
      earlier: memory.cache,
      later,
      budget,
      xattrPrefix: mount.options.xattrPrefix,
      toInnerId: toInnerId(sandbox.uidBase),
      onDirectory: (path, fd, stat) => observer?.see(role, `${cacheKey}/${path}`, fd, stat),
    });
  });
  const work = opened.work;
  if (work) observer?.see("work", key, work.fd, work.stat);
  const before = memory.states.get(key);
  const canMark = xattrsOf(mount) !== "none";
  const { paths, stopped } = findProvenance(
    sources,
    {
      hasUpper: opened.hasUpper,
      followRedirects: mount.options.followRedirects,
      dataOnly: new Set(opened.layers.flatMap((layer, index) => (layer.dataOnly ? [index] : []))),
      copiedUpWithoutOrigin: (path, upper) => {
        if (canMark) return false;
        // work/work is made anew by every mount: what is older was put into upper by hand before.
        if (upper.bornMs !== null && work?.stat.bornMs != null && upper.bornMs <= work.stat.bornMs) return false;
        const known = before?.get(path);
        return known === undefined || known === "copied-up";
      },
    },
    (found) => whyStop(budget, found),
  );
  const stop = stopped ?? whyStop(budget, 0);
  return { paths, stopped: stop, entries: budget.read, workEntries: work ? namesIn(work.fd) : [] };
}

function whyStop(budget: EntryBudget, paths: number): Reason | null {
  if (budget.left <= 0 || paths > MAX_ENTRIES) return toReason("entry-cap", { cap: MAX_ENTRIES });
  if (budget.late || budget.isOver()) return toReason("time-cap", {});
  return null;
}

function namesIn(workFd: number): string[] {
  try {
    const fd = openBeneath(workFd, ".", O_RDONLY | O_DIRECTORY, RESOLVE.BENEATH | RESOLVE.NO_XDEV);
    return withFd(fd, () => readDirectory(fd, MAX_WORK_ENTRIES).names.map(([name]) => name));
  } catch (error) {
    if (error instanceof SystemError) return [];
    throw error;
  }
}
