import { createHash } from "node:crypto";
import type { KernelConfirmation, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { Expectation, ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import type { ExpectReport } from "./collector-protocol.ts";
import { readCpuUsage } from "./cpu-usage.ts";
import { compileExpectations, type Expectations } from "./expectations.ts";
import type { ObservedSandbox } from "./observed-sandbox.ts";
import { diffOverlays } from "./overlays/diff-overlays.ts";
import { createDirectoryWatch, type DirectoryWatch } from "./overlays/directory-watch.ts";
import { createMemory, type Reading, readMountFingerprint, readOverlays } from "./overlays/read-overlays.ts";
import { toProblems, toReason } from "./to-reason.ts";

/** How often a watched sandbox is asked whether it did anything at all. */
const TICK_MS = 40;
/** After a hint, so long for the rest of what belongs to it (mv is two events, rm -r hundreds). */
const SETTLE_MS = 30;
/** Readings take at most one part in so many of the time, hints or no hints. */
const HINTED_SHARE = 4;
const UNHINTED_SHARE = 15;
const UNHINTED_MS = { least: 60, most: 300, confirmed: 2_000 };
/** A watcher hears this often that what it has still holds. */
const CONFIRM_MS = 1_000;

export type SandboxWatchEvents = {
  onView(view: KernelView): void;
  /** The last view still holds; only while watched, at most once a second. */
  onConfirmed(confirmation: KernelConfirmation): void;
  onExpect(report: ExpectReport): void;
  onError(error: unknown): void;
  /** Around all work that could hang or take long. */
  during<T>(what: "read" | "expect", work: () => T): T;
};

export type SandboxWatch = {
  readonly sandbox: ObservedSandbox;
  /** Reads now; a watcher is told when something changed. */
  read(): KernelView;
  /** Goes on publishing changes; answers how it is now. */
  watch(): KernelView;
  unwatch(): void;
  /** Replaces what is expected; answers how it stands now. */
  expect(expectations: Expectation[]): Promise<ExpectReport>;
  close(): void;
};

/**
 * Looks after one sandbox: reads it on demand, and while anyone watches or expects something reads again after every hint (inotify on layers,
 * a changed mount table) and, since writing through an overlay into a file already in upper gives no hint, now and then while the sandbox
 * uses CPU. A sandbox that does nothing costs one read of its CPU counter per tick; one that nobody watches costs nothing.
 *
 * What confirms the last view, and what each look would notice:
 * - The CPU counter stands where it stood before the last reading began: nothing in the sandbox has run since, so nothing in it changed its
 *   mounts or its files. The kernel books a running task's time when it leaves the CPU and at every timer tick: a change is noticed up to a
 *   tick (10 ms at most) late. It cannot notice what somebody outside the sandbox's cgroup does to its files, which only the host's root can;
 *   inotify on the layers does, and a hint that was not followed up yet forbids confirming.
 * - A reading that found nothing new, as of the moment it began. It notices everything a view shows, within the caps it says it hit.
 * The mount tables alone confirm nothing: they do not show a write. Nor does a reading that failed, or silence.
 */
export function createSandboxWatch(sandbox: ObservedSandbox, firstRevision: number, events: SandboxWatchEvents): SandboxWatch {
  const memory = createMemory();
  let revision = firstRevision;
  let digest = "";
  let current: KernelView | null = null;
  let fingerprint = "";
  let directories: DirectoryWatch | null = null;
  let expectations: Expectations | null = null;
  let lastResults = "";
  let watching = false;
  let ticker: NodeJS.Timeout | null = null;
  let hinted: NodeJS.Timeout | null = null;
  let usageSeen: string | null = null;
  let usedSinceRead = false;
  let lastCostMs = 0;
  let lastEnd = 0;
  let fruitless = 0;
  let failed = false;
  let lastConfirmed = Number.NEGATIVE_INFINITY;

  const readSafely = (): Reading => {
    try {
      failed = false;
      return readOverlays(sandbox, memory, directories ?? undefined);
    } catch (error) {
      // A mistake of ours with one sandbox must not end the reading of all others; the view says that it is old.
      events.onError(error);
      failed = true;
      const problem = toReason("reading-failed", { error: error instanceof Error ? error.message : String(error) });
      return {
        overlays: current?.overlays ?? [],
        problems: [problem],
        hiddenOverlays: current?.plumbing?.overlays ?? 0,
        fingerprint,
      };
    }
  };

  const readOnce = (): { view: KernelView; changed: boolean } => {
    const started = performance.now();
    usageSeen = readCpuUsage(sandbox);
    usedSinceRead = false;
    const sawWork = directories?.takeWork() ?? new Set<string>();
    const sampledAt = Date.now();
    const reading = readSafely();
    fingerprint = reading.fingerprint;
    const plumbing = { overlays: reading.hiddenOverlays };
    const content = { overlays: reading.overlays, ...toProblems(reading.problems), plumbing };
    const now = createHash("sha1").update(JSON.stringify(content)).digest("base64");
    const changed = now !== digest;
    if (changed) revision++;
    const changes = !changed
      ? (current?.changes ?? [])
      : current
        ? diffOverlays(current.overlays, reading.overlays, revision, sawWork)
        : [];
    digest = now;
    // A failed reading shows what an earlier one saw, and is no younger than that.
    const seenAt = failed ? (current?.sampledAt ?? 0) : sampledAt;
    current = { sandbox: sandbox.id, revision, sampledAt: seenAt, ...content, changes };
    if (!changed) confirm(sampledAt);
    lastEnd = performance.now();
    lastCostMs = lastEnd - started;
    return { view: current, changed };
  };

  const confirm = (confirmedAt: number) => {
    if (!watching || failed || performance.now() - lastConfirmed < CONFIRM_MS) return;
    lastConfirmed = performance.now();
    events.onConfirmed({ revision, confirmedAt });
  };

  const refresh = () => {
    if (hinted) clearTimeout(hinted);
    hinted = null;
    const { view, changed } = events.during("read", readOnce);
    fruitless = changed ? 0 : fruitless + 1;
    if (changed) publish(view);
  };

  const publish = (view: KernelView) => {
    if (watching) events.onView(view);
    judge(view);
  };

  const judge = (view: KernelView) => {
    evaluate(view).then((results) => {
      if (!results || results.text === lastResults) return;
      lastResults = results.text;
      events.onExpect(results.report);
    }, events.onError);
  };

  const evaluate = async (view: KernelView): Promise<{ text: string; report: ExpectReport } | null> => {
    const asked = expectations;
    if (!asked) return null;
    const results: ExpectationResult[] = await events.during("expect", () => asked.evaluate(view));
    // Replaced while it was evaluated: nobody waits for these results.
    if (asked !== expectations) return null;
    return { text: JSON.stringify(results), report: { results, revision: view.revision, sampledAt: view.sampledAt } };
  };

  const hint = () => {
    const rest = lastEnd + lastCostMs * HINTED_SHARE - performance.now();
    hinted ??= setTimeout(refresh, Math.max(SETTLE_MS, rest));
  };

  const unhintedMs = () =>
    Math.min(
      Math.max(UNHINTED_MS.most, lastCostMs * UNHINTED_SHARE, Math.min(lastCostMs * UNHINTED_SHARE * 3, UNHINTED_MS.confirmed)),
      Math.max(UNHINTED_MS.least, lastCostMs * UNHINTED_SHARE * (1 + fruitless / 2)),
    );

  const fingerprintNow = (): string => {
    try {
      return readMountFingerprint(sandbox);
    } catch (error) {
      events.onError(error);
      return fingerprint;
    }
  };

  const tick = () => {
    const started = performance.now();
    const lookedAt = Date.now();
    const usage = readCpuUsage(sandbox);
    if (usage === null || usage !== usageSeen) {
      usageSeen = usage;
      usedSinceRead = true;
      if (fingerprintNow() !== fingerprint) hint();
    }
    if (!usedSinceRead && !hinted) confirm(lookedAt);
    if (usedSinceRead && !hinted && performance.now() - lastEnd >= unhintedMs()) refresh();
    ticker = setTimeout(tick, Math.max(TICK_MS, (performance.now() - started) * UNHINTED_SHARE));
  };

  const update = () => {
    const needed = watching || expectations !== null;
    if (needed && !ticker) {
      directories = createDirectoryWatch(hint);
      ticker = setTimeout(tick, TICK_MS);
    } else if (!needed && ticker) {
      clearTimeout(ticker);
      if (hinted) clearTimeout(hinted);
      directories?.close();
      ticker = hinted = directories = null;
      memory.cache = new Map();
    }
  };

  return {
    sandbox,
    read: () => {
      const { view, changed } = events.during("read", readOnce);
      if (changed) publish(view);
      return view;
    },
    watch() {
      watching = true;
      update();
      const { view, changed } = events.during("read", readOnce);
      if (changed) judge(view);
      return view;
    },
    unwatch() {
      watching = false;
      update();
    },
    async expect(list) {
      expectations = list.length === 0 ? null : compileExpectations(list);
      update();
      const { view, changed } = events.during("read", readOnce);
      if (changed && watching) events.onView(view);
      const results = await evaluate(view);
      lastResults = results?.text ?? "";
      return results?.report ?? { results: [], revision: view.revision, sampledAt: view.sampledAt };
    },
    close() {
      watching = false;
      expectations = null;
      update();
    },
  };
}
