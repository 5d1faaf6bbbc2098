import { describe, expect, it } from "vitest";
import type { LabSession, SandboxStatus } from "../../../lib/contract/browser-protocol.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import { emptyLabState, type LabEvent, type LabState, labPhase, reduceLab } from "./lab-state.ts";

const sandbox = (over: Partial<SandboxStatus> = {}): SandboxStatus => ({
  id: "aaaaaaaaaaaa",
  state: "running",
  createdAt: 1000,
  expiresAt: 9000,
  endedBecause: null,
  detail: null,
  ...over,
});
const session = (over: Partial<LabSession> = {}): LabSession => ({
  sandbox: sandbox(),
  terminals: [],
  code: "K7QX2",
  progress: [],
  passedHere: [],
  at: null,
  now: 5000,
  ...over,
});
const happened = (...events: LabEvent[]): LabState => events.reduce(reduceLab, emptyLabState);
const online: LabEvent = { type: "link", online: true, problem: null };
const opened = (over: Partial<LabSession> = {}, fresh = false): LabEvent => ({
  type: "opened",
  session: session(over),
  localNow: 4000,
  fresh,
});

describe("labPhase", () => {
  it("goes from connecting through starting to running", () => {
    expect(labPhase(emptyLabState)).toBe("connecting");
    expect(labPhase(happened(online, { type: "opening", fresh: false }))).toBe("starting");
    expect(labPhase(happened(online, { type: "sandbox", sandbox: sandbox({ state: "starting" }) }))).toBe("starting");
    expect(labPhase(happened(online, opened()))).toBe("running");
  });

  it("keeps the running sandbox on the page while the connection is away", () => {
    const state = happened(online, opened(), { type: "link", online: false, problem: null });
    expect(state.link).toBe("offline");
    expect(labPhase(state)).toBe("running");
  });

  it("says full when there is no room, and tries afresh when asked", () => {
    const full: LabEvent = { type: "refused", problem: { code: "full", error: "The lab is full." } };
    expect(labPhase(happened(online, full))).toBe("full");
    expect(labPhase(happened(online, full, { type: "opening", fresh: true }))).toBe("starting");
  });

  it("shows a restart as starting, not as the end of the old sandbox", () => {
    const state = happened(
      online,
      opened(),
      { type: "opening", fresh: true },
      { type: "sandbox", sandbox: sandbox({ state: "gone" }) },
    );
    expect(labPhase(state)).toBe("starting");
  });

  it("ends when the sandbox is gone, and forgets its terminals", () => {
    const terminal = { id: "aaaaaaaaaaaa.1", sandbox: "aaaaaaaaaaaa", name: "main", cols: 80, rows: 24, exitCode: null };
    const gone: LabEvent = { type: "sandbox", sandbox: sandbox({ state: "gone", endedBecause: "idle" }) };
    const state = happened(online, opened({ terminals: [terminal] }), gone);
    expect(labPhase(state)).toBe("ended");
    expect(state.terminals).toEqual([]);
  });
});

