import type { AuthorProblem } from "../../../lib/contract/author-protocol.ts";
import type { LabSession, RunningLab, SandboxStatus } from "../../../lib/contract/browser-protocol.ts";
import type { StepId } from "../../../lib/contract/ids.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelScope, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { TerminalInfo } from "../../../lib/contract/sandbox.ts";
import type { LimitsReached } from "../../../lib/contract/sandbox-limits.ts";
import type { Verdict } from "../../../lib/contract/verdict.ts";

/** What stands in the way of a sandbox, in the words of the server. */
export type LabProblem = { code: string; error: string };

/** Everything the workbench shows that came over the wire. */
export type LabState = {
  link: "connecting" | "online" | "offline";
  sandbox: SandboxStatus | null;
  terminals: readonly TerminalInfo[];
  /** What the student is known by to their instructor; null before the lab is open. */
  code: string | null;
  /** Unix ms at which a step passed; a step that is absent has not. */
  passedAt: Readonly<Record<StepId, number>>;
  /** Steps that passed in the sandbox of now. */
  passedHere: ReadonlySet<StepId>;
  /** The latest verdict per step, null where a step has no check. */
  verdicts: Readonly<Record<StepId, Verdict | null>>;
  /** The step the server remembers. */
  at: StepId | null;
  /** When this attempt began, Unix ms of the server. */
  startedAt: number | null;
  /** Server clock minus this browser's, in ms. */
  clockOffsetMs: number;
  view: KernelView | null;
  /** The parts that the view was asked for. */
  viewScopes: readonly KernelScope[];
  /** The trace of packets that runs or ran last in this sandbox. */
  trace: PacketTrace | null;
  /** Why the last one was refused. */
  traceProblem: LabProblem | null;
  /** The limits that a sandbox ran into. It may be said before lab:open has answered. */
  limits: { sandbox: string; limits: LimitsReached } | null;
  /** lab:open or lab:restart was refused. */
  problem: LabProblem | null;
  /** Where the person's other sandboxes are, while they stand in the way of one more; empty before the server has said so. */
  running: readonly RunningLab[];
  /** A sandbox was replaced while nobody was looking: its files are gone. */
  replaced: boolean;
  /** The lab was edited since this page was loaded. */
  outdated: boolean;
  /** What is wrong with an author's lab, anew with each save; null where nothing was saved. Only an author's own instance says so. */
  saved: readonly AuthorProblem[] | null;
  /** lab:open has answered at least once. */
  opened: boolean;
  /** lab:open or lab:restart is under way. */
  opening: boolean;
};

export const emptyLabState: LabState = {
  link: "connecting",
  sandbox: null,
  terminals: [],
  code: null,
  passedAt: {},
  passedHere: new Set(),
  verdicts: {},
  at: null,
  startedAt: null,
  clockOffsetMs: 0,
  view: null,
  viewScopes: [],
  trace: null,
  traceProblem: null,
  limits: null,
  problem: null,
  running: [],
  replaced: false,
  outdated: false,
  saved: null,
  opened: false,
  opening: false,
};

const noTrace = { trace: null, traceProblem: null } as const;

export type LabEvent =
  | { type: "link"; online: boolean; problem: string | null }
  | { type: "opening"; fresh: boolean }
  | { type: "opened"; session: LabSession; localNow: number; fresh: boolean }
  | { type: "refused"; problem: LabProblem }
  | { type: "running"; running: RunningLab[] }
  | { type: "sandbox"; sandbox: SandboxStatus }
  | { type: "terminals"; terminals: TerminalInfo[] }
  | { type: "terminal-opened"; terminal: TerminalInfo }
  | { type: "terminal-closed"; terminal: string }
  | { type: "terminal-exited"; terminal: string; exitCode: number | null }
  | { type: "view"; view: KernelView; scopes: readonly KernelScope[] }
  | { type: "trace"; trace: PacketTrace }
  | { type: "trace-refused"; problem: LabProblem | null }
  | { type: "limits"; sandbox: string; limits: LimitsReached }
  | { type: "verdict"; step: StepId; verdict: Verdict | null; passedAt: number | null }
  | { type: "saved"; problems: AuthorProblem[] }
  | { type: "outdated"; outdated: boolean }
  | { type: "notice-read" };

