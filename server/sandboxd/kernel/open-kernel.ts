import { applyUpdate, toUpdate } from "../../../lib/contract/kernel/apply-update.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelConfirmation, KernelScope, KernelUpdate, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import type { Expectation, ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { type CollectorProcess, startCollector } from "./collector-process.ts";
import type { Demand, ExpectReport, Report } from "./collector-protocol.ts";
import { toObserved } from "./observed-sandbox.ts";
import { toProblems, toReason } from "./to-reason.ts";

/** How long a sandbox whose reading hung is left alone, doubled each time it happens again. */
const PAUSE_MS = { first: 5_000, most: 300_000 };

export type KernelOptions = {
  /** The root file system that all sandboxes share: rules are put into words by its tools. */
  toolsRoot: string;
  sandboxOf(id: string): RunningSandbox | undefined;
  /** What is new in the parts that are watched; one after the other they make the view that watch() answered with. */
  onUpdate(update: KernelUpdate): void;
  /** The last view of a watched sandbox still holds. Silence means that nobody knows. */
  onConfirmed(id: string, confirmation: KernelConfirmation): void;
  onExpect(id: string, report: ExpectReport): void;
  /** How a trace gets on, and once how it ended. */
  onTrace(id: string, trace: PacketTrace): void;
  log(message: string): void;
};

export type Kernel = {
  /** Goes on calling onUpdate at every change of these parts until unwatch; answers with the present view. No scopes: stops, answers null. */
  watch(id: string, scopes: KernelScope[]): Promise<KernelView | null>;
  unwatch(id: string): void;
  /** Reads once. */
  read(id: string, scopes: KernelScope[]): Promise<KernelView>;
  /** Replaces what is expected of a sandbox; onExpect is called when a result changes. An empty list stops. */
  expect(id: string, expectations: Expectation[]): Promise<ExpectationResult[]>;
  /** Captures packets for so many seconds; onTrace tells how it goes on. @throws SandboxdError "too-many" while that goes on already */
  trace(id: string, seconds: number): Promise<PacketTrace>;
  /** Ends the trace that runs, if one does: onTrace brings what was captured. */
  stopTrace(id: string): void;
  /** The sandbox is gone or about to go: drops everything about it. */
  forget(id: string): void;
  close(): void;
  /** Of the collector process, for measurements and tests. */
  collectorPid(): number | undefined;
};

/** What we know of a sandbox on this side, enough to begin again with a new collector. */
type Known = {
  watching: KernelScope[];
  expectations: Expectation[];
  revision: number;
  lastView: KernelView | null;
  /** When lastView was last known to hold; 0: never. */
  confirmedAt: number;
  hangs: number;
  pausedUntil: number;
  retry: NodeJS.Timeout | null;
  /** The trace that runs; "asked" until the collector has begun it. */
  trace: PacketTrace | "asked" | null;
};

type Answer = Extract<Report, { re: "answer" }>;
type Waiting = { id: string; demand: Demand; resolve(answer: Answer | null): void; reject(error: Error): void };

/**
 * Kernel views of sandboxes. All reading happens in one collector process; when a sandbox makes it hang, it is replaced, the sandbox is
 * reported with a problem and left alone for a while, and all others go on.
 */
