import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import {
  KERNEL_SCOPES,
  type KernelConfirmation,
  type KernelNumbers,
  type KernelScope,
  type KernelUpdate,
  type KernelView,
} from "../../../lib/contract/kernel-view.ts";
import type { Expectation, ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import type { ExpectReport } from "./collector-protocol.ts";
import { costSoFar } from "./cost-clock.ts";
import { openCpuMeter } from "./cpu-meter.ts";
import { compileExpectations, type Expectations } from "./expectations.ts";
import { createTrace, type RunningTrace } from "./net/trace/run-trace.ts";
import type { ObservedSandbox } from "./observed-sandbox.ts";
import { readMountFingerprint } from "./overlays/read-overlays.ts";
import { openParts } from "./parts.ts";
import { scopesOf } from "./scopes-of.ts";
import { toUpdateOf } from "./to-update.ts";
import { ViewKeeper } from "./view-keeper.ts";

/** How often a watched sandbox is asked whether it did anything at all. */
const TICK_MS = 40;
/** After a hint, so long for the rest of what belongs to it (mv is two events, rm -r hundreds). */
const SETTLE_MS = 30;
/** Looking whether there is anything to look at takes at most one part in so many of the time. */
const TICK_SHARE = 15;
/** CPU time of something that was run, however small. A key that a shell answers takes less: nobody looks again for each. */
const RUN_MS = 1.5;
/** A watcher hears this often that what it has still holds. */
const CONFIRM_MS = 1_000;
/** Counters move on the screen four times a second. */
const NUMBERS_MS = 250;
/** Parts that a changed mount table is a hint for. */
const MOUNT_SCOPES: readonly KernelScope[] = ["overlays", "mounts"];

export type SandboxWatchEvents = {
  /** What is new in the parts that are watched. */
  onUpdate(update: KernelUpdate): void;
  /** The last view still holds; only while watched, at most once a second. */
  onConfirmed(confirmation: KernelConfirmation): void;
  onExpect(report: ExpectReport): void;
  /** How the trace gets on, and once how it ended. */
  onTrace(trace: PacketTrace): void;
  onError(error: unknown): void;
  /** Around all work that could hang or take long. */
  during<T>(what: "read" | "expect", work: () => T): T;
};

export type SandboxWatch = {
  readonly sandbox: ObservedSandbox;
  /** Reads these parts now; a watcher is told when something changed. */
  read(scopes: KernelScope[]): KernelView;
  /** Goes on publishing changes of these parts; answers how they are now. */
  watch(scopes: KernelScope[]): KernelView;
  unwatch(): void;
  /** Replaces what is expected; answers how it stands now. */
  expect(expectations: Expectation[]): Promise<ExpectReport>;
  /** Captures packets for so many seconds; resolves once it does. @throws Error while it does already */
  trace(seconds: number): Promise<PacketTrace>;
  /** Ends the trace that runs, if one does. */
  stopTrace(): void;
  close(): void;
};

/**
 * Looks after one sandbox: reads it on demand, and while anyone watches or expects something reads the parts in question again after every
 * hint (inotify on layers, a changed mount table) and, since much gives no hint, now and then while the sandbox uses CPU. A sandbox that does
 * nothing costs one read of its CPU counter per tick; one that nobody watches costs nothing. When that counter has come to rest after a command,
 * whatever the pace was, everything that the command changed is there to be seen, and is read.
 *
 * What confirms the last view, and what each look would notice:
 * - The CPU counter stands where it stood before the last reading began: nothing in the sandbox has run since, so nothing in it changed its
 *   mounts, its files or its processes. The kernel books a running task's time when it leaves the CPU and at every timer tick: a change is
 *   noticed up to a tick (10 ms at most) late. It cannot notice what somebody outside the sandbox's cgroup does to its files, which only the
 *   host's root can; inotify on the layers does, and a hint that was not followed up yet forbids confirming.
 * - Parts that the kernel changes by itself (neighbours age, connections time out) are read every second for that reason.
 * - A reading that found nothing new, as of the moment it began. It notices everything a view shows, within the caps it says it hit.
 * The mount tables alone confirm nothing: they do not show a write. Nor does a reading that failed, or silence.
 */
export function createSandboxWatch(
  sandbox: ObservedSandbox,
  { revision: firstRevision, toolsRoot }: { revision: number; toolsRoot: string },
  events: SandboxWatchEvents,
): SandboxWatch {
  const keeper = new ViewKeeper(sandbox.id, firstRevision);
  const meter = openCpuMeter(sandbox);
  const parts = openParts(sandbox, toolsRoot, (error) => events.onError(error));
  let expectations: Expectations | null = null;
  let expected: KernelScope[] = [];
  let watched = new Set<KernelScope>();
  let begins = false;
  /** Of the last update that went out. */
  let published = firstRevision;
  let numbers: KernelNumbers = {};
  let lastNumbers = Number.NEGATIVE_INFINITY;
  let lastResults = "";
  let ticker: NodeJS.Timeout | null = null;
  let hinted: NodeJS.Timeout | null = null;
  let usageSeen: string | null = null;
  let restedMs = Number.NaN;
  let lastConfirmed = Number.NEGATIVE_INFINITY;
  let confirmed = 0;

  let trace: RunningTrace | null = null;

  const wanted = (): KernelScope[] =>
    KERNEL_SCOPES.filter((scope) => watched.has(scope) || expected.includes(scope) || (trace !== null && scope === "network"));

  /** Reads parts, publishes what is new in them and judges. */
  const readNow = (scopes: readonly KernelScope[]): boolean => {
    const usage = meter.read();
    if (usage !== usageSeen) for (const scope of wanted()) parts.pace(scope).used();
    usageSeen = usage;
    const found = events.during("read", () => parts.read(scopes));
    const taken = keeper.take(found, parts.confirmedAt(wanted().length > 0 ? wanted() : scopes));
    const structural = taken.changed.length > 0 || taken.problemsChanged;
    Object.assign(numbers, taken.numbers);
    const counted = Object.keys(numbers).length > 0 && performance.now() - lastNumbers >= NUMBERS_MS;
    if (structural || counted) {
      publish(taken.changed, counted || structural);
      judge(keeper.view);
    }
    confirm();
    if (!ticker) meter.rest();
    return structural;
  };

  const publish = (changed: KernelScope[], withNumbers: boolean) => {
    const shown = changed.filter((scope) => watched.has(scope));
    const update = toUpdateOf(keeper.view, { since: published, shown, numbers: withNumbers ? numbers : {} });
    if (withNumbers) {
      numbers = {};
      lastNumbers = performance.now();
    }
    published = keeper.view.revision;
    if (watched.size > 0 && !begins) events.onUpdate(update);
  };

  const confirm = () => {
    if (watched.size === 0 || performance.now() - lastConfirmed < CONFIRM_MS) return;
    const confirmedAt = parts.confirmedAt(wanted());
    // A reading that failed, or silence, moves nothing on.
    if (confirmedAt <= confirmed) return;
    confirmed = confirmedAt;
    lastConfirmed = performance.now();
    events.onConfirmed({ revision: keeper.view.revision, confirmedAt });
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
    const wait = Math.max(...hintedScopes().map((scope) => parts.pace(scope).readyAt() - performance.now()), SETTLE_MS);
    hinted ??= setTimeout(() => {
      hinted = null;
      readNow(hintedScopes());
    }, wait);
  };
  const hintedScopes = () => wanted().filter((scope) => MOUNT_SCOPES.includes(scope));

  const mountsChanged = (): boolean => {
    if (!wanted().includes("overlays")) return false;
    try {
      return readMountFingerprint(sandbox) !== parts.mountFingerprint;
    } catch (error) {
      events.onError(error);
      return false;
    }
  };

  /** Whether a command ran since it was last asked, at rest. */
  const hasRun = (usage: string): boolean => {
    const before = restedMs;
    restedMs = meter.toMs(usage);
    return restedMs - before >= RUN_MS;
  };

  const tick = () => {
    const before = costSoFar();
    const lookedAt = Date.now();
    const usage = meter.read();
    if (usage === null || usage !== usageSeen) {
      usageSeen = usage;
      for (const scope of wanted()) parts.pace(scope).used();
      if (mountsChanged()) hint();
    } else {
      if (hasRun(usage)) for (const scope of wanted()) parts.pace(scope).rested();
      if (!hinted) parts.confirmIdle(wanted(), lookedAt);
    }
    const now = performance.now();
    const late = wanted().some((scope) => parts.pace(scope).isDue(now));
    const due = wanted().filter((scope) => parts.pace(scope).isDue(now) || (late && parts.pace(scope).joins(now)));
    const looking = costSoFar() - before;
    const ready = hinted ? due.filter((scope) => !MOUNT_SCOPES.includes(scope)) : due;
    if (ready.length > 0) readNow(ready);
    else if (parts.confirmedAt(wanted()) === lookedAt) confirm();
    ticker = setTimeout(tick, Math.max(TICK_MS, looking * TICK_SHARE));
  };

  const update = () => {
    const needed = wanted();
    for (const scope of KERNEL_SCOPES) {
      if (needed.includes(scope)) continue;
      parts.rest(scope);
      keeper.drop(scope);
    }
    if (needed.includes("overlays")) parts.follow(hint);
    if (needed.length > 0) ticker ??= setTimeout(tick, TICK_MS);
    else if (ticker) {
      clearTimeout(ticker);
      if (hinted) clearTimeout(hinted);
      ticker = hinted = null;
      meter.rest();
    }
  };

  const endTrace = () => {
    trace = null;
    parts.accompanyNetwork(null);
    update();
  };

  return {
    sandbox,
    read(scopes) {
      readNow(scopes);
      const view = keeper.only(new Set(scopes));
      update();
      return view;
    },
    watch(scopes) {
      // The first watcher has nothing yet that an update could continue: it begins with the answer.
      begins = watched.size === 0;
      watched = new Set(scopes);
      update();
      try {
        readNow(scopes);
      } finally {
        begins = false;
      }
      return keeper.only(watched);
    },
    unwatch() {
      watched = new Set();
      update();
    },
    async expect(list) {
      expectations = list.length === 0 ? null : compileExpectations(list);
      expected = KERNEL_SCOPES.filter((scope) => list.some(({ expr }) => scopesOf(expr).includes(scope)));
      update();
      readNow(expected);
      const results = await evaluate(keeper.view);
      lastResults = results?.text ?? "";
      const { revision, sampledAt } = keeper.view;
      return results?.report ?? { results: [], revision, sampledAt };
    },
    async trace(seconds) {
      if (trace) throw new Error("a trace runs already");
      const mine = createTrace({
        seconds,
        readNetwork: () => void readNow(["network"]),
        onTrace(said) {
          if (said.state === "ended") endTrace();
          events.onTrace(said);
        },
        onError: events.onError,
        during: (work) => events.during("read", work),
      });
      trace = mine;
      parts.accompanyNetwork((reading, part) => mine.follow(reading, part));
      update();
      try {
        return await mine.begin();
      } catch (error) {
        if (trace === mine) endTrace();
        throw error;
      }
    },
    stopTrace: () => trace?.stop(),
    close() {
      trace?.abort();
      endTrace();
      watched = new Set();
      expectations = null;
      expected = [];
      update();
    },
  };
}