/** The next state after something happened on the wire. */
export function reduceLab(state: LabState, event: LabEvent): LabState {
  switch (event.type) {
    case "link":
      if (event.online) return { ...state, link: "online" };
      return {
        ...state,
        link: state.link === "connecting" && !event.problem ? "connecting" : "offline",
        opening: false,
        problem: event.problem ? { code: "refused", error: event.problem } : state.problem,
      };
    case "opening":
      return {
        ...state,
        problem: null,
        opening: true,
        ...(event.fresh ? { sandbox: null, terminals: [], view: null, ...noTrace } : {}),
      };
    case "opened":
      return opened(state, event.session, event.localNow, event.fresh);
    case "refused":
      return { ...state, problem: event.problem, running: [], opening: false };
    case "running":
      return { ...state, running: event.running };
    case "sandbox":
      return withSandbox(state, event.sandbox);
    case "terminals":
      return { ...state, terminals: keepLost(state.terminals, event.terminals) };
    case "terminal-opened":
      return { ...state, terminals: [...state.terminals.filter(({ id }) => id !== event.terminal.id), event.terminal] };
    case "terminal-closed":
      return { ...state, terminals: state.terminals.filter(({ id }) => id !== event.terminal) };
    case "terminal-exited":
      return {
        ...state,
        terminals: state.terminals.map((terminal) =>
          // null would read as "running": a shell without a code was ended by a signal or by us.
          terminal.id === event.terminal ? { ...terminal, exitCode: event.exitCode ?? -1 } : terminal,
        ),
      };
    case "view":
      // Views may overtake each other on reconnection; a revision only grows within one sandbox.
      if (state.view && state.view.sandbox === event.view.sandbox && event.view.revision < state.view.revision) return state;
      return { ...state, view: event.view, viewScopes: event.scopes };
    case "trace":
      // An answer that comes after the end of the same trace is old news.
      if (state.trace?.id === event.trace.id && state.trace.state === "ended") return state;
      return { ...state, trace: event.trace, traceProblem: null };
    case "trace-refused":
      return { ...state, traceProblem: event.problem };
    case "limits":
      return { ...state, limits: { sandbox: event.sandbox, limits: event.limits } };
    case "verdict":
      return {
        ...state,
        verdicts: { ...state.verdicts, [event.step]: event.verdict },
        passedHere: event.verdict?.kind === "passed" ? new Set([...state.passedHere, event.step]) : state.passedHere,
        passedAt: event.passedAt === null ? state.passedAt : { ...state.passedAt, [event.step]: event.passedAt },
      };
    case "saved":
      return { ...state, saved: event.problems };
    case "outdated":
      return { ...state, outdated: event.outdated };
    case "notice-read":
      return { ...state, replaced: false, outdated: false };
  }
}

function opened(state: LabState, session: LabSession, localNow: number, fresh: boolean): LabState {
  const same = state.sandbox?.id === session.sandbox.id;
  return {
    ...state,
    sandbox: session.sandbox,
    terminals: same ? keepLost(state.terminals, session.terminals) : session.terminals,
    passedAt: Object.fromEntries(
      session.progress.flatMap(({ step, passedAt }) => (passedAt === null ? [] : [[step, passedAt] as const])),
    ),
    passedHere: new Set(session.passedHere),
    verdicts: same ? state.verdicts : {},
    at: session.at,
    code: session.code,
    startedAt: session.startedAt ?? null,
    clockOffsetMs: session.now - localNow,
    view: same ? state.view : null,
    ...(same ? {} : noTrace),
    problem: null,
    replaced: !fresh && state.opened && state.sandbox !== null && !same,
    opened: true,
    opening: false,
  };
}

/**
 * When sandboxd restarts, every shell is lost at once: their tabs stay, with the last screen and the offer of a new shell. One that is
 * missing among others was closed, here or in another window of the same person.
 */
function keepLost(before: readonly TerminalInfo[], now: readonly TerminalInfo[]): readonly TerminalInfo[] {
  return now.length > 0 ? now : before.map((terminal) => ({ ...terminal, exitCode: terminal.exitCode ?? -1 }));
}

/** A late word about a sandbox that was already replaced is not news. */
function withSandbox(state: LabState, sandbox: SandboxStatus): LabState {
  const current = state.sandbox;
  if (current && current.id !== sandbox.id && current.createdAt > sandbox.createdAt) return state;
  const over = sandbox.state === "gone" || sandbox.state === "stopping";
  return { ...state, sandbox, ...(over ? { terminals: [], view: null, ...noTrace } : {}) };
}

/** What the workbench shows where the terminal would be. */
export type LabPhase = "connecting" | "starting" | "running" | "full" | "refused" | "ended";

export function labPhase(state: LabState): LabPhase {
  if (state.problem) return state.problem.code === "full" || state.problem.code === "too-many" ? "full" : "refused";
  if (!state.sandbox) return state.link === "connecting" ? "connecting" : "starting";
  if (state.sandbox.state === "running") return state.opened ? "running" : "starting";
  return state.sandbox.state === "starting" || state.opening ? "starting" : "ended";
}