describe("reduceLab", () => {
  it("measures the server's clock against this browser's", () => {
    expect(happened(online, opened({ now: 5000 })).clockOffsetMs).toBe(1000);
  });

  it("keeps a pass when a later verdict says not yet", () => {
    const passed: LabEvent = { type: "verdict", step: "01-a", verdict: { kind: "passed" }, passedAt: 7 };
    const notYet: LabEvent = {
      type: "verdict",
      step: "01-a",
      verdict: { kind: "not-yet", hint: { en: "again" } },
      passedAt: null,
    };
    expect(happened(online, opened(), passed, notYet).passedAt).toEqual({ "01-a": 7 });
  });

  it("knows which steps passed in the sandbox of now: an old one's count for nothing", () => {
    const passed: LabEvent = { type: "verdict", step: "02-b", verdict: { kind: "passed" }, passedAt: 7 };
    const state = happened(online, opened({ passedHere: ["01-a"] }), passed);
    expect([...state.passedHere]).toEqual(["01-a", "02-b"]);
    const fresh = reduceLab(state, opened({ sandbox: sandbox({ id: "bbbbbbbbbbbb" }), passedHere: [] }, true));
    expect([...fresh.passedHere]).toEqual([]);
  });

  it("tells the student when the sandbox was replaced while the page was away, but not when they asked for it", () => {
    const other = { sandbox: sandbox({ id: "bbbbbbbbbbbb" }) };
    expect(happened(online, opened(), opened(other)).replaced).toBe(true);
    expect(happened(online, opened(), opened(other, true)).replaced).toBe(false);
    expect(happened(online, opened(), opened()).replaced).toBe(false);
  });

  it("ignores a late word about a sandbox that was replaced", () => {
    const fresh = sandbox({ id: "bbbbbbbbbbbb", createdAt: 2000 });
    const state = happened(online, opened({ sandbox: fresh }), { type: "sandbox", sandbox: sandbox({ state: "gone" }) });
    expect(state.sandbox?.id).toBe("bbbbbbbbbbbb");
  });

  it("never goes back to an older view of the same sandbox", () => {
    const view = (revision: number) => ({
      sandbox: "aaaaaaaaaaaa",
      revision,
      sampledAt: 0,
      overlays: [],
      problems: [],
      changes: [],
    });
    const state = happened(
      { type: "view", scopes: ["overlays"], view: view(5) },
      { type: "view", scopes: ["overlays"], view: view(4) },
    );
    expect(state.view?.revision).toBe(5);
  });

  it("marks a shell that ended without an exit code as ended", () => {
    const terminal = { id: "aaaaaaaaaaaa.1", sandbox: "aaaaaaaaaaaa", name: "main", cols: 80, rows: 24, exitCode: null };
    const state = happened(opened({ terminals: [terminal] }), { type: "terminal-exited", terminal: terminal.id, exitCode: null });
    expect(state.terminals[0]?.exitCode).not.toBeNull();
  });

  it("keeps the tabs of shells that a restart of the server took, as ended", () => {
    const shell = (number: number) => ({
      id: `aaaaaaaaaaaa.${number}`,
      sandbox: "aaaaaaaaaaaa",
      name: "main",
      cols: 80,
      rows: 24,
      exitCode: null,
    });
    const open = opened({ terminals: [shell(1), shell(2)] });
    expect(happened(open, { type: "terminals", terminals: [] }).terminals.map(({ exitCode }) => exitCode)).toEqual([-1, -1]);
    expect(happened(open, { type: "terminals", terminals: [shell(2)] }).terminals).toEqual([shell(2)]);
    expect(happened(open, opened({ terminals: [] })).terminals).toHaveLength(2);
  });
});

describe("a trace of packets", () => {
  const trace = (over: Partial<PacketTrace> = {}): PacketTrace => ({
    id: "t1",
    state: "capturing",
    startedAt: 0,
    endsAt: 10_000,
    endedBecause: null,
    frames: 0,
    dropped: 0,
    namespaces: [],
    packets: [],
    ...over,
  });
  const ended = trace({ state: "ended", endedBecause: "stopped", frames: 3 });

  it("is what came last, and an answer that comes after its end changes nothing", () => {
    const state = happened(online, opened(), { type: "trace", trace: ended }, { type: "trace", trace: trace() });
    expect(state.trace).toEqual(ended);
    expect(reduceLab(state, { type: "trace", trace: trace({ id: "t2" }) }).trace?.id).toBe("t2");
  });

  it("says why it was refused until the next one begins", () => {
    const problem = { code: "too-many", error: "one runs already" };
    const state = happened(online, opened(), { type: "trace-refused", problem });
    expect(state.traceProblem).toEqual(problem);
    expect(reduceLab(state, { type: "trace", trace: trace() }).traceProblem).toBeNull();
  });

  it("belongs to one sandbox: it survives a reconnection and goes with the sandbox", () => {
    const state = happened(online, opened(), { type: "trace", trace: ended });
    expect(reduceLab(state, opened()).trace).toEqual(ended);
    expect(reduceLab(state, opened({ sandbox: sandbox({ id: "bbbbbbbbbbbb" }) })).trace).toBeNull();
    expect(reduceLab(state, { type: "sandbox", sandbox: sandbox({ state: "gone" }) }).trace).toBeNull();
    expect(reduceLab(state, { type: "opening", fresh: true }).trace).toBeNull();
  });
});