export function openKernel(options: KernelOptions): Kernel {
  const known = new Map<string, Known>();
  const waiting = new Map<number, Waiting>();
  let collector: CollectorProcess | null = null;
  let lastSeq = 0;
  let closed = false;
  let lastStart = 0;

  const knownOf = (id: string): Known => {
    const one = known.get(id) ?? {
      watching: [],
      expectations: [],
      // Unix ms and not 0: after a restart of sandboxd the numbers go on above those that browsers have.
      revision: Date.now(),
      lastView: null,
      confirmedAt: 0,
      hangs: 0,
      pausedUntil: 0,
      retry: null,
      trace: null,
    };
    known.set(id, one);
    return one;
  };

  const keep = (id: string, view: KernelView) => {
    const one = knownOf(id);
    one.lastView = view;
    one.confirmedAt = Math.max(one.confirmedAt, view.sampledAt);
    one.revision = Math.max(one.revision, view.revision);
    one.hangs = 0;
  };

  const onReport = (report: Report) => {
    if (report.re === "update") {
      const one = known.get(report.id);
      if (!one) return;
      const view = applyUpdate(one.lastView, report.update);
      if (view) {
        keep(report.id, view);
        options.onUpdate(report.update);
      } else resume(report.id);
    } else if (report.re === "confirmed") {
      const one = known.get(report.id);
      if (!one || one.watching.length === 0) return;
      one.confirmedAt = report.confirmation.confirmedAt;
      options.onConfirmed(report.id, report.confirmation);
    } else if (report.re === "expect") {
      if (known.has(report.id)) options.onExpect(report.id, report.report);
    } else if (report.re === "trace") {
      const one = known.get(report.id);
      if (!one || one.trace === null) return;
      one.trace = report.trace.state === "capturing" ? report.trace : null;
      options.onTrace(report.id, report.trace);
    } else if (report.re === "answer" || report.re === "failed") {
      const waiter = waiting.get(report.seq);
      waiting.delete(report.seq);
      // At once, and not where it is waited for: that it ended may be the next thing we read.
      if (report.re === "answer" && report.trace && waiter) knownOf(waiter.id).trace = report.trace;
      if (report.re === "failed") waiter?.reject(new Error(`reading the kernel failed: ${report.message}`));
      else waiter?.resolve(report);
    }
  };

  const start = (): CollectorProcess => {
    lastStart = Date.now();
    return startCollector(options.toolsRoot, { onReport, onEnd }, options.log);
  };

  const onEnd = (blamed: { id: string; what: "read" | "expect"; hung: boolean } | null) => {
    collector = null;
    if (closed) return;
    options.log(
      blamed ? `the collector ${blamed.hung ? "hung" : "ended"} at ${blamed.what} of ${blamed.id}` : "the collector ended",
    );
    if (blamed) pause(blamed.id, blamed.what);
    for (const [id, one] of known) endTrace(id, one, "failed");
    const interrupted = [...waiting.values()];
    waiting.clear();
    // One that dies at once is not started in a circle.
    const wait = Date.now() - lastStart < 1_000 ? 1_000 : 0;
    setTimeout(() => {
      if (closed) return;
      for (const id of known.keys()) resume(id);
      for (const waiter of interrupted) {
        if (isPaused(waiter.id)) waiter.resolve(null);
        else send(waiter);
      }
    }, wait);
  };

  const isPaused = (id: string): boolean => (known.get(id)?.pausedUntil ?? 0) > Date.now();

  const pause = (id: string, what: "read" | "expect") => {
    const one = knownOf(id);
    const pauseMs = Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** one.hangs++);
    one.pausedUntil = Date.now() + pauseMs;
    one.retry = setTimeout(() => resume(id), pauseMs + 1);
    const seconds = Math.round(pauseMs / 1000);
    const view = problemView(id, one, toReason(what === "read" ? "reading-hung" : "judging-hung", { seconds }));
    if (one.watching.length > 0) options.onUpdate(toUpdate(view));
    if (one.expectations.length > 0) {
      const error = what === "expect" ? "evaluating the expectations took longer than 2 s" : null;
      const results = one.expectations.map((expectation) => ({ id: expectation.id, met: false, error }));
      options.onExpect(id, { results, revision: view.revision, sampledAt: view.sampledAt });
    }
  };

  /** The trace is lost with whoever captured it: what is known of it is how many frames there were. */
  const endTrace = (id: string, one: Known, endedBecause: "failed" | "sandbox") => {
    const { trace } = one;
    if (trace === null || trace === "asked") return;
    one.trace = null;
    options.onTrace(id, { ...trace, state: "ended", endsAt: Date.now(), endedBecause });
  };

  const problemView = (id: string, one: Known, problem: Reason): KernelView => {
    one.lastView = {
      overlays: [],
      ...one.lastView,
      sandbox: id,
      revision: ++one.revision,
      sampledAt: one.confirmedAt,
      ...toProblems([problem]),
      changes: [],
    };
    return one.lastView;
  };

  /** Takes up again what is wanted of a sandbox, with a new collector or after a pause. */
  const resume = (id: string) => {
    const one = known.get(id);
    if (!one || isPaused(id)) return;
    if (one.retry) clearTimeout(one.retry);
    one.retry = null;
    if (one.watching.length > 0) {
      void ask(id, "watch", one.watching).then(
        (answer) => {
          if (!answer?.view) return;
          keep(id, answer.view);
          options.onUpdate(toUpdate(answer.view));
        },
        (error: Error) => options.log(error.message),
      );
    }
    if (one.expectations.length > 0) {
      void ask(id, "expect").then(
        (answer) => answer?.report && options.onExpect(id, answer.report),
        (error: Error) => options.log(error.message),
      );
    }
  };

  const send = (waiter: Waiting) => {
    collector ??= start();
    if ("seq" in waiter.demand) waiting.set(waiter.demand.seq, waiter);
    collector.send(waiter.demand);
  };

  /** null: the sandbox is paused. */
  const ask = (
    id: string,
    op: "read" | "watch" | "expect" | "trace",
    scopes: KernelScope[] = [],
    seconds = 0,
  ): Promise<Answer | null> => {
    const sandbox = options.sandboxOf(id);
    if (!sandbox) return Promise.reject(new Error(`there is no running sandbox ${id}`));
    const one = knownOf(id);
    if (isPaused(id)) return Promise.resolve(null);
    const base = { seq: ++lastSeq, sandbox: toObserved(sandbox), revision: one.revision };
    const demand: Demand =
      op === "expect"
        ? { op, ...base, expectations: one.expectations }
        : op === "trace"
          ? { op, ...base, seconds }
          : { op, ...base, scopes };
    return new Promise((resolve, reject) => send({ id, demand, resolve, reject }));
  };

  const askView = async (id: string, op: "read" | "watch", scopes: KernelScope[]): Promise<KernelView> => {
    const view = (await ask(id, op, scopes))?.view;
    const one = knownOf(id);
    // What was read once is no view that updates continue.
    if (view && op === "watch") keep(id, view);
    else if (view) one.revision = Math.max(one.revision, view.revision);
    return view ?? one.lastView ?? problemView(id, one, toReason("reading-paused", {}));
  };

  const unwatch = (id: string) => {
    const one = known.get(id);
    if (one) one.watching = [];
    collector?.send({ op: "unwatch", id });
  };

  return {
    async watch(id, scopes) {
      if (scopes.length === 0) {
        unwatch(id);
        return null;
      }
      if (!options.sandboxOf(id)) throw new Error(`there is no running sandbox ${id}`);
      knownOf(id).watching = scopes;
      return askView(id, "watch", scopes);
    },
    unwatch,
    read: (id, scopes) => askView(id, "read", scopes),
    async expect(id, expectations) {
      if (!options.sandboxOf(id)) throw new Error(`there is no running sandbox ${id}`);
      knownOf(id).expectations = expectations;
      if (expectations.length === 0 && !collector) return [];
      const report = (await ask(id, "expect"))?.report;
      return report?.results ?? expectations.map((expectation) => ({ id: expectation.id, met: false, error: null }));
    },
    async trace(id, seconds) {
      if (!options.sandboxOf(id)) throw new Error(`there is no running sandbox ${id}`);
      const one = knownOf(id);
      if (one.trace !== null)
        throw new SandboxdError(
          "too-many",
          "Packets of this sandbox are being traced already: wait until that ends, or stop it.",
        );
      one.trace = "asked";
      try {
        const trace = (await ask(id, "trace", [], seconds))?.trace;
        if (!trace) throw new SandboxdError("failed", "Looking at this sandbox is paused: please try again in a moment.");
        return trace;
      } catch (error) {
        one.trace = null;
        throw error;
      }
    },
    stopTrace: (id) => collector?.send({ op: "stop-trace", id }),
    forget(id) {
      const one = known.get(id);
      if (one) endTrace(id, one, "sandbox");
      if (one?.retry) clearTimeout(one.retry);
      known.delete(id);
      collector?.send({ op: "forget", id });
    },
    close() {
      closed = true;
      for (const one of known.values()) if (one.retry) clearTimeout(one.retry);
      known.clear();
      for (const waiter of waiting.values()) waiter.resolve(null);
      waiting.clear();
      collector?.kill();
      collector = null;
    },
    collectorPid: () => collector?.pid,
  };
}
